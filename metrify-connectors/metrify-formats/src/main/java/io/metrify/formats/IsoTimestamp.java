package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp of ISO 8601: a date, with or without a time of day behind a T or a space, with or without an offset.
 *
 * @param local the date and time as they are written; midnight if there is no time
 * @param offset the offset, or null if there is none
 */
record IsoTimestamp(LocalDateTime local, @Nullable ZoneOffset offset) {

    private static final Pattern FORM = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "(?:[Tt ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:[.]([0-9]{1,3})0*)?)?"
            + " ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?");
    private static final DateTimeFormatter CLOCK = LocalClock.pattern("uuuu-MM-dd H:mm:ss");
    private static final int NANOS_PER_MILLI = 1_000_000;

    static IsoTimestamp parse(String text, String field) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw malformed(text, field, null);
        }
        String minutes = form.group(2) == null ? "00:00" : form.group(2);
        String seconds = form.group(3) == null ? ":00" : form.group(3);
        String fraction = form.group(4) == null ? "" : form.group(4);
        int millis = Integer.parseInt((fraction + "000").substring(0, 3));
        try {
            LocalDateTime local = LocalClock.parse(form.group(1) + " " + minutes + seconds, CLOCK, field, text);
            return new IsoTimestamp(
                    local.plusNanos((long) millis * NANOS_PER_MILLI),
                    form.group(5) == null ? null : ZoneOffset.of(form.group(5).toUpperCase(Locale.ROOT)));
        } catch (DateTimeException | MalformedRecordException unreadable) {
            throw malformed(text, field, unreadable);
        }
    }

    /** The date and time in UTC, if there is an offset. */
    LocalDateTime utc() {
        return offset == null ? local : local.minusSeconds(offset.getTotalSeconds());
    }

    private static MalformedRecordException malformed(String text, String field, @Nullable Exception cause) {
        String reason =
                field + " \"" + Separated.shown(text) + "\" is not a date and time like 2026-03-29T00:00:00+01:00";
        return cause == null
                ? new MalformedRecordException("timestamp", reason)
                : new MalformedRecordException("timestamp", reason, cause);
    }
}
