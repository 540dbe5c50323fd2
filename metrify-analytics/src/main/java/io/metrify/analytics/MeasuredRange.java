package io.metrify.analytics;

/**
 * A measured quantity over a period. All three are {@link Double#NaN} if it was never measured. A measurement of more than
 * a million of its unit, either way, is a fault and is left out of all three.
 *
 * @param mean the mean of the measurements, each counting the same
 * @param min the smallest measurement
 * @param max the largest measurement
 */
public record MeasuredRange(double mean, double min, double max) {

    /** The quantity was never measured. */
    public static final MeasuredRange NOT_MEASURED = new MeasuredRange(Double.NaN, Double.NaN, Double.NaN);
}
