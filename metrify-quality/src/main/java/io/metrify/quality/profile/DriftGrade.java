package io.metrify.quality.profile;

/** How far the values of a column have moved, by thresholds that are rules of thumb: see {@link DriftSettings}. */
public enum DriftGrade {
    /** Below the first threshold. */
    STABLE,
    /** At or above the first threshold, below the second: worth a look. */
    MODERATE,
    /** At or above the second threshold. */
    STRONG
}
