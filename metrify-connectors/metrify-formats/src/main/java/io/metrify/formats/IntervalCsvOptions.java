package io.metrify.formats;

import io.metrify.model.WireText;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file of the format {@code interval-csv}.
 *
 * @param start the column of the starts of intervals, as the header names it, in any case
 * @param value the column of the values, as the header names it, in any case
 * @param unit the unit of the values
 * @param meterId the meter the readings belong to; the file names none
 * @param register which quantity the values are
 * @param resolution the length of every interval, or null for what most of the first lines say, as {@link
 *     ReadingFormat#intervalCsv} explains
 * @param zone the clock of timestamps that have no offset, or null if all have one
 */
public record IntervalCsvOptions(
        String start,
        String value,
        Unit unit,
        String meterId,
        ObisCode register,
        @Nullable Duration resolution,
        @Nullable ZoneId zone) {

    /** Columns {@code start} and {@code value} in kWh of the import profile of meter {@code interval-csv}, with offsets. */
    public static final IntervalCsvOptions DEFAULT = new IntervalCsvOptions(
            "start", "value", Unit.KILOWATT_HOURS, "interval-csv", ObisCode.IMPORT_PROFILE, null, null);

    /** A unit of energy. */
    public enum Unit {
        /** Wh. */
        WATT_HOURS(-3),
        /** kWh. */
        KILOWATT_HOURS(0),
        /** MWh. */
        MEGAWATT_HOURS(3);

        private final int scale;

        Unit(int scale) {
            this.scale = scale;
        }

        /** Decimal places to move to the right to get kWh. */
        int scale() {
            return scale;
        }
    }

    /** Checks that readings can carry the meter's id and the resolution. */
    public IntervalCsvOptions {
        WireText.require(start, "the column of starts");
        WireText.require(value, "the column of values");
        if (start.strip().equalsIgnoreCase(value.strip())) {
            throw new IllegalArgumentException(
                    "the column \"" + start + "\" cannot hold both starts and values; name two columns");
        }
        Objects.requireNonNull(unit, "unit");
        WireText.require(meterId, "the meter id");
        Objects.requireNonNull(register, "register");
        if (resolution != null
                && (resolution.isNegative()
                        || resolution.isZero()
                        || resolution.getNano() != 0
                        || resolution.getSeconds() > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("the resolution " + resolution
                    + " is no length of an interval; it must be whole seconds, positive, and at most "
                    + Integer.MAX_VALUE);
        }
    }

    /**
     * The same with other columns.
     *
     * @param newStart the column of the starts of intervals
     * @param newValue the column of the values
     * @return a copy
     */
    public IntervalCsvOptions withColumns(String newStart, String newValue) {
        return new IntervalCsvOptions(newStart, newValue, unit, meterId, register, resolution, zone);
    }

    /**
     * The same with another unit.
     *
     * @param newUnit the unit of the values
     * @return a copy
     */
    public IntervalCsvOptions withUnit(Unit newUnit) {
        return new IntervalCsvOptions(start, value, newUnit, meterId, register, resolution, zone);
    }

    /**
     * The same with another meter.
     *
     * @param newMeterId the meter the readings belong to
     * @return a copy
     */
    public IntervalCsvOptions withMeterId(String newMeterId) {
        return new IntervalCsvOptions(start, value, unit, newMeterId, register, resolution, zone);
    }

    /**
     * The same with another register.
     *
     * @param newRegister which quantity the values are
     * @return a copy
     */
    public IntervalCsvOptions withRegister(ObisCode newRegister) {
        return new IntervalCsvOptions(start, value, unit, meterId, newRegister, resolution, zone);
    }

    /**
     * The same with another resolution.
     *
     * @param newResolution the length of every interval, or null to have it told from the file
     * @return a copy
     */
    public IntervalCsvOptions withResolution(@Nullable Duration newResolution) {
        return new IntervalCsvOptions(start, value, unit, meterId, register, newResolution, zone);
    }

    /**
     * The same with another clock.
     *
     * @param newZone the clock of timestamps that have no offset, or null if all have one
     * @return a copy
     */
    public IntervalCsvOptions withZone(@Nullable ZoneId newZone) {
        return new IntervalCsvOptions(start, value, unit, meterId, register, resolution, newZone);
    }
}
