package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads dates with times of day that are written as digits only, such as 20040201093055. */
final class DigitClock {

    private static final DateTimeFormatter COLONS = LocalClock.pattern("uuuuMMdd H:mm:ss");
    private static final String MIDNIGHT = "000000";
    private static final int DATE = "20040201".length();

    private DigitClock() {}

    /** The date and time of 8, 12 or 14 digits, or null if the text is none. Hour 24 is the midnight that ends the day. */
    static @Nullable LocalDateTime parse(String digits) {
        int time = digits.length() - DATE;
        if (time != 0 && time != 4 && time != 6) {
            return null;
        }
        String clock = digits.substring(DATE) + MIDNIGHT.substring(time);
        try {
            return LocalClock.parse(
                    digits.substring(0, DATE) + " " + clock.substring(0, 2) + ":" + clock.substring(2, 4) + ":"
                            + clock.substring(4),
                    COLONS,
                    "the date",
                    digits);
        } catch (MalformedRecordException unreadable) {
            return null;
        }
    }
}
