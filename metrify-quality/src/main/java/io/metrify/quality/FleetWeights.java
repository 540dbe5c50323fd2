package io.metrify.quality;

import java.util.Map;
import java.util.Objects;

/**
 * How much each dimension counts in a {@link FleetScore}, and where its tiers begin.
 *
 * @param weights the weight by dimension, 0 or more, at least one above 0; only their proportion matters, and a
 *     dimension that is not in the map, or weighs 0, is left out. Standard: completeness 30, validity 25, plausibility
 *     15, timeliness, consistency and uniqueness 10 each (defaults of this library)
 * @param tiers where the tiers begin
 */
public record FleetWeights(Map<Dimension, Integer> weights, TierThresholds tiers) {

    private static final FleetWeights STANDARD = new FleetWeights(
            Map.of(
                    Dimension.COMPLETENESS, 30,
                    Dimension.VALIDITY, 25,
                    Dimension.TIMELINESS, 10,
                    Dimension.CONSISTENCY, 10,
                    Dimension.UNIQUENESS, 10,
                    Dimension.PLAUSIBILITY, 15),
            TierThresholds.standard());

    /** Checks ranges and copies. */
    public FleetWeights {
        weights = Map.copyOf(weights);
        Objects.requireNonNull(tiers, "tiers");
        weights.forEach((dimension, weight) -> {
            if (weight < 0) {
                throw new IllegalArgumentException("the weight of " + dimension + " is " + weight + "; give 0 or more");
            }
        });
        if (weights.values().stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("no dimension weighs anything; give at least one a weight above 0");
        }
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static FleetWeights standard() {
        return STANDARD;
    }

    /**
     * The weight of a dimension.
     *
     * @param dimension the dimension
     * @return 0 or more
     */
    public int weight(Dimension dimension) {
        return weights.getOrDefault(dimension, 0);
    }
}
