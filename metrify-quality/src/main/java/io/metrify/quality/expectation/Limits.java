package io.metrify.quality.expectation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A smallest and a greatest value that are allowed, each as a value of JSON or null for none.
 *
 * @param low the smallest
 * @param strictLow whether the smallest itself is not allowed
 * @param high the greatest
 * @param strictHigh whether the greatest itself is not allowed
 */
record Limits(
        @Nullable Object low, boolean strictLow, @Nullable Object high, boolean strictHigh) {

    /** The arguments {@code min_value}, {@code max_value}, {@code strict_min} and {@code strict_max}. */
    static Limits of(Arguments arguments) {
        return new Limits(
                arguments.value("min_value"),
                arguments.flag("strict_min", false),
                arguments.value("max_value"),
                arguments.flag("strict_max", false));
    }

    /** The same, where a check of single values without any limit makes no sense, as in Great Expectations. */
    static Limits atLeastOne(Arguments arguments) {
        Limits limits = of(arguments);
        if (limits.low == null && limits.high == null) {
            throw new UncheckableException("there is neither a min_value nor a max_value; give at least one");
        }
        return limits;
    }

    /** Limits of something that is a number whatever the column is, such as a length or a count. */
    Limits numbers() {
        requireNumber("min_value", low);
        requireNumber("max_value", high);
        BigDecimal smallest = Literals.decimal(low);
        BigDecimal greatest = Literals.decimal(high);
        if (smallest != null && greatest != null && smallest.compareTo(greatest) > 0) {
            throw swapped();
        }
        return this;
    }

    /** Whether an exact number is allowed. */
    boolean hold(BigDecimal observed) {
        BigDecimal smallest = Literals.decimal(low);
        BigDecimal greatest = Literals.decimal(high);
        return (smallest == null || observed.compareTo(smallest) >= (strictLow ? 1 : 0))
                && (greatest == null || observed.compareTo(greatest) <= (strictHigh ? -1 : 0));
    }

    /** Whether a measured number is allowed: compared with the doubles nearest to the limits, as Python does. */
    boolean hold(double observed) {
        BigDecimal smallest = Literals.decimal(low);
        BigDecimal greatest = Literals.decimal(high);
        return (smallest == null
                        || (strictLow ? observed > smallest.doubleValue() : observed >= smallest.doubleValue()))
                && (greatest == null
                        || (strictHigh ? observed < greatest.doubleValue() : observed <= greatest.doubleValue()));
    }

    /** Says that the limits are the wrong way round. */
    UncheckableException swapped() {
        return new UncheckableException("the min_value " + low + " is above the max_value " + high + "; swap them");
    }

    private static void requireNumber(String name, @Nullable Object limit) {
        if (limit != null && Literals.decimal(limit) == null) {
            throw new UncheckableException("the " + name + " " + limit + " is not a number; give one");
        }
    }
}
