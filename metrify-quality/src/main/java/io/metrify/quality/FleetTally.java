package io.metrify.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One {@link QualityTally} per meter, and one for records that belong to no known meter, such as undecodable ones. Not
 * thread-safe: use one per thread and {@link #merge} them.
 */
public final class FleetTally {

    private static final Comparator<MeterScore> WORST_FIRST = Comparator.comparing(
                    (MeterScore meter) -> meter.score().score().orElse(Ratio.ONE))
            .thenComparing(MeterScore::meterId);

    private final RuleDimensions dimensions;
    private final Map<String, QualityTally> meters = new HashMap<>();
    private final QualityTally unattributed;

    /** Nothing counted yet; rules speak of their standard dimensions. */
    public FleetTally() {
        this(RuleDimensions.standard());
    }

    /**
     * Nothing counted yet.
     *
     * @param dimensions which dimension a rule speaks of
     */
    public FleetTally(RuleDimensions dimensions) {
        this.dimensions = Objects.requireNonNull(dimensions, "dimensions");
        this.unattributed = new QualityTally(dimensions);
    }

    /**
     * A meter and its score.
     *
     * @param meterId the meter
     * @param score the score of its readings
     */
    public record MeterScore(String meterId, FleetScore score) {

        /** Checks that nothing is missing. */
        public MeterScore {
            Objects.requireNonNull(meterId, "meterId");
            Objects.requireNonNull(score, "score");
        }
    }

    /**
     * The tally of a meter, to count on.
     *
     * @param meterId the meter
     * @return always the same tally for a meter; empty at first
     */
    public QualityTally meter(String meterId) {
        Objects.requireNonNull(meterId, "meterId");
        return meters.computeIfAbsent(meterId, id -> new QualityTally(dimensions));
    }

    /**
     * The tally of records that belong to no known meter, to count on.
     *
     * @return always the same tally
     */
    public QualityTally unattributed() {
        return unattributed;
    }

    /**
     * Adds what was counted elsewhere, meter by meter.
     *
     * @param other the tally of another part; it stays as it is
     */
    public void merge(FleetTally other) {
        other.meters.forEach((id, tally) -> meter(id).add(tally.counts()));
        unattributed.add(other.unattributed.counts());
    }

    /**
     * What was counted for all meters together, and for none.
     *
     * @return the counts
     */
    public QualityCounts counts() {
        QualityTally total = new QualityTally(dimensions);
        meters.values().forEach(tally -> total.add(tally.counts()));
        total.add(unattributed.counts());
        return total.counts();
    }

    /**
     * The meters with the worst scores.
     *
     * @param most how many at most, 0 or more
     * @param weights how much each dimension counts
     * @return the worst first, by id where scores are equal; meters without a score are left out
     * @throws IllegalArgumentException if {@code most} is negative
     */
    public List<MeterScore> worst(int most, FleetWeights weights) {
        if (most < 0) {
            throw new IllegalArgumentException(most + " meters cannot be listed; give 0 or more");
        }
        List<MeterScore> scores = new ArrayList<>(meters.size());
        meters.forEach((id, tally) -> {
            FleetScore score = FleetScore.of(tally.counts(), weights);
            if (score.score().isPresent()) {
                scores.add(new MeterScore(id, score));
            }
        });
        scores.sort(WORST_FIRST);
        return List.copyOf(scores.subList(0, Math.min(most, scores.size())));
    }
}
