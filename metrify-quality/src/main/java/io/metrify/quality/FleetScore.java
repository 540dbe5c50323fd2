package io.metrify.quality;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The quality of many readings - of a meter's day, a fleet's day, a source - from 0 to 1, with what each dimension and each
 * rule cost it. All arithmetic is exact: the losses by rule, like those by dimension, add up to 1 less the score, and scores
 * of parts merge to the score of the whole in any split and any order.
 *
 * <ul>
 *   <li>completeness: expected slots that have a reading which can be used, at most 1
 *   <li>validity: records, duplicates left out, that can be used: neither undecodable nor rejected, and without a warning
 *       about validity
 *   <li>timeliness: timed readings that came in time
 *   <li>consistency: judged readings without a warning about consistency
 *   <li>uniqueness: records without the duplicates
 *   <li>plausibility: judged readings without a warning about plausibility
 * </ul>
 *
 * <p>The score is the mean of the dimensions, weighted by {@link FleetWeights}. A dimension that was not measured is
 * left out, with the reason, and the others share its weight; if none was measured there is no score. Immutable.
 */
public final class FleetScore {

    /** What rounds to more was more; so exact fractions are compared only where they round to the same. */
    private static final Comparator<RuleLoss> LARGEST_FIRST = Comparator.comparingInt(RuleLoss::lostPpm)
            .thenComparing(RuleLoss::lost)
            .reversed()
            .thenComparing(RuleLoss::rule);

    private final QualityCounts counts;
    private final FleetWeights weights;
    private final List<DimensionMeasure> measures = new ArrayList<>(6);

    private final long totalWeight;

    /** A perfect score in parts so small that every loss is a whole number of them. */
    private final BigInteger whole;

    private final List<DimensionScore> dimensions;
    private final Map<Dimension, String> leftOut;

    private FleetScore(QualityCounts counts, FleetWeights weights) {
        this.counts = counts;
        this.weights = weights;
        Map<Dimension, String> missing = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            DimensionMeasure measure = DimensionMeasure.of(dimension, counts);
            if (weights.weight(dimension) == 0) {
                missing.put(dimension, "it weighs nothing");
            } else if (measure.whole() == 0) {
                missing.put(dimension, measure.nothing());
            } else {
                measures.add(measure);
            }
        }
        this.totalWeight = measures.stream()
                .mapToLong(measure -> weights.weight(measure.dimension()))
                .sum();
        this.whole = measures.stream()
                .map(measure -> BigInteger.valueOf(measure.whole()))
                .reduce(BigInteger.ONE, (a, b) -> a.divide(a.gcd(b)).multiply(b))
                .multiply(BigInteger.valueOf(Math.max(1, totalWeight)));
        this.dimensions = measures.stream()
                .map(measure -> new DimensionScore(
                        measure.dimension(),
                        Ratio.of(measure.good(), measure.whole()),
                        Ratio.of(weights.weight(measure.dimension()), totalWeight),
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
        return dimensions.isEmpty() ? Optional.empty() : Optional.of(scoreOf(DimensionMeasure::bad));
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
        int[] parts = inPpm(
                measures.stream().map(measure -> cost(measure, measure.bad())).toList());
        for (int i = 0; i < parts.length; i++) {
            lost.put(measures.get(i).dimension(), parts[i]);
        }
        return Collections.unmodifiableMap(lost);
    }

    /**
     * What each rule cost, and what the score would be without it. The losses add up to 1 less the score, exactly; a reading
     * with several causes is put down to one, see {@link QualityCounts.Cause}.
     *
     * @return the largest loss first, by id where losses are equal; empty if nothing was lost or measured
     */
    public List<RuleLoss> rules() {
        Map<String, List<RuleLoss.Part>> parts = new TreeMap<>();
        Map<String, BigInteger> costs = new TreeMap<>();
        for (DimensionMeasure measure : measures) {
            measure.lost().forEach((rule, lost) -> {
                if (lost > 0) {
                    BigInteger cost = cost(measure, lost);
                    costs.merge(rule, cost, BigInteger::add);
                    parts.computeIfAbsent(rule, any -> new ArrayList<>(2))
                            .add(new RuleLoss.Part(measure.dimension(), lost, new Ratio(cost, whole)));
                }
            });
        }
        int[] lostPpm = inPpm(List.copyOf(costs.values()));
        List<RuleLoss> losses = new ArrayList<>(lostPpm.length);
        parts.forEach((rule, of) -> losses.add(new RuleLoss(rule, of, lostPpm[losses.size()], scoreWithout(rule))));
        losses.sort(LARGEST_FIRST);
        return List.copyOf(losses);
    }

    /**
     * What was lost, as sentences.
     *
     * @return one for each rule, see {@link RuleLoss#sentence()}; empty if nothing was lost or measured
     */
    public List<String> explanation() {
        return rules().stream().map(RuleLoss::sentence).toList();
    }

    /**
     * The score if a rule had found nothing: what was lost by it alone comes back, also its share of the slots that a rejected
     * reading left empty; what another rule would have cost too does not.
     *
     * @param rule the id of a rule, or one of the causes that {@link QualityCounts} names
     * @return 0 to 1, exact, and the score itself if the rule cost nothing; empty if no dimension was measured
     */
    public Optional<Ratio> without(String rule) {
        Objects.requireNonNull(rule, "rule");
        return dimensions.isEmpty() ? Optional.empty() : Optional.of(scoreWithout(rule));
    }

    private Ratio scoreWithout(String rule) {
        return scoreOf(measure -> measure.badWithout(rule));
    }

    /** The score if so many of each dimension were lost. */
    private Ratio scoreOf(ToLongFunction<DimensionMeasure> bad) {
        BigInteger lost = measures.stream()
                .map(measure -> cost(measure, bad.applyAsLong(measure)))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new Ratio(whole.subtract(lost), whole);
    }

    /** What so many lost of a dimension cost, in parts of {@link #whole}. */
    private BigInteger cost(DimensionMeasure measure, long lost) {
        BigInteger share = BigInteger.valueOf(totalWeight).multiply(BigInteger.valueOf(measure.whole()));
        return whole.divide(share)
                .multiply(BigInteger.valueOf(weights.weight(measure.dimension())))
                .multiply(BigInteger.valueOf(lost));
    }

    /** What is missing to a whole score in parts per million, split in proportion to costs that add up to it. */
    private int[] inPpm(List<BigInteger> costs) {
        int lost = ReadingScore.PERFECT - partsPerMillion().orElse(ReadingScore.PERFECT);
        return Arrays.stream(Apportionment.of(lost, costs))
                .mapToInt(Math::toIntExact)
                .toArray();
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
