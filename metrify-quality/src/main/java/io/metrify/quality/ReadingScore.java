package io.metrify.quality;

import java.util.List;

/**
 * The quality of one reading, 0 to 1, and what it lost by which rule. The losses add up exactly to what is missing to a
 * perfect score.
 *
 * @param partsPerMillion the score in parts per million, 0 (worthless) to 1,000,000 (flawless)
 * @param contributions what was lost, the largest loss first, then by rule; empty for a flawless reading
 */
public record ReadingScore(int partsPerMillion, List<Contribution> contributions) {

    /** The score of a flawless reading in parts per million. */
    public static final int PERFECT = 1_000_000;

    /** Nothing was lost. */
    public static final ReadingScore FLAWLESS = new ReadingScore(PERFECT, List.of());

    /** Checks that the contributions explain the score exactly. */
    public ReadingScore {
        requireScore(partsPerMillion);
        contributions = List.copyOf(contributions);
        long lost = contributions.stream().mapToLong(Contribution::lostPpm).sum();
        if (lost != PERFECT - partsPerMillion) {
            throw new IllegalArgumentException("the contributions add up to " + lost + " but a score of "
                    + partsPerMillion + " lost " + (PERFECT - partsPerMillion)
                    + " parts per million; every loss needs its rule");
        }
    }

    /**
     * The score as the wire's {@code data_quality_score} has it.
     *
     * @return 0 to 1
     */
    public double value() {
        return partsPerMillion / (double) PERFECT;
    }

    /**
     * The grade by the standard thresholds; for others see {@link TierThresholds#tierOf(int)}.
     *
     * @return the grade
     */
    public QualityTier tier() {
        return QualityTier.of(partsPerMillion);
    }

    static int requireScore(int partsPerMillion) {
        if (partsPerMillion < 0 || partsPerMillion > PERFECT) {
            throw new IllegalArgumentException(
                    "a score of " + partsPerMillion + " parts per million is out of range; give 0 to 1000000");
        }
        return partsPerMillion;
    }
}
