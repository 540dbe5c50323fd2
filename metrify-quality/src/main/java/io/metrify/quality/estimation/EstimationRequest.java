package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.RegisterReading;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Estimator} is asked: which time of a series to fill, and what is known beside its values. The series should
 * begin some weeks before the window, because comparable days are looked for in it.
 *
 * @param series the values, of the window and of the time around it
 * @param window what is to be filled, within the series; slots that are only partly inside are left alone
 * @param registers readings of cumulative registers of the meter, in any order. Those of the series' own quantity and tariff
 *     (groups A, B, C and E of the OBIS code, D = 8) count, unless they are marked worse than EDITED; others are ignored
 * @param exchanges exchanges of the device with the indexes of both, in any order
 * @param meterType what the meter measures, by which the policy is chosen
 * @param registerDigits digits before the decimal point of the register, in kWh, 1 to 12, by which a rollover is told
 * @param ratedPowerKw the largest mean power of the connection in kW, positive and finite, or NaN if it is not known; a rest that it
 *     could not have moved is refused
 * @param annualForecast the expected energy of a year, 0 or more, or null if there is none
 * @param knownAt when the substitutes are made, in whole milliseconds
 * @param author who had them made, or null if nobody in particular
 * @param cause why the values are missing, as far as it is known, up to 200 characters; or null
 */
public record EstimationRequest(
        ReadingSeries series,
        Interval window,
        List<RegisterReading> registers,
        List<MeterExchange> exchanges,
        MeterType meterType,
        int registerDigits,
        double ratedPowerKw,
        @Nullable Energy annualForecast,
        Instant knownAt,
        @Nullable String author,
        @Nullable String cause) {

    private static final int LONGEST_CAUSE = 200;
    private static final int MOST_DIGITS = 12;

    /** Checks ranges and copies. */
    public EstimationRequest {
        if (!series.interval().encloses(window)) {
            throw new IllegalArgumentException("the window " + window + " is not within the series, "
                    + series.interval() + "; slice the series first, so that it covers the window");
        }
        registers = List.copyOf(registers);
        for (RegisterReading reading : registers) {
            if (!reading.meterId().equals(series.meterId())) {
                throw new IllegalArgumentException("a register reading of " + reading.meterId()
                        + " does not belong to the series of " + series.meterId() + "; group readings by meter first");
            }
        }
        exchanges = List.copyOf(exchanges);
        Objects.requireNonNull(meterType, "meterType");
        if (registerDigits < 1 || registerDigits > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    registerDigits + " register digits are not possible; give 1 to " + MOST_DIGITS);
        }
        if (ratedPowerKw <= 0 || Double.isInfinite(ratedPowerKw)) {
            throw new IllegalArgumentException(
                    "the rated power " + ratedPowerKw + " kW is not positive and finite; use NaN if it is not known");
        }
        if (annualForecast != null && annualForecast.isNegative()) {
            throw new IllegalArgumentException(
                    "the annual forecast " + annualForecast + " is negative; give 0 or more, or null if there is none");
        }
        WireTime.require(knownAt, "the time of knowledge");
        if (author != null) {
            WireText.require(author, "the author");
        }
        if (cause != null) {
            WireText.require(cause, "the cause", LONGEST_CAUSE);
        }
    }

    /**
     * The whole series is to be filled; nothing else is known.
     *
     * @param series the values
     * @param knownAt when the substitutes are made
     * @return the request
     */
    public static EstimationRequest of(ReadingSeries series, Instant knownAt) {
        return new EstimationRequest(
                series,
                series.interval(),
                List.of(),
                List.of(),
                MeterType.OTHER,
                Meter.USUAL_REGISTER_DIGITS,
                Double.NaN,
                null,
                knownAt,
                null,
                null);
    }

    /**
     * The same for another window.
     *
     * @param newWindow what is to be filled, within the series
     * @return a copy
     */
    public EstimationRequest withWindow(Interval newWindow) {
        return new EstimationRequest(
                series,
                newWindow,
                registers,
                exchanges,
                meterType,
                registerDigits,
                ratedPowerKw,
                annualForecast,
                knownAt,
                author,
                cause);
    }

    /**
     * The same with readings of cumulative registers.
     *
     * @param newRegisters readings of the meter, in any order
     * @return a copy
     */
    public EstimationRequest withRegisters(List<RegisterReading> newRegisters) {
        return new EstimationRequest(
                series,
                window,
                newRegisters,
                exchanges,
                meterType,
                registerDigits,
                ratedPowerKw,
                annualForecast,
                knownAt,
                author,
                cause);
    }

    /**
     * The same with exchanges of the device.
     *
     * @param newExchanges with the indexes of the old and the new device, in any order
     * @return a copy
     */
    public EstimationRequest withExchanges(List<MeterExchange> newExchanges) {
        return new EstimationRequest(
                series,
                window,
                registers,
                newExchanges,
                meterType,
                registerDigits,
                ratedPowerKw,
                annualForecast,
                knownAt,
                author,
                cause);
    }

    /**
     * The same with what is known of the meter: its type, the digits of its registers and its rated power.
     *
     * @param meter the meter
     * @return a copy
     * @throws IllegalArgumentException if the series is of another meter
     */
    public EstimationRequest withMeter(Meter meter) {
        if (!meter.id().equals(series.meterId())) {
            throw new IllegalArgumentException(
                    "meter " + meter.id() + " is not that of the series, " + series.meterId() + "; pass its own");
        }
        return new EstimationRequest(
                series,
                window,
                registers,
                exchanges,
                meter.type(),
                meter.registerDigits(),
                meter.ratedPowerKw(),
                annualForecast,
                knownAt,
                author,
                cause);
    }

    /**
     * The same with the expected energy of a year.
     *
     * @param energy 0 or more
     * @return a copy
     */
    public EstimationRequest withAnnualForecast(Energy energy) {
        return new EstimationRequest(
                series,
                window,
                registers,
                exchanges,
                meterType,
                registerDigits,
                ratedPowerKw,
                energy,
                knownAt,
                author,
                cause);
    }

    /**
     * The same with who asks, and why values are missing.
     *
     * @param newAuthor who had the substitutes made, or null if nobody in particular
     * @param newCause why values are missing, up to 200 characters, or null if it is not known
     * @return a copy
     */
    public EstimationRequest withOrigin(@Nullable String newAuthor, @Nullable String newCause) {
        return new EstimationRequest(
                series,
                window,
                registers,
                exchanges,
                meterType,
                registerDigits,
                ratedPowerKw,
                annualForecast,
                knownAt,
                newAuthor,
                newCause);
    }
}
