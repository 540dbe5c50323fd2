package io.metrify.model.meter;

import io.metrify.model.Measurement;
import io.metrify.model.constraint.MeasuredRange;
import io.metrify.model.constraint.Severities;

/**
 * What a meter measured of its surroundings. Every component is {@link Double#NaN} when it was not measured; it is
 * absent on the wire then, and never 0.
 *
 * @param temperature air temperature at the meter in degrees Celsius
 * @param humidity relative humidity at the meter in percent, 0 to 100 when plausible
 */
public record Ambient(
        @MeasuredRange(min = -90, max = 60, unit = "°C", wireName = "temperature", payload = Severities.Warning.class)
        double temperature,

        @MeasuredRange(min = 0, max = 100, unit = "%", wireName = "humidity", payload = Severities.Warning.class)
        double humidity) {

    /** Nothing was measured. */
    public static final Ambient NOT_MEASURED = new Ambient(Double.NaN, Double.NaN);

    /** Refuses infinities. */
    public Ambient {
        Measurement.require(temperature, "temperature");
        Measurement.require(humidity, "humidity");
    }
}
