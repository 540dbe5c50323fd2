package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Reads dates with times of day that have no offset. */
final class LocalClock {

    private static final int FIRST_YEAR = 2;
    private static final int LAST_YEAR = 9_998;
    private static final String MIDNIGHT = " 0:00";

    private LocalClock() {}

    /** A way to write timestamps, in any case of letters; month names and AM/PM are English. */
    static DateTimeFormatter pattern(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.US)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Reads a timestamp. 24:00 is the midnight that ends the day. Years are 2 to 9998, so that any offset leaves the
     * instant inside what wires carry.
     *
     * @param field what the file calls it
     * @param example how it should look
     */
    static LocalDateTime parse(String text, DateTimeFormatter pattern, String field, String example) {
        LocalDateTime time;
        try {
            int space = text.lastIndexOf(' ');
            String clock = text.substring(space + 1);
            boolean endOfDay = space > 0 && (clock.equals("24:00") || clock.equals("24:00:00"));
            time = LocalDateTime.parse(
                    endOfDay ? text.substring(0, space) + MIDNIGHT + clock.substring(5) : text, pattern);
            if (endOfDay) {
                time = time.plusDays(1);
            }
        } catch (DateTimeParseException unreadable) {
            throw new MalformedRecordException(
                    "timestamp",
                    field + " \"" + Separated.shown(text) + "\" is not a date and time like " + example,
                    unreadable);
        }
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw new MalformedRecordException(
                    "timestamp",
                    field + " \"" + Separated.shown(text) + "\" is outside the years " + FIRST_YEAR + " to "
                            + LAST_YEAR);
        }
        return time;
    }
}
