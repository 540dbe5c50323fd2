package io.metrify.model.meter;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one register of one meter says about one interval: the energy that flowed, what else was measured, and how far
 * it can be trusted. It is not a cumulative index; that is a {@link RegisterReading}.
 *
 * <p>A reading is identified by meter, register and start of interval. It may hold implausible values (validation
 * judges those), but only such as every wire can carry unchanged.
 *
 * @param meterId the meter, 1 to 128 characters, not blank; the wire's {@code meter_id}
 * @param register which quantity was metered, {@link ObisCode#IMPORT_PROFILE} unless said otherwise; the wire's {@code
 *     obis_code}
 * @param interval the time the energy flowed in. Its start, in whole milliseconds, is the wire's {@code timestamp}; its
 *     length, in whole seconds up to {@link Integer#MAX_VALUE}, the wire's {@code interval_seconds}
 * @param consumption the energy of the interval, or {@code null} if none was measured, which is not zero; the wire's
 *     {@code consumption_kwh}
 * @param electrical what was measured of the supply
 * @param ambient what was measured of the surroundings
 * @param quality how far the reading can be trusted
 */
public record MeterReading(
        @NotBlank @Size(max = WireText.LONGEST) String meterId,
        @NotNull ObisCode register,
        @NotNull Interval interval,
        @Nullable Energy consumption,
        @NotNull @Valid Electrical electrical,
        @NotNull @Valid Ambient ambient,
        @NotNull @Valid ReadingQuality quality) {

    /** Checks that every wire can carry the reading. */
    public MeterReading {
        WireText.require(meterId, "the meter id");
        Objects.requireNonNull(register, "register");
        WireTime.require(interval.start(), "the start of the interval");
        requireWholeSeconds(interval);
        Objects.requireNonNull(electrical, "electrical");
        Objects.requireNonNull(ambient, "ambient");
        Objects.requireNonNull(quality, "quality");
    }

    /**
     * A plain import reading as a meter delivers it: no other measurements, not validated, not scored.
     *
     * @param meterId the meter
     * @param interval the time the energy flowed in
     * @param consumption the energy of the interval
     * @return the reading
     */
    public static MeterReading of(String meterId, Interval interval, Energy consumption) {
        return new MeterReading(
                meterId,
                ObisCode.IMPORT_PROFILE,
                interval,
                consumption,
                Electrical.NOT_MEASURED,
                Ambient.NOT_MEASURED,
                ReadingQuality.AS_PROVIDED);
    }

    /**
     * The wire's {@code timestamp}.
     *
     * @return the start of the interval
     */
    public Instant timestamp() {
        return interval.start();
    }

    /**
     * The wire's {@code interval_seconds}.
     *
     * @return the length of the interval in seconds, positive
     */
    public int intervalSeconds() {
        return (int) (interval.end().getEpochSecond() - interval.start().getEpochSecond());
    }

    /**
     * The same reading with another amount of energy.
     *
     * @param newConsumption the energy, or null for none measured
     * @return a copy
     */
    public MeterReading withConsumption(@Nullable Energy newConsumption) {
        return new MeterReading(meterId, register, interval, newConsumption, electrical, ambient, quality);
    }

    /**
     * The same reading for another interval.
     *
     * @param newInterval the time the energy flowed in
     * @return a copy
     */
    public MeterReading withInterval(Interval newInterval) {
        return new MeterReading(meterId, register, newInterval, consumption, electrical, ambient, quality);
    }

    /**
     * The same reading of another register.
     *
     * @param newRegister which quantity was metered
     * @return a copy
     */
    public MeterReading withRegister(ObisCode newRegister) {
        return new MeterReading(meterId, newRegister, interval, consumption, electrical, ambient, quality);
    }

    /**
     * The same reading with other supply measurements.
     *
     * @param newElectrical what was measured of the supply
     * @return a copy
     */
    public MeterReading withElectrical(Electrical newElectrical) {
        return new MeterReading(meterId, register, interval, consumption, newElectrical, ambient, quality);
    }

    /**
     * The same reading with other ambient measurements.
     *
     * @param newAmbient what was measured of the surroundings
     * @return a copy
     */
    public MeterReading withAmbient(Ambient newAmbient) {
        return new MeterReading(meterId, register, interval, consumption, electrical, newAmbient, quality);
    }

    /**
     * The same reading with another quality.
     *
     * @param newQuality how far the reading can be trusted
     * @return a copy
     */
    public MeterReading withQuality(ReadingQuality newQuality) {
        return new MeterReading(meterId, register, interval, consumption, electrical, ambient, newQuality);
    }

    private static void requireWholeSeconds(Interval interval) {
        // Compared part by part: a Duration for every reading is what a decoder of millions would spend its time on.
        Instant start = interval.start();
        Instant end = interval.end();
        if (start.getNano() != end.getNano() || end.getEpochSecond() - start.getEpochSecond() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an interval of " + interval.length()
                    + " cannot be carried by any wire; its length must be a whole number of seconds up to "
                    + Integer.MAX_VALUE);
        }
    }
}
