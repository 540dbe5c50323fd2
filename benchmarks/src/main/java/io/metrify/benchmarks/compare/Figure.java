package io.metrify.benchmarks.compare;

import java.util.Objects;

/**
 * A figure that compares nothing.
 *
 * @param key its name, such as {@code validation.bytes_per_valid_reading}
 * @param value the value, in the unit that the key names
 */
public record Figure(String key, double value) {

    /** Checks that nothing is missing. */
    public Figure {
        Objects.requireNonNull(key, "key");
    }
}
