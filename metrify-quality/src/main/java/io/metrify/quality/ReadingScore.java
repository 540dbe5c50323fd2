package io.metrify.quality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

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
        long cost = cost(contributions);
        if (lost != PERFECT - partsPerMillion || lost != Math.min(cost, PERFECT)) {
            throw new IllegalArgumentException("the contributions add up to " + lost + " of a cost of " + cost
                    + " but a score of " + partsPerMillion + " lost " + (PERFECT - partsPerMillion)
                    + " parts per million; every loss needs its rule, and nothing is cut before all is lost");
        }
    }

    /**
     * The score if a rule had found nothing. Where the losses were cut because they cost more than there was, the others take
     * up what the rule leaves.
     *
     * @param rule the id of the rule
     * @return parts per million, 0 to 1,000,000; the score itself if the rule cost nothing
     */
    public int withoutPpm(String rule) {
        Objects.requireNonNull(rule, "rule");
        long cost = cost(contributions.stream()
                .filter(contribution -> !contribution.rule().equals(rule))
                .toList());
        return (int) (PERFECT - Math.min(cost, PERFECT));
    }

    /**
     * The losses as sentences.
     *
     * @return one for each contribution, for example {@code meter.voltage.limit cost 0.15; without it the score would be 0.85}
     */
    public List<String> explanation() {
        return contributions.stream()
                .map(contribution -> contribution.rule() + " cost " + decimal(contribution.lostPpm())
                        + "; without it the score would be " + decimal(withoutPpm(contribution.rule())))
                .toList();
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

    /** Parts per million as a decimal without idle zeros. */
    static String decimal(int partsPerMillion) {
        return partsPerMillion == 0
                ? "0"
                : BigDecimal.valueOf(partsPerMillion, 6).stripTrailingZeros().toPlainString();
    }

    private static long cost(List<Contribution> contributions) {
        return contributions.stream().mapToLong(Contribution::costPpm).sum();
    }

    static int requireScore(int partsPerMillion) {
        if (partsPerMillion < 0 || partsPerMillion > PERFECT) {
            throw new IllegalArgumentException(
                    "a score of " + partsPerMillion + " parts per million is out of range; give 0 to 1000000");
        }
        return partsPerMillion;
    }
}
