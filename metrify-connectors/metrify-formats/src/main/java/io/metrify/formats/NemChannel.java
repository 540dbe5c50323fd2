package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.WireText;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a 200 record says about the values below it: whose they are, of which quantity, and how long an interval is.
 *
 * @param line the line it stands in
 * @param suffix the data stream's suffix, as the file has it
 * @param unit the unit, as the file has it
 * @param minutes the length of an interval
 * @param scale the decimal places to move to the right to get kWh
 * @param pattern a reading of this meter and register
 * @param otherwise what the values are if not active energy; null if they are
 */
record NemChannel(
        long line,
        String suffix,
        String unit,
        int minutes,
        int scale,
        MeterReading pattern,
        @Nullable String otherwise) {

    private static final int MINUTES_OF_DAY = 1_440;
    private static final int FIELDS = 9;
    private static final int ACTIVE = 1;

    /** Decimal places to move to the right to get kWh. */
    private static final Map<String, Integer> ENERGY = Map.of("WH", -3, "KWH", 0, "MWH", 3, "GWH", 6);

    static NemChannel of(long line, List<String> fields) {
        if (fields.size() < FIELDS) {
            throw new MalformedRecordException(
                    "",
                    "the 200 record has " + fields.size() + " fields; it must have " + FIELDS
                            + ", up to the length of an interval");
        }
        String suffix = fields.get(4);
        String unit = fields.get(7);
        Integer scale = scale(unit);
        int direction = direction(suffix);
        boolean active = scale != null && direction != 0;
        ObisCode register = active ? ObisCode.of(ACTIVE, channel(suffix), direction, 29, 0) : ObisCode.IMPORT_PROFILE;
        int minutes = minutes(fields.get(8));
        Interval first = Interval.of(Instant.EPOCH, Duration.ofMinutes(minutes));
        return new NemChannel(
                line,
                suffix,
                unit,
                minutes,
                scale == null ? 0 : scale,
                MeterReading.of(meterId(fields.get(1)), first, Energy.ZERO).withRegister(register),
                active ? null : otherwise(suffix, unit, scale != null));
    }

    /** How many intervals a day has; NEM time has no clock changes. */
    int intervals() {
        return MINUTES_OF_DAY / minutes;
    }

    static String meterId(String nmi) {
        try {
            return WireText.require(nmi, "the NMI");
        } catch (IllegalArgumentException unfit) {
            throw new MalformedRecordException("meter_id", String.valueOf(unfit.getMessage()), unfit);
        }
    }

    /** The places that turn a unit of active energy into kWh, or null if it is none. */
    static @Nullable Integer scale(String unit) {
        return ENERGY.get(unit.toUpperCase(Locale.ROOT));
    }

    /** The C of the OBIS code: 1 for energy the market delivers (E), 2 for energy it is given (B), 0 for all else. */
    private static int direction(String suffix) {
        if (suffix.length() != 2 || channel(suffix) < 1) {
            return 0;
        }
        char quantity = Character.toUpperCase(suffix.charAt(0));
        return quantity == 'E' ? 1 : quantity == 'B' ? 2 : 0;
    }

    /** The B of the OBIS code: 1 to 9 for the digits, 10 to 35 for the letters; below 1 for what is neither. */
    static int channel(String suffix) {
        char c = suffix.charAt(suffix.length() - 1);
        return c < 128 ? Character.digit(c, 36) : -1;
    }

    static Energy energy(BigDecimal number, int scale, String field) {
        try {
            return Energy.ofKilowattHours(number.movePointRight(scale), RoundingMode.HALF_EVEN);
        } catch (IllegalArgumentException outOfRange) {
            throw new MalformedRecordException(
                    "consumption_kwh", field + " is no energy: " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static int minutes(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int minutes = digits ? Integer.parseInt(text) : 0;
        if (minutes < 1 || MINUTES_OF_DAY % minutes != 0) {
            throw new MalformedRecordException(
                    "interval_seconds",
                    "the interval length \"" + Separated.shown(text)
                            + "\" is not a number of minutes that divides a day, such as 5, 15 or 30");
        }
        return minutes;
    }

    private static String otherwise(String suffix, String unit, boolean energy) {
        String shown = Separated.shown(unit);
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "VARH", "KVARH", "MVARH" -> "reactive energy (" + shown + ")";
            case "VAH", "KVAH", "MVAH" -> "apparent energy (" + shown + ")";
            case "W", "KW", "MW" -> "power (" + shown + "), of which nothing says whether it is a mean";
            case "VAR", "KVAR", "MVAR" -> "reactive power (" + shown + ")";
            case "VA", "KVA", "MVA" -> "apparent power (" + shown + ")";
            case "V", "KV" -> "voltage (" + shown + ")";
            case "A", "KA" -> "current (" + shown + ")";
            case "PF" -> "a power factor";
            case "" -> "of no unit";
            default ->
                energy
                        ? "of the data stream \"" + Separated.shown(suffix)
                                + "\", which is neither E1, E2, ... (delivered) nor B1, B2, ... (fed in)"
                        : "of the unknown unit \"" + shown + "\"";
        };
    }
}
