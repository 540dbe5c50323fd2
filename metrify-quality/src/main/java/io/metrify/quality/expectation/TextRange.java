package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The texts between two limits, in the order of code points.
 *
 * @param low the first text, or null for none
 * @param strictLow whether the first itself is not within
 * @param high the last text, or null for none
 * @param strictHigh whether the last itself is not within
 */
record TextRange(
        @Nullable String low, boolean strictLow, @Nullable String high, boolean strictHigh)
        implements Predicate<String> {

    static TextRange of(Column column, Limits limits) {
        String low = text(column, "min_value", limits.low());
        String high = text(column, "max_value", limits.high());
        if (low != null && high != null && CodePoints.ORDER.compare(low, high) > 0) {
            throw limits.swapped();
        }
        return new TextRange(low, limits.strictLow(), high, limits.strictHigh());
    }

    @Override
    public boolean test(String text) {
        return (low == null || CodePoints.ORDER.compare(text, low) >= (strictLow ? 1 : 0))
                && (high == null || CodePoints.ORDER.compare(text, high) <= (strictHigh ? -1 : 0));
    }

    private static @Nullable String text(Column column, String name, @Nullable Object limit) {
        if (limit == null || limit instanceof String) {
            return (String) limit;
        }
        throw KeyRange.wrongKind(column, name, limit);
    }
}
