package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.MarketCalendar;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.LineChart;
import io.metrify.quality.report.html.Registers;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
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
                AS lengths
            WHERE readings * 100 >= (SELECT count(*) FROM readings)
            """;

    private static final String SPAN = """
            SELECT #seconds(min("timestamp")), #seconds(max("timestamp")) + CAST(? AS BIGINT),
                   sum(CASE WHEN interval_seconds > ? THEN 1 ELSE 0 END)
            FROM readings WHERE #seconds("timestamp") BETWEEN ? AND ?
            """;

    private static final String REGISTERS = "SELECT DISTINCT obis_code FROM readings ORDER BY obis_code";

    /**
     * The exact energy of each slot. A reading belongs to the slot that its middle is in, which forgives a clock that is a little
     * off.
     */
    private static final String SLOTS = """
            SELECT #quotient(#seconds("timestamp") + #quotient(interval_seconds, 2) - %1$d, %2$d) * %2$d + %1$d AS slot,
                   sum(consumption_kwh) AS kwh
            FROM readings
            WHERE interval_seconds <= %2$d AND obis_code IN (%3$s) AND #seconds("timestamp") BETWEEN ? AND ?
            GROUP BY slot ORDER BY slot
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

    private final WarehouseQueries warehouse;
    private final MarketCalendar calendar;

    LoadCurve(WarehouseQueries warehouse, MarketCalendar calendar) {
        this.warehouse = warehouse;
        this.calendar = calendar;
    }

    Shape shape() throws SQLException {
        long slot;
        try (PreparedStatement statement = warehouse.prepare(SLOT);
                ResultSet row = statement.executeQuery()) {
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
        try (PreparedStatement statement = warehouse.prepare(SPAN)) {
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
        if (registers.isEmpty()) {
            return points;
        }
        List<Long> edges = shape.steps();
        String parameters = String.join(", ", Collections.nCopies(registers.size(), "?"));
        String sql = SLOTS.formatted(edges.get(0), shape.slot(), parameters);
        try (PreparedStatement statement = warehouse.prepare(sql)) {
            int parameter = 1;
            for (String register : registers) {
                statement.setString(parameter, register);
                parameter++;
            }
            statement.setLong(parameter, shape.days().from());
            statement.setLong(parameter + 1, shape.days().to() - 1);
            try (ResultSet row = statement.executeQuery()) {
                int step = 0;
                EnergyOfSlots energy = new EnergyOfSlots();
                while (row.next()) {
                    long slot = row.getLong(1);
                    BigDecimal kilowattHours = row.getBigDecimal(2);
                    if (kilowattHours == null || slot < edges.get(0) || slot >= edges.get(edges.size() - 1)) {
                        continue;
                    }
                    if (slot >= edges.get(step + 1)) {
                        energy.addTo(points, shape, step);
                        energy = new EnergyOfSlots();
                        while (slot >= edges.get(step + 1)) {
                            step++;
                        }
                    }
                    energy.add(kilowattHours);
                }
                energy.addTo(points, shape, step);
            }
        }
        return points;
    }

    /** The slots of one step. */
    private static final class EnergyOfSlots {

        private BigDecimal least = BigDecimal.ZERO;
        private BigDecimal sum = BigDecimal.ZERO;
        private BigDecimal most = BigDecimal.ZERO;
        private long slots;

        void add(BigDecimal kilowattHours) {
            least = slots == 0 ? kilowattHours : least.min(kilowattHours);
            most = slots == 0 ? kilowattHours : most.max(kilowattHours);
            sum = sum.add(kilowattHours);
            slots++;
        }

        /** The point of the step, if it has a slot. */
        void addTo(List<LineChart.Point> points, Shape shape, int step) {
            if (slots > 0) {
                double perHour = (double) HOUR / shape.slot();
                points.add(new LineChart.Point(
                        shape.steps().get(step),
                        shape.steps().get(step + 1),
                        least.doubleValue() * perHour,
                        sum.doubleValue() / slots * perHour,
                        most.doubleValue() * perHour));
            }
        }
    }

    private void registers(List<String> imports, List<String> exports, List<String> others) throws SQLException {
        try (PreparedStatement statement = warehouse.prepare(REGISTERS);
                ResultSet row = statement.executeQuery()) {
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
