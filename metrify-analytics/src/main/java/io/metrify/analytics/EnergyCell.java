package io.metrify.analytics;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Adds up the readings of one period. Every component is the same in whatever order readings come. */
final class EnergyCell {

    private static final double MILLIWATT_PER_KILOWATT = 1e6;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MICRO = 1e6;

    private final LocalDate marketDate;
    private final Interval interval;
    private long milliwattHours;
    private int readings;
    private long coveredSeconds;
    private double peakPowerKw = Double.NEGATIVE_INFINITY;
    private QualityCode quality = QualityCode.VALIDATED;
    private int scored;
    private long scoresMicro;
    private @Nullable RangeCell voltage;
    private @Nullable RangeCell temperature;

    EnergyCell(LocalDate marketDate, Interval interval) {
        this.marketDate = marketDate;
        this.interval = interval;
    }

    void add(MeterReading reading, Energy consumption, double newScore) {
        milliwattHours = Math.addExact(milliwattHours, consumption.milliwattHours());
        readings++;
        int seconds = reading.intervalSeconds();
        coveredSeconds += seconds;
        peakPowerKw = Math.max(
                peakPowerKw, consumption.milliwattHours() / MILLIWATT_PER_KILOWATT * (SECONDS_PER_HOUR / seconds));
        quality = quality.worst(reading.quality().code());
        if (!Double.isNaN(newScore)) {
            scoresMicro += Math.round(newScore * MICRO);
            scored++;
        }
        voltage = RangeCell.with(voltage, reading.electrical().voltage());
        temperature = RangeCell.with(temperature, reading.ambient().temperature());
    }

    void merge(EnergyCell other) {
        milliwattHours = Math.addExact(milliwattHours, other.milliwattHours);
        readings += other.readings;
        coveredSeconds += other.coveredSeconds;
        peakPowerKw = Math.max(peakPowerKw, other.peakPowerKw);
        quality = quality.worst(other.quality);
        scoresMicro += other.scoresMicro;
        scored += other.scored;
        voltage = RangeCell.merged(voltage, other.voltage);
        temperature = RangeCell.merged(temperature, other.temperature);
    }

    /** A cell of the same period with nothing in it. */
    EnergyCell empty() {
        return new EnergyCell(marketDate, interval);
    }

    long startSecond() {
        return interval.start().getEpochSecond();
    }

    EnergyFact toFact(String meterId, ObisCode register) {
        return new EnergyFact(
                meterId,
                register,
                marketDate,
                interval,
                Energy.ofMilliwattHours(milliwattHours),
                readings,
                coveredSeconds,
                peakPowerKw,
                quality,
                scored == 0 ? Double.NaN : scoresMicro / MICRO / scored,
                RangeCell.toRange(voltage),
                RangeCell.toRange(temperature));
    }
}
