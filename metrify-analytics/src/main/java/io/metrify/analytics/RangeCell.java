package io.metrify.analytics;

/**
 * Collects measurements of one quantity. The sum is kept in whole millionths of the unit, so that it is the same in
 * whatever order the measurements come and however they were split.
 */
final class RangeCell {

    private static final double MICRO = 1e6;
    /** Larger than any plausible volt, ampere or degree, and small enough for billions of them to add up. */
    private static final double LARGEST = 1e6;

    private long sumMicro;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double measurement) {
        if (Math.abs(measurement) <= LARGEST) {
            sumMicro = Math.addExact(sumMicro, Math.round(measurement * MICRO));
            count++;
            min = Math.min(min, measurement);
            max = Math.max(max, measurement);
        }
    }

    void merge(RangeCell other) {
        sumMicro = Math.addExact(sumMicro, other.sumMicro);
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    MeasuredRange toRange() {
        return count == 0 ? MeasuredRange.NOT_MEASURED : new MeasuredRange(sumMicro / MICRO / count, min, max);
    }
}
