package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Dates and times of NEM12 and NEM13: digits, in the market's standard time all the year. */
final class NemTime {

    /** The National Electricity Market goes by Australian Eastern Standard Time and does not change its clocks. */
    private static final ZoneOffset MARKET = ZoneOffset.ofHours(10);

    private static final int DATE = "20040201".length();

    private NemTime() {}

    /** The start of a day. */
    static Instant day(String text) {
        return instant(text, text.length() == DATE ? DigitClock.parse(text) : null, "20040201");
    }

    /** A date, with a time to the minute or second or without. */
    static Instant read(String text) {
        return instant(text, DigitClock.parse(text), "20040201093055");
    }

    private static Instant instant(String text, @Nullable LocalDateTime local, String example) {
        if (local == null) {
            throw new MalformedRecordException(
                    "timestamp", "the date \"" + Separated.shown(text) + "\" is not one like " + example);
        }
        return local.toInstant(MARKET);
    }
}
