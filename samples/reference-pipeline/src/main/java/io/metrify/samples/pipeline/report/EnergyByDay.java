package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.MarketCalendar;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The exact energy of each register by market day, from the daily facts; by month or year if there are too many days. */
final class EnergyByDay {

    /** More bars than this cannot be told apart. */
    private static final int MOST_BARS = 400;

    private static final int DAYS_PER_MONTH = 28;

    private static final String REGISTERS = """
            SELECT obis_code, sum(consumption_kwh), count(DISTINCT meter_id) FROM daily_consumption_metrics
            GROUP BY obis_code ORDER BY abs(sum(consumption_kwh)) DESC, obis_code
            """;

    private static final String ENERGY = """
            SELECT CAST(CAST(date_trunc('%s', market_date) AS DATE) AS VARCHAR) AS period, obis_code, sum(consumption_kwh)
            FROM daily_consumption_metrics WHERE market_date BETWEEN CAST(? AS DATE) AND CAST(? AS DATE)
            GROUP BY period, obis_code ORDER BY period DESC, obis_code LIMIT %d
            """;

    /** How long a bar is. */
    enum Period {
        DAY(ChronoUnit.DAYS),
        MONTH(ChronoUnit.MONTHS),
        YEAR(ChronoUnit.YEARS);

        private final ChronoUnit unit;

        Period(ChronoUnit unit) {
            this.unit = unit;
        }

        LocalDate after(LocalDate first) {
            return first.plus(1, unit);
        }

        @Override
        public String toString() {
            return switch (this) {
                case DAY -> "day";
                case MONTH -> "month";
                case YEAR -> "year";
            };
        }
    }

    /**
     * All of a register.
     *
     * @param obisCode the register
     * @param energy the exact sum in kWh
     * @param meters how many meters have it
     */
    record Register(String obisCode, BigDecimal energy, long meters) {}

    private final WarehouseQueries warehouse;
    private final MarketCalendar calendar;

    EnergyByDay(WarehouseQueries warehouse, MarketCalendar calendar) {
        this.warehouse = warehouse;
        this.calendar = calendar;
    }

    /** The registers, the one with the most energy first. */
    List<Register> registers() throws SQLException {
        List<Register> registers = new ArrayList<>();
        try (PreparedStatement statement = warehouse.prepare(REGISTERS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                registers.add(new Register(row.getString(1), row.getBigDecimal(2), row.getLong(3)));
            }
        }
        return registers;
    }

    DrawnDays days() throws SQLException {
        return DrawnDays.of(warehouse);
    }

    static Period period(DrawnDays drawn) {
        long days = ChronoUnit.DAYS.between(LocalDate.parse(drawn.first()), LocalDate.parse(drawn.last()));
        if (days < MOST_BARS) {
            return Period.DAY;
        }
        return days / DAYS_PER_MONTH < MOST_BARS ? Period.MONTH : Period.YEAR;
    }

    /** The exact energy in kWh by the first date of each period and by register; of more than 400 periods the latest. */
    Map<LocalDate, Map<String, BigDecimal>> energy(DrawnDays drawn, Period period, int registers) throws SQLException {
        Map<LocalDate, Map<String, BigDecimal>> energy = new TreeMap<>();
        String sql = ENERGY.formatted(period, MOST_BARS * Math.max(1, registers));
        try (PreparedStatement statement = warehouse.prepare(sql)) {
            statement.setString(1, drawn.first());
            statement.setString(2, drawn.last());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    energy.computeIfAbsent(LocalDate.parse(row.getString(1)), date -> new TreeMap<>())
                            .put(row.getString(2), row.getBigDecimal(3));
                }
            }
        }
        return energy;
    }

    /** Where a period begins, in seconds since 1970. */
    long start(LocalDate first) {
        LocalDate existing = calendar.exists(first) ? first : first.plusDays(1);
        return calendar.day(existing).start().getEpochSecond();
    }
}
