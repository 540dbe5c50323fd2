package io.metrify.samples.pipeline.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants in the market's local time; the offset is always said, because a local time may occur twice. */
final class LocalTimes {

    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm xxx", Locale.ENGLISH);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss xxx", Locale.ENGLISH);

    private LocalTimes() {}

    static String full(long epochSecond, ZoneId zone) {
        return (epochSecond % 60 == 0 ? FULL : TO_THE_SECOND)
                .format(Instant.ofEpochSecond(epochSecond).atZone(zone));
    }
}
