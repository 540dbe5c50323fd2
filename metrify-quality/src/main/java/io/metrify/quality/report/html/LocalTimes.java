package io.metrify.quality.report.html;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants in the market's local time; the offset is always said, because a local time may occur twice. */
public final class LocalTimes {

    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm xxx", Locale.ENGLISH);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss xxx", Locale.ENGLISH);

    private LocalTimes() {}

    /**
     * An instant with day, time and offset.
     *
     * @param epochSecond seconds since 1970
     * @param zone the market's time zone
     * @return for example {@code Sun 25 Oct 2026 02:45 +02:00}, with seconds where they are not zero
     */
    public static String full(long epochSecond, ZoneId zone) {
        return (epochSecond % 60 == 0 ? FULL : TO_THE_SECOND)
                .format(Instant.ofEpochSecond(epochSecond).atZone(zone));
    }
}
