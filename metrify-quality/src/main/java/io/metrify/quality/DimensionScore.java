package io.metrify.quality;

import java.util.Objects;

/**
 * One dimension's part in a {@link FleetScore}.
 *
 * @param dimension the dimension
 * @param score how good it is, 0 to 1, exact
 * @param weight its share of all weights that count, above 0 to 1, exact
 * @param basis what the score was computed from, a sentence with the counts
 */
public record DimensionScore(Dimension dimension, Ratio score, Ratio weight, String basis) {

    /** Checks ranges. */
    public DimensionScore {
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(basis, "basis");
        if (score.compareTo(Ratio.ZERO) < 0 || score.compareTo(Ratio.ONE) > 0) {
            throw new IllegalArgumentException("the " + dimension + " score " + score + " is not 0 to 1");
        }
        if (weight.compareTo(Ratio.ZERO) <= 0 || weight.compareTo(Ratio.ONE) > 0) {
            throw new IllegalArgumentException("the " + dimension + " weight " + weight + " is not above 0, up to 1");
        }
    }

    /**
     * What this dimension cost the whole score: its weight times what it falls short of 1.
     *
     * @return 0 to 1, exact
     */
    public Ratio lost() {
        return weight.times(Ratio.ONE.minus(score));
    }
}
