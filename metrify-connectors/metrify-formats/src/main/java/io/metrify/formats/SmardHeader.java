package io.metrify.formats;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the header of a SMARD file says: where the times are, where the values are, and in which language. */
final class SmardHeader {

    private static final Set<String> STARTS = Set.of("datum von", "start date");
    private static final Set<String> ENDS = Set.of("datum bis", "end date");
    private static final Set<String> DATES = Set.of("datum", "date");
    private static final Set<String> START_TIMES = Set.of("anfang", "uhrzeit", "von", "start", "time of day");
    private static final Set<String> END_TIMES = Set.of("ende", "bis", "end");
    private static final Set<String> ENGLISH = Set.of("start date", "date");
    private static final Set<String> LOADS =
            Set.of("netzlast", "gesamt (netzlast)", "gesamtverbrauch (netzlast)", "grid load", "total (grid load)");
    private static final String UNIT = "MWh";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final DateTimeFormatter GERMAN = LocalClock.pattern("d.M.uuuu H:mm[:ss]");
    private static final DateTimeFormatter ISO = LocalClock.pattern("uuuu-MM-dd H:mm[:ss]");
    private static final DateTimeFormatter AMERICAN = LocalClock.pattern("MMM d, uuuu h:mm[:ss] a");

    private final char separator;
    private final List<Column> columns;
    private final int start;
    private final int end;
    private final int date;
    private final int startTime;
    private final int endTime;

    /**
     * A column.
     *
     * @param header what the header says
     * @param name that without unit and what follows it
     */
    record Column(
            int index, String header, String name, @Nullable String unit) {

        static Column of(int index, String header) {
            int open = header.indexOf('[');
            int close = header.indexOf(']', open + 1);
            boolean hasUnit = open >= 0 && close > open;
            return new Column(
                    index,
                    header,
                    (hasUnit ? header.substring(0, open) : header).strip(),
                    hasUnit ? header.substring(open + 1, close).strip() : null);
        }

        boolean isCalled(String wanted) {
            return header.equalsIgnoreCase(wanted) || name.equalsIgnoreCase(wanted);
        }
    }

    /**
     * The times of a line.
     *
     * @param end when its interval ends; null if the file does not say or says the time of day only
     * @param endTime the time of day its interval ends; null if the file does not say
     */
    record Times(
            LocalDateTime start,
            @Nullable LocalDateTime end,
            @Nullable LocalTime endTime) {

        /** How long the interval is by the clock; null if the file does not say. */
        @Nullable
        Duration length() {
            if (end != null) {
                return Duration.between(start, end);
            }
            if (endTime == null) {
                return null;
            }
            Duration length = Duration.between(start.toLocalTime(), endTime);
            return length.isNegative() || length.isZero() ? length.plus(DAY) : length;
        }
    }

    private SmardHeader(char separator, List<Column> columns) {
        this.separator = separator;
        this.columns = columns;
        this.start = indexOf(columns, STARTS);
        this.end = indexOf(columns, ENDS);
        this.date = indexOf(columns, DATES);
        this.startTime = indexOf(columns, START_TIMES);
        this.endTime = indexOf(columns, END_TIMES);
    }

    /** The header, or null if it is none of SMARD's. */
    static @Nullable SmardHeader of(String text) {
        char separator = Separated.separatorOf(text);
        List<Column> columns = new ArrayList<>();
        for (String name : Separated.split(text, separator)) {
            columns.add(Column.of(columns.size(), name));
        }
        SmardHeader header = new SmardHeader(separator, List.copyOf(columns));
        return header.start >= 0 || (header.date >= 0 && header.startTime >= 0) ? header : null;
    }

    /** The columns that have a unit, which no column of times has. */
    List<Column> values() {
        return columns.stream().filter(column -> column.unit != null).toList();
    }

    /** The style of numbers to be expected: a comma cannot separate both fields and decimals. */
    DecimalStyle style() {
        String first = columns.get(Math.max(start, date)).name.toLowerCase(Locale.ROOT);
        return separator == ',' || ENGLISH.contains(first) ? DecimalStyle.POINT : DecimalStyle.COMMA;
    }

    /** The column of a name, or of the grid load. */
    Column choose(@Nullable String wanted, String source) {
        List<Column> found = new ArrayList<>();
        for (Column column : columns) {
            if (wanted == null ? LOADS.contains(column.name.toLowerCase(Locale.ROOT)) : column.isCalled(wanted)) {
                found.add(column);
            }
        }
        if (wanted != null && found.size() > 1) {
            found.removeIf(column -> !column.header.equalsIgnoreCase(wanted));
        }
        if (found.isEmpty() || !UNIT.equals(found.get(0).unit)) {
            String there = values().stream()
                    .filter(column -> UNIT.equals(column.unit))
                    .map(Column::name)
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("the file " + source + " has no "
                    + (wanted == null ? "column of the grid load" : "column \"" + wanted + "\"") + " in [MWh]; "
                    + (there.isEmpty() ? "it has no column in [MWh] at all" : "choose one of its columns: " + there));
        }
        return found.get(0);
    }

    List<String> split(String line) {
        return Separated.split(line, separator, columns.size());
    }

    Times times(List<String> fields) {
        if (start >= 0) {
            LocalDateTime from = timestamp(fields.get(start), columns.get(start).header);
            if (end < 0) {
                return new Times(from, null, null);
            }
            LocalDateTime to = timestamp(fields.get(end), columns.get(end).header);
            return new Times(from, to, to.toLocalTime());
        }
        String day = fields.get(date);
        LocalDateTime from = timestamp(
                day + " " + fields.get(startTime), columns.get(date).header + " and " + columns.get(startTime).header);
        return endTime < 0
                ? new Times(from, null, null)
                : new Times(
                        from,
                        null,
                        timestamp(day + " " + fields.get(endTime), columns.get(endTime).header)
                                .toLocalTime());
    }

    private static LocalDateTime timestamp(String text, String field) {
        // English exports may have a no-break space before AM and PM.
        String plain = text.replace('\u202f', ' ').replace('\u00a0', ' ');
        if (plain.indexOf('.') > 0) {
            return LocalClock.parse(plain, GERMAN, field, "31.12.2025 23:45");
        }
        return plain.indexOf('-') > 0
                ? LocalClock.parse(plain, ISO, field, "2025-12-31 23:45")
                : LocalClock.parse(plain, AMERICAN, field, "Dec 31, 2025 11:45 PM");
    }

    /**
     * How long most of the lines say an interval is, by the clock; null if none says. Without dates of ends, nothing
     * longer than a day can be told but a week: months and years are of different lengths.
     */
    static @Nullable Duration resolution(List<Times> lines) {
        Duration length = mostFrequent(lines.stream().map(Times::length));
        if (length != null && (length.compareTo(DAY) < 0 || lines.get(0).end != null)) {
            return length;
        }
        Duration distance = mostFrequent(IntStream.range(1, lines.size())
                .mapToObj(i -> Duration.between(lines.get(i - 1).start, lines.get(i).start)));
        if (distance == null) {
            return length;
        }
        return distance.compareTo(DAY) <= 0 || distance.equals(WEEK) ? distance : null;
    }

    /** The positive length that comes most often, of equally frequent ones the shortest; null if there is none. */
    private static @Nullable Duration mostFrequent(Stream<@Nullable Duration> lengths) {
        Map<Duration, Integer> votes = new TreeMap<>();
        lengths.forEach(length -> {
            if (length != null && !length.isNegative() && !length.isZero()) {
                votes.merge(length, 1, Integer::sum);
            }
        });
        Duration best = null;
        int most = 0;
        for (Map.Entry<Duration, Integer> vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                best = vote.getKey();
                most = vote.getValue();
            }
        }
        return best;
    }

    private static int indexOf(List<Column> columns, Set<String> names) {
        for (Column column : columns) {
            if (names.contains(column.name.toLowerCase(Locale.ROOT))) {
                return column.index;
            }
        }
        return -1;
    }
}
