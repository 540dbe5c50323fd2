package io.metrify.model.meter;

import io.metrify.model.Measurement;
import io.metrify.model.constraint.MeasuredRange;
import io.metrify.model.constraint.Severities;

/**
 * What a meter measured of its supply during an interval. Every component is {@link Double#NaN} when it was not
 * measured; it is absent on the wire then, and never 0.
 *
 * @param voltage mean voltage in volt (V); 230 nominal in Europe
 * @param current mean current in ampere (A)
 * @param powerFactor mean power factor, dimensionless, -1 to 1 when plausible
 * @param frequency mean frequency in hertz (Hz); 50 nominal in Europe
 */
public record Electrical(
        @MeasuredRange(min = 195.5, max = 253, unit = "V", wireName = "voltage", payload = Severities.Warning.class)
        double voltage,

        @MeasuredRange(min = 0, unit = "A", wireName = "current", payload = Severities.Warning.class)
        double current,

        @MeasuredRange(min = -1, max = 1, wireName = "power_factor", payload = Severities.Warning.class)
        double powerFactor,

        @MeasuredRange(min = 47, max = 52, unit = "Hz", wireName = "frequency", payload = Severities.Warning.class)
        double frequency) {

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
