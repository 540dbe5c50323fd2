package io.metrify.quality;

/** A coarse grade of a score, from best to worst. */
public enum QualityTier {
    /** Fit for billing as it is. */
    EXCELLENT,
    /** Fit for use; small losses. */
    GOOD,
    /** Fit for use with care; should be looked at. */
    FAIR,
    /** Not fit for use. */
    POOR;

    /**
     * The grade of a score by the standard thresholds.
     *
     * @param partsPerMillion the score, 0 to 1,000,000
     * @return the grade
     * @throws IllegalArgumentException if the score is out of range
     */
    public static QualityTier of(int partsPerMillion) {
        return TierThresholds.standard().tierOf(partsPerMillion);
    }
}
