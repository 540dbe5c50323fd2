package io.metrify.quality.profile;

import java.util.Objects;

/**
 * A value and how often it occurs.
 *
 * @param value the value as {@link ColumnProfile#minimum()} has it; of a text at most the first 256 characters
 * @param count how often, exactly, 1 or more
 */
public record ValueCount(Object value, long count) {

    /** Checks that nothing is missing. */
    public ValueCount {
        Objects.requireNonNull(value, "value");
    }
}
