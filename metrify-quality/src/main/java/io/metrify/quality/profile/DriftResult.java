package io.metrify.quality.profile;

import java.util.Objects;

/**
 * One distance of two distributions.
 *
 * @param measure what was measured, with its formula
 * @param value the distance, 0 or more
 * @param pValue the probability of at least this distance if both were drawn from one distribution, approximately; NaN where
 *     the measure has none
 * @param grade what the settings make of it
 * @param basis from what it was computed: values or buckets, and what follows from that
 */
public record DriftResult(DriftMeasure measure, double value, double pValue, DriftGrade grade, String basis) {

    /** Checks that nothing is missing. */
    public DriftResult {
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(grade, "grade");
        Objects.requireNonNull(basis, "basis");
    }
}
