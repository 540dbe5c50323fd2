package io.metrify.analytics;

import org.jspecify.annotations.Nullable;

/**
 * Collects measurements of one quantity. The sum is kept in whole millionths of the unit, so that it is the same in
 * whatever order the measurements come and however they were split. What is never measured has no cell: a rollup has
 * millions of periods.
 */
final class RangeCell {

    private static final double MICRO = 1e6;
    /** Larger than any plausible volt, ampere or degree, and small enough for billions of them to add up. */
    private static final double LARGEST = 1e6;

    private int count;
    private long sumMicro;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** A cell with one measurement more: the same, or a new one for the first. */
    static @Nullable RangeCell with(@Nullable RangeCell cell, double measurement) {
        // Neither for what was not measured, which is NaN.
        if (!(Math.abs(measurement) <= LARGEST)) {
            return cell;
        }
        RangeCell range = cell == null ? new RangeCell() : cell;
        range.add(measurement);
        return range;
    }

    /** A cell with the measurements of another one, which stays as it is. */
    static @Nullable RangeCell merged(@Nullable RangeCell cell, @Nullable RangeCell other) {
        if (other == null) {
            return cell;
        }
        RangeCell range = cell == null ? new RangeCell() : cell;
        range.merge(other);
        return range;
    }

    static MeasuredRange toRange(@Nullable RangeCell cell) {
        return cell == null
                ? MeasuredRange.NOT_MEASURED
                : new MeasuredRange(cell.sumMicro / MICRO / cell.count, cell.min, cell.max);
    }

    private void add(double measurement) {
        sumMicro = Math.addExact(sumMicro, Math.round(measurement * MICRO));
        count++;
        min = Math.min(min, measurement);
        max = Math.max(max, measurement);
    }

    private void merge(RangeCell other) {
        sumMicro = Math.addExact(sumMicro, other.sumMicro);
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }
}
