package io.metrify.quality;

/**
 * The smallest scores of the tiers, in parts per million. The standard ones are this library's own.
 *
 * @param excellent the smallest score that is {@link QualityTier#EXCELLENT}; standard 950,000
 * @param good the smallest score that is {@link QualityTier#GOOD}; standard 850,000
 * @param fair the smallest score that is {@link QualityTier#FAIR}, below which all is {@link QualityTier#POOR}; standard
 *     600,000
 */
public record TierThresholds(int excellent, int good, int fair) {

    private static final TierThresholds STANDARD = new TierThresholds(950_000, 850_000, 600_000);

    /** Checks the order. */
    public TierThresholds {
        if (!(ReadingScore.PERFECT >= excellent && excellent >= good && good >= fair && fair >= 0)) {
            throw new IllegalArgumentException("the tiers begin at " + excellent + ", " + good + " and " + fair
                    + "; give parts per million, 1000000 to 0, the better tier first");
        }
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static TierThresholds standard() {
        return STANDARD;
    }

    /**
     * The grade of a score.
     *
     * @param partsPerMillion the score, 0 to 1,000,000
     * @return the grade
     * @throws IllegalArgumentException if the score is out of range
     */
    public QualityTier tierOf(int partsPerMillion) {
        ReadingScore.requireScore(partsPerMillion);
        if (partsPerMillion >= excellent) {
            return QualityTier.EXCELLENT;
        }
        if (partsPerMillion >= good) {
            return QualityTier.GOOD;
        }
        return partsPerMillion >= fair ? QualityTier.FAIR : QualityTier.POOR;
    }
}
