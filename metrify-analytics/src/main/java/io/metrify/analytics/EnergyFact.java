package io.metrify.analytics;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.ObisCode;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The energy of one register of one meter over one hour or market day, with how much of the time is covered.
 *
 * @param meterId the meter
 * @param register which quantity was metered
 * @param marketDate the local date of the market day the period belongs to
 * @param interval the period
 * @param consumption the exact sum of the readings that begin in the period
 * @param readings how many readings that is, at least 1
 * @param coveredSeconds how many seconds those readings last together; readings that overlap count each
 * @param peakPowerKw the largest mean power of a reading in kW
 * @param quality the worst quality code among the readings
 * @param score the mean data-quality score of the scored readings, 0 to 1, or NaN if none was scored
 * @param voltage the voltage in volt
 * @param temperature the ambient temperature in degrees Celsius
 */
public record EnergyFact(
        String meterId,
        ObisCode register,
        LocalDate marketDate,
        Interval interval,
        Energy consumption,
        int readings,
        long coveredSeconds,
        double peakPowerKw,
        QualityCode quality,
        double score,
        MeasuredRange voltage,
        MeasuredRange temperature) {

    /** Checks that nothing is missing. */
    public EnergyFact {
        Objects.requireNonNull(meterId, "meterId");
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(marketDate, "marketDate");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(consumption, "consumption");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(voltage, "voltage");
        Objects.requireNonNull(temperature, "temperature");
    }

    /**
     * How much of the period the readings cover.
     *
     * @return covered seconds divided by the seconds of the period; 1 if complete, more if readings overlap or reach
     *     beyond the period's end
     */
    public double coverage() {
        return (double) coveredSeconds / interval.length().toSeconds();
    }
}
