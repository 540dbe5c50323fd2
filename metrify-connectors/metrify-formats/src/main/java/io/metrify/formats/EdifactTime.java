package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times of DTM segments (code list 2379). */
final class EdifactTime {

    /** Digits of the formats that are read, and whether an offset follows them. */
    private static final Map<String, Layout> LAYOUTS = Map.of(
            "102", new Layout(8, false),
            "203", new Layout(12, false),
            "204", new Layout(14, false),
            "303", new Layout(12, true),
            "304", new Layout(14, true));

    private static final Pattern OFFSET = Pattern.compile("([+-])([0-9]{2}):?([0-9]{2})?");
    private static final int MOST_HOURS = 18;

    private record Layout(int digits, boolean zoned) {}

    private EdifactTime() {}

    /**
     * Reads a date and time. Where clocks go through an hour twice and no offset is given, it is the first of the two
     * instants that is not before another.
     *
     * @param field the segment's tag and qualifier, for messages
     * @param zone the clock of times without an offset
     * @param notBefore what it follows; null if nothing
     */
    static Instant read(String text, String format, String field, ZoneId zone, @Nullable Instant notBefore) {
        Layout layout = LAYOUTS.get(format);
        if (layout == null) {
            throw new MalformedRecordException(
                    "timestamp",
                    field + " is in the format \"" + Separated.shown(format)
                            + "\"; 102, 203, 204, 303 and 304 are read");
        }
        if (text.length() < layout.digits || (!layout.zoned && text.length() > layout.digits)) {
            throw malformed(text, format, field);
        }
        LocalDateTime local = DigitClock.parse(text.substring(0, layout.digits));
        if (local == null) {
            throw malformed(text, format, field);
        }
        if (layout.zoned) {
            return local.toInstant(offset(text.substring(layout.digits), text, format, field));
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new MalformedRecordException(
                    "timestamp", field + " \"" + text + "\" does not exist in " + zone + ", where clocks skip it");
        }
        Instant first = local.toInstant(offsets.get(0));
        boolean passed = notBefore != null && first.isBefore(notBefore);
        return passed ? local.toInstant(offsets.get(offsets.size() - 1)) : first;
    }

    private static ZoneOffset offset(String zone, String text, String format, String field) {
        String name = zone.strip().toUpperCase(Locale.ROOT);
        if (name.equals("UTC") || name.equals("GMT")) {
            return ZoneOffset.UTC;
        }
        if (name.equals("CET") || name.equals("MEZ")) {
            return ZoneOffset.ofHours(1);
        }
        Matcher offset = OFFSET.matcher(name);
        int hours = offset.matches() ? Integer.parseInt(offset.group(2)) : MOST_HOURS;
        int minutes = offset.matches() && offset.group(3) != null ? Integer.parseInt(offset.group(3)) : 0;
        if (hours >= MOST_HOURS || minutes >= 60) {
            throw malformed(text, format, field);
        }
        int sign = offset.group(1).equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private static MalformedRecordException malformed(String text, String format, String field) {
        return new MalformedRecordException(
                "timestamp",
                field + " \"" + Separated.shown(text) + "\" is not a date and time of the format " + format
                        + ", such as 202603290000+01 of 303 or 202603290000 of 203");
    }
}
