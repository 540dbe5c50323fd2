package io.metrify.validation;

import java.util.Objects;

/** What a finding says: what was there, what the rule allows, and a sentence with both; with their units. */
record Words(String observed, String expected, String message) {

    Words {
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(message, "message");
    }
}
