package io.metrify.model.meter;

import io.metrify.model.Measurement;

/**
 * What a meter measured of its supply during an interval. Every component is {@link Double#NaN} when it was not
 * measured; it is absent on the wire then, and never 0.
 *
 * @param voltage mean voltage in volt (V); 230 nominal in Europe
 * @param current mean current in ampere (A)
 * @param powerFactor mean power factor, dimensionless, -1 to 1 when plausible
 * @param frequency mean frequency in hertz (Hz); 50 nominal in Europe
 */
public record Electrical(double voltage, double current, double powerFactor, double frequency) {

    /** Nothing was measured. */
    public static final Electrical NOT_MEASURED = new Electrical(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Refuses infinities. */
    public Electrical {
        Measurement.require(voltage, "voltage");
        Measurement.require(current, "current");
        Measurement.require(powerFactor, "powerFactor");
        Measurement.require(frequency, "frequency");
    }
}
