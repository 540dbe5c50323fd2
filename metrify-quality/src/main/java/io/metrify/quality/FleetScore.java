package io.metrify.quality;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The quality of many readings - of a meter, a run, a day, a fleet - from 0 to 1, with what each dimension cost it. All
 * arithmetic is exact: the losses add up to 1 less the score, and scores of parts merge to the score of the whole in any
 * split and any order.
 *
 * <ul>
 *   <li>completeness: accepted readings of expected slots, at most 1
 *   <li>validity: accepted readings of those that were accepted, rejected or undecodable
 *   <li>timeliness: timed readings that were not late
 *   <li>consistency: examined readings without a warning about consistency
 *   <li>uniqueness: what was read without the duplicates
 *   <li>plausibility: examined readings without any other warning
 * </ul>
 *
 * <p>The score is the mean of the dimensions, weighted by {@link FleetWeights}. A dimension that was not measured is
 * left out, with the reason, and the others share its weight; if none was measured there is no score. Immutable.
 */
public final class FleetScore {

    private final QualityCounts counts;
    private final FleetWeights weights;
    private final List<DimensionScore> dimensions;
    private final Map<Dimension, String> leftOut;

    private FleetScore(QualityCounts counts, FleetWeights weights) {
        this.counts = counts;
        this.weights = weights;
        Map<Dimension, String> missing = new EnumMap<>(Dimension.class);
        List<Measure> measures = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            Measure measure = measure(dimension, counts);
            if (weights.weight(dimension) == 0) {
                missing.put(dimension, "it weighs nothing");
            } else if (measure.whole() == 0) {
                missing.put(dimension, measure.nothing());
            } else {
                measures.add(measure);
            }
        }
        long total = measures.stream()
                .mapToLong(measure -> weights.weight(measure.dimension()))
                .sum();
        this.dimensions = measures.stream()
                .map(measure -> new DimensionScore(
                        measure.dimension(),
                        Ratio.of(measure.good(), measure.whole()),
                        Ratio.of(weights.weight(measure.dimension()), total),
                        measure.basis()))
                .toList();
        this.leftOut = Collections.unmodifiableMap(missing);
    }

    /**
     * The score of what was counted, with the standard weights.
     *
     * @param counts what was counted
     * @return the score
     */
    public static FleetScore of(QualityCounts counts) {
        return of(counts, FleetWeights.standard());
    }

    /**
     * The score of what was counted.
     *
     * @param counts what was counted
     * @param weights how much each dimension counts
     * @return the score
     */
    public static FleetScore of(QualityCounts counts, FleetWeights weights) {
        return new FleetScore(Objects.requireNonNull(counts, "counts"), Objects.requireNonNull(weights, "weights"));
    }

    /**
     * The score of this part and another together.
     *
     * @param other the score of the other part, with the same weights
     * @return the score of both
     * @throws IllegalArgumentException if the other has other weights
     */
    public FleetScore merge(FleetScore other) {
        if (!weights.equals(other.weights)) {
            throw new IllegalArgumentException("scores of different weights do not merge: " + weights + " and "
                    + other.weights + "; score the counts of both with the same weights");
        }
        return of(counts.plus(other.counts), weights);
    }

    /**
     * What was counted.
     *
     * @return the counts
     */
    public QualityCounts counts() {
        return counts;
    }

    /**
     * The score, exactly.
     *
     * @return 0 to 1, or empty if no dimension was measured
     */
    public Optional<Ratio> score() {
        return dimensions.isEmpty() ? Optional.empty() : Optional.of(Ratio.ONE.minus(lost()));
    }

    /**
     * The score in whole parts per million; halves go up.
     *
     * @return 0 to 1,000,000, or empty if no dimension was measured
     */
    public OptionalInt partsPerMillion() {
        return score().stream().mapToInt(Ratio::toPartsPerMillion).findFirst();
    }

    /**
     * The score as a double, for charts and wires.
     *
     * @return 0 to 1 in whole parts per million, or {@link Double#NaN} if no dimension was measured
     */
    public double value() {
        OptionalInt partsPerMillion = partsPerMillion();
        return partsPerMillion.isPresent() ? partsPerMillion.getAsInt() / (double) ReadingScore.PERFECT : Double.NaN;
    }

    /**
     * The grade of the score in parts per million.
     *
     * @return the grade, or empty if no dimension was measured
     */
    public Optional<QualityTier> tier() {
        OptionalInt partsPerMillion = partsPerMillion();
        return partsPerMillion.isPresent()
                ? Optional.of(weights.tiers().tierOf(partsPerMillion.getAsInt()))
                : Optional.empty();
    }

    /**
     * The dimensions that were measured, each with its score, its weight and what it cost. Their losses add up to 1 less
     * the score, exactly.
     *
     * @return in the order of {@link Dimension}
     */
    public List<DimensionScore> dimensions() {
        return dimensions;
    }

    /**
     * The dimensions that are not in the score.
     *
     * @return the reason by dimension
     */
    public Map<Dimension, String> leftOut() {
        return leftOut;
    }

    /**
     * What each measured dimension cost in whole parts per million. The losses add up exactly to 1,000,000 less {@link
     * #partsPerMillion()}; they are split by the method of largest remainders.
     *
     * @return the loss by dimension, 0 for one that cost nothing; empty if no dimension was measured
     */
    public Map<Dimension, Integer> lostPpm() {
        Map<Dimension, Integer> lost = new EnumMap<>(Dimension.class);
        OptionalInt partsPerMillion = partsPerMillion();
        if (partsPerMillion.isPresent()) {
            BigInteger common = dimensions.stream()
                    .map(dimension -> dimension.lost().denominator())
                    .reduce(BigInteger.ONE, FleetScore::leastCommonMultiple);
            int[] parts = Apportionment.of(
                    ReadingScore.PERFECT - partsPerMillion.getAsInt(),
                    dimensions.stream()
                            .map(dimension -> dimension
                                    .lost()
                                    .times(new Ratio(common, BigInteger.ONE))
                                    .numerator())
                            .toList());
            for (int i = 0; i < parts.length; i++) {
                lost.put(dimensions.get(i).dimension(), parts[i]);
            }
        }
        return Collections.unmodifiableMap(lost);
    }

    private Ratio lost() {
        return dimensions.stream().map(DimensionScore::lost).reduce(Ratio.ZERO, Ratio::plus);
    }

    private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
        return a.divide(a.gcd(b)).multiply(b);
    }

    /** Good ones of a whole, what both are, and what to say if there is nothing to measure. */
    private record Measure(Dimension dimension, long good, long whole, String of, String nothing) {

        String basis() {
            return good + " of " + whole + " " + of;
        }
    }

    private static Measure measure(Dimension dimension, QualityCounts counts) {
        QualityCounts.Outcomes outcomes = counts.outcomes();
        QualityCounts.Doubts doubts = counts.doubts();
        QualityCounts.Arrivals arrivals = counts.arrivals();
        long fresh = outcomes.read() - outcomes.duplicates();
        return switch (dimension) {
            case COMPLETENESS ->
                new Measure(
                        dimension,
                        Math.min(outcomes.accepted(), counts.expected()),
                        counts.expected(),
                        "expected slots have an accepted reading",
                        "the expected slots were not worked out");
            case VALIDITY ->
                new Measure(
                        dimension,
                        outcomes.accepted(),
                        fresh,
                        "records, duplicates left out, were accepted",
                        "nothing was read but duplicates");
            case TIMELINESS ->
                new Measure(
                        dimension,
                        arrivals.timed() - arrivals.late(),
                        arrivals.timed(),
                        "timed readings came in time",
                        "no arrival was timed");
            case CONSISTENCY ->
                new Measure(
                        dimension,
                        doubts.examined() - doubts.inconsistent(),
                        doubts.examined(),
                        "accepted readings have no warning about consistency",
                        "the findings of no accepted reading were looked at");
            case UNIQUENESS ->
                new Measure(dimension, fresh, outcomes.read(), "records came for the first time", "nothing was read");
            case PLAUSIBILITY ->
                new Measure(
                        dimension,
                        doubts.examined() - doubts.implausible(),
                        doubts.examined(),
                        "accepted readings have no warning about plausibility",
                        "the findings of no accepted reading were looked at");
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FleetScore that && counts.equals(that.counts) && weights.equals(that.weights);
    }

    @Override
    public int hashCode() {
        return Objects.hash(counts, weights);
    }

    /**
     * The score in one line.
     *
     * @return the score, its tier, and what each dimension cost
     */
    @Override
    public String toString() {
        return tier().map(tier -> value() + " " + tier + ", lost in ppm " + lostPpm())
                .orElse("no score, nothing was measured");
    }
}
