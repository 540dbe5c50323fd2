package io.metrify.connector.duckdb;

import io.metrify.analytics.Rollup;
import io.metrify.analytics.RollupPeriod;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Rolls up readings that come in order of meter, holding the facts of one meter at a time. */
final class FactBuilder {

    private final MarketCalendar calendar;
    private final DuckDBAppender hourlyRows;
    private final DuckDBAppender dailyRows;
    private Rollup hourly;
    private Rollup daily;
    private @Nullable String meterId;

    FactBuilder(MarketCalendar calendar, DuckDBAppender hourlyRows, DuckDBAppender dailyRows) {
        this.calendar = calendar;
        this.hourlyRows = hourlyRows;
        this.dailyRows = dailyRows;
        this.hourly = Rollup.of(calendar, RollupPeriod.HOUR);
        this.daily = Rollup.of(calendar, RollupPeriod.DAY);
    }

    void add(MeterReading reading) {
        if (!reading.meterId().equals(meterId)) {
            finishMeter();
            meterId = reading.meterId();
        }
        hourly.add(reading);
        daily.add(reading);
    }

    /** Writes the facts of the meter that is complete. */
    void finishMeter() {
        try {
            FactTable.append(hourlyRows, hourly.facts());
            FactTable.append(dailyRows, daily.facts());
        } catch (SQLException failed) {
            throw DuckDbWarehouse.failed("writing facts", failed);
        }
        hourly = Rollup.of(calendar, RollupPeriod.HOUR);
        daily = Rollup.of(calendar, RollupPeriod.DAY);
    }
}
