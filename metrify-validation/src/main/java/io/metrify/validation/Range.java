package io.metrify.validation;

import io.metrify.model.Measurement;

/**
 * A closed range of plausible values: both bounds are inside. The unit is that of the threshold that uses it.
 *
 * @param low the smallest plausible value; may be negative infinity for no bound
 * @param high the largest plausible value, not below {@code low}; may be positive infinity for no bound
 */
public record Range(double low, double high) {

    /** Every measured value. */
    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Checks the order of the bounds. */
    public Range {
        if (!(low <= high)) {
            throw new IllegalArgumentException("the range " + low + " to " + high
                    + " holds nothing; the low bound comes first and neither is NaN");
        }
    }

    /**
     * A range between two bounds.
     *
     * @param low the smallest value inside
     * @param high the largest value inside
     * @return the range
     */
    public static Range of(double low, double high) {
        return new Range(low, high);
    }

    /**
     * A range without an upper bound.
     *
     * @param low the smallest value inside
     * @return the range
     */
    public static Range atLeast(double low) {
        return new Range(low, Double.POSITIVE_INFINITY);
    }

    /**
     * A range without a lower bound.
     *
     * @param high the largest value inside
     * @return the range
     */
    public static Range atMost(double high) {
        return new Range(Double.NEGATIVE_INFINITY, high);
    }

    /**
     * Whether a value lies inside.
     *
     * @param value the value
     * @return false for {@link Double#NaN}, which is a {@linkplain Measurement measurement not taken}
     */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /**
     * The range in words.
     *
     * @return for example {@code 207.0 to 253.0} or {@code at least 0.0}
     */
    @Override
    public String toString() {
        if (high == Double.POSITIVE_INFINITY) {
            return "at least " + low;
        }
        return low == Double.NEGATIVE_INFINITY ? "at most " + high : low + " to " + high;
    }
}
