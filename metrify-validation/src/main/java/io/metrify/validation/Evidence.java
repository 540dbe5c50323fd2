package io.metrify.validation;

import org.jspecify.annotations.Nullable;

/** What a violation rests on, from which its words are made when somebody reads them. Immutable. */
interface Evidence {

    /** The wire name of the field at fault, or null if no single field is. */
    @Nullable
    String field();

    /** What there is to say; equal each time. */
    Words words();

    /** Evidence whose words a rule made itself. */
    record Stated(@Nullable String field, Words words) implements Evidence {}
}
