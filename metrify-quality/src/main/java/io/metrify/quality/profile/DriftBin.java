package io.metrify.quality.profile;

import java.util.Objects;

/**
 * A bin in which the values of both sides are counted.
 *
 * @param label what is in it: the range of its values, or the one value
 * @param reference how many of the reference
 * @param current how many of the current values
 */
public record DriftBin(String label, long reference, long current) {

    /** Checks that nothing is missing. */
    public DriftBin {
        Objects.requireNonNull(label, "label");
    }
}
