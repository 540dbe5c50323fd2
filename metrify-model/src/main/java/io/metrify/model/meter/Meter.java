package io.metrify.model.meter;

import io.metrify.model.Measurement;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import io.metrify.model.constraint.MeasuredRange;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a meter apart from its readings.
 *
 * @param id the meter, 1 to 128 characters, not blank; the wire's {@code meter_id}
 * @param type what it measures; the wire's {@code meter_type}
 * @param site where it is
 * @param resolution the declared length of its intervals, a whole positive number of seconds; the wire's {@code
 *     interval_seconds}
 * @param ratedPowerKw the largest power the connection may take or feed in, in kW, positive, or {@link Double#NaN} if
 *     it is not known; the wire's {@code rated_power_kw}
 * @param registerDigits the number of digits before the decimal point of its cumulative registers, in kWh, 1 to 12, by
 *     which a rollover is told from a fault; the wire's {@code register_digits}
 * @param installed when it was installed, or null if it is not known; the wire's {@code installed}
 * @param removed when it was taken out, or null while it is in place; the wire's {@code removed}
 */
public record Meter(
        @NotBlank @Size(max = WireText.LONGEST) String id,
        @NotNull MeterType type,
        @NotNull @Valid Site site,
        @NotNull Duration resolution,

        @MeasuredRange(min = 0, minInclusive = false, unit = "kW", wireName = "rated_power_kw")
        double ratedPowerKw,

        @Min(1) @Max(12) int registerDigits,
        @Nullable Instant installed,
        @Nullable Instant removed) {

    /** Digits before the decimal point of the common electricity meter: 6. */
    public static final int USUAL_REGISTER_DIGITS = 6;

    /** Checks ranges. */
    public Meter {
        WireText.require(id, "the meter id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(site, "site");
        if (resolution.getNano() != 0 || resolution.getSeconds() <= 0 || resolution.getSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the resolution " + resolution + " of meter " + id + " is not a positive whole number of seconds");
        }
        Measurement.require(ratedPowerKw, "ratedPowerKw");
        if (ratedPowerKw <= 0) {
            throw new IllegalArgumentException("the rated power " + ratedPowerKw + " kW of meter " + id
                    + " is not positive; use NaN if it is not known");
        }
        if (registerDigits < 1 || registerDigits > 12) {
            throw new IllegalArgumentException(
                    "meter " + id + " has " + registerDigits + " register digits; 1 to 12 are possible");
        }
        if (installed != null) {
            WireTime.require(installed, "the installation time");
        }
        if (removed != null) {
            WireTime.require(removed, "the removal time");
        }
        if (installed != null && removed != null && removed.isBefore(installed)) {
            throw new IllegalArgumentException(
                    "meter " + id + " was removed at " + removed + ", before it was installed at " + installed);
        }
    }

    /**
     * A meter of unknown rated power and installation date.
     *
     * @param id the meter
     * @param type what it measures
     * @param site where it is
     * @param resolution the declared length of its intervals
     * @return the meter
     */
    public static Meter of(String id, MeterType type, Site site, Duration resolution) {
        return new Meter(id, type, site, resolution, Double.NaN, USUAL_REGISTER_DIGITS, null, null);
    }
}
