package io.metrify.samples.pipeline.report;

import io.metrify.model.MarketCalendar;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.LineChart;
import io.metrify.quality.report.html.Registers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The power of the whole fleet over time, from the readings: the energy of each slot, added up exactly, over the slot's
 * length. A long time is cut into steps of which the curve knows the least, the mean and the largest slot.
 */
final class LoadCurve {

    /** More steps than this cannot be told apart on a screen. */
    private static final int MOST_STEPS = 800;

    private static final long HOUR = 3_600;
    private static final long[] HOURS = {1, 3, 6};
    private static final long[] DAYS = {1, 7, 28, 364};

    /** An interval length that fewer readings than one in a hundred have does not set the resolution of the curve. */
    private static final String SLOT = """
            SELECT coalesce(max(interval_seconds), 0) FROM (
                SELECT interval_seconds, count(*) AS readings FROM readings GROUP BY interval_seconds)
            WHERE readings * 100 >= (SELECT count(*) FROM readings)
            """;

    private static final String SPAN = """
            SELECT epoch_ms(min("timestamp")) // 1000, epoch_ms(max("timestamp")) // 1000 + ?,
                   count(*) FILTER (interval_seconds > ?)
            FROM readings WHERE epoch_ms("timestamp") // 1000 BETWEEN ? AND ?
            """;

    private static final String REGISTERS = "SELECT DISTINCT obis_code FROM readings ORDER BY obis_code";

    /** A reading belongs to the slot that its middle is in, which forgives a clock that is a little off. */
    private static final String STEPS = """
            WITH slots AS (
                SELECT (epoch_ms("timestamp") // 1000 + interval_seconds // 2 - %1$d) // %2$d * %2$d + %1$d AS slot,
                       sum(consumption_kwh) AS kwh
                FROM readings
                WHERE interval_seconds <= %2$d AND obis_code IN (SELECT unnest(?))
                      AND epoch_ms("timestamp") // 1000 BETWEEN ? AND ?
                GROUP BY slot)
            SELECT step, CAST(min(kwh) AS DOUBLE), CAST(sum(kwh) AS DOUBLE) / count(*), CAST(max(kwh) AS DOUBLE)
            FROM slots ASOF JOIN (SELECT unnest(%3$s) AS step) ON slot >= step
            WHERE slot < %4$d
            GROUP BY step ORDER BY step
            """;

    /**
     * The shape of the curve.
     *
     * @param slot the length of a slot in seconds, 0 if there is no reading
     * @param days the days that are drawn
     * @param steps the starts of the steps in seconds since 1970, and the end of the last
     * @param stepName a step in words
     * @param leftOut readings longer than a slot, which the curve leaves out
     * @param imports registers of the import line
     * @param exports registers of the export line
     * @param others registers that are neither
     */
    record Shape(
            long slot,
            DrawnDays days,
            List<Long> steps,
            String stepName,
            long leftOut,
            List<String> imports,
            List<String> exports,
            List<String> others) {

        boolean isEmpty() {
            return steps.isEmpty();
        }

        /** Whether a step is several slots. */
        boolean condenses() {
            return !isEmpty() && steps.get(1) - steps.get(0) > slot;
        }
    }

    private final Connection warehouse;
    private final MarketCalendar calendar;

    LoadCurve(Connection warehouse, MarketCalendar calendar) {
        this.warehouse = warehouse;
        this.calendar = calendar;
    }

    Shape shape() throws SQLException {
        long slot;
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(SLOT)) {
            row.next();
            slot = row.getLong(1);
        }
        DrawnDays days = DrawnDays.of(warehouse);
        if (slot == 0 || days.isEmpty()) {
            return new Shape(0, days, List.of(), "", 0, List.of(), List.of(), List.of());
        }
        List<String> imports = new ArrayList<>();
        List<String> exports = new ArrayList<>();
        List<String> others = new ArrayList<>();
        registers(imports, exports, others);
        try (PreparedStatement statement = warehouse.prepareStatement(SPAN)) {
            statement.setLong(1, slot);
            statement.setLong(2, slot);
            statement.setLong(3, days.from());
            statement.setLong(4, days.to() - 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long from = row.getLong(1);
                long to = row.getLong(2);
                Steps steps = steps(from, to, slot);
                return new Shape(slot, days, steps.edges(), steps.name(), row.getLong(3), imports, exports, others);
            }
        }
    }

    /** The power of some registers together, in kW. */
    List<LineChart.Point> power(Shape shape, List<String> registers) throws SQLException {
        List<LineChart.Point> points = new ArrayList<>();
        List<Long> starts = shape.steps().subList(0, shape.steps().size() - 1);
        long end = shape.steps().get(starts.size());
        String sql = STEPS.formatted(shape.steps().get(0), shape.slot(), starts, end);
        double perHour = (double) HOUR / shape.slot();
        try (PreparedStatement statement = warehouse.prepareStatement(sql)) {
            statement.setArray(1, warehouse.createArrayOf("VARCHAR", registers.toArray()));
            statement.setLong(2, shape.days().from());
            statement.setLong(3, shape.days().to() - 1);
            try (ResultSet row = statement.executeQuery()) {
                int next = 0;
                while (row.next()) {
                    long from = row.getLong(1);
                    while (shape.steps().get(next) <= from) {
                        next++;
                    }
                    points.add(new LineChart.Point(
                            from,
                            shape.steps().get(next),
                            row.getDouble(2) * perHour,
                            row.getDouble(3) * perHour,
                            row.getDouble(4) * perHour));
                }
            }
        }
        return points;
    }

    private void registers(List<String> imports, List<String> exports, List<String> others) throws SQLException {
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(REGISTERS)) {
            while (row.next()) {
                String register = row.getString(1);
                (Registers.isImport(register) ? imports : Registers.isExport(register) ? exports : others)
                        .add(register);
            }
        }
    }

    private record Steps(List<Long> edges, String name) {}

    /** Slots if there are not too many of them, otherwise hours, otherwise market days, otherwise several of those. */
    private Steps steps(long from, long to, long slot) {
        long start = calendar.dayOf(Instant.ofEpochSecond(from)).start().getEpochSecond();
        long first = start + Math.floorDiv(from - start, slot) * slot;
        if ((to - first) / slot <= MOST_STEPS) {
            return new Steps(even(first, to, slot), "slot of " + Figures.length(Duration.ofSeconds(slot)));
        }
        for (long hours : HOURS) {
            if (hours * HOUR % slot == 0 && (to - start) / (hours * HOUR) <= MOST_STEPS) {
                return new Steps(even(start, to, hours * HOUR), hours == 1 ? "hour" : hours + " hours");
            }
        }
        for (long days : DAYS) {
            if ((to - start) / (days * 24 * HOUR) <= MOST_STEPS) {
                return new Steps(days(from, to, days), days == 1 ? "market day" : days + " market days");
            }
        }
        long days = (to - start) / MOST_STEPS / (24 * HOUR) + 1;
        return new Steps(days(from, to, days), days + " market days");
    }

    private static List<Long> even(long first, long to, long step) {
        List<Long> edges = new ArrayList<>();
        long at = first;
        for (; at < to; at += step) {
            edges.add(at);
        }
        edges.add(at);
        return edges;
    }

    private List<Long> days(long from, long to, long step) {
        List<Long> edges = new ArrayList<>();
        LocalDate date = calendar.dateOf(Instant.ofEpochSecond(from));
        long at;
        do {
            LocalDate existing = calendar.exists(date) ? date : date.plusDays(1);
            at = calendar.day(existing).start().getEpochSecond();
            if (edges.isEmpty() || edges.get(edges.size() - 1) < at) {
                edges.add(at);
            }
            date = date.plusDays(step);
        } while (at < to);
        return edges;
    }
}
