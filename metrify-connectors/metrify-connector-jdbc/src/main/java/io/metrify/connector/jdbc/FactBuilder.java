package io.metrify.connector.jdbc;

import io.metrify.analytics.EnergyFact;
import io.metrify.analytics.Rollup;
import io.metrify.analytics.RollupPeriod;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rolls up readings that come in order of meter, holding the facts of one meter at a time. */
final class FactBuilder {

    private final MarketCalendar calendar;
    private final RowWriter hourlyRows;
    private final RowWriter dailyRows;
    private Rollup hourly;
    private Rollup daily;
    private @Nullable String meterId;

    FactBuilder(MarketCalendar calendar, RowWriter hourlyRows, RowWriter dailyRows) {
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
            write(hourlyRows, hourly.facts());
            write(dailyRows, daily.facts());
        } catch (SQLException failed) {
            throw new UncheckedSqlException(failed);
        }
        hourly = Rollup.of(calendar, RollupPeriod.HOUR);
        daily = Rollup.of(calendar, RollupPeriod.DAY);
    }

    private static void write(RowWriter row, List<EnergyFact> facts) throws SQLException {
        for (EnergyFact fact : facts) {
            row.beginRow();
            row.text(fact.meterId());
            row.text(fact.register().toString());
            row.date(fact.marketDate());
            row.instant(fact.interval().start());
            row.instant(fact.interval().end());
            row.energy(fact.consumption());
            row.integer(fact.readings());
            row.number(fact.coverage());
            row.number(fact.peakPowerKw());
            row.text(fact.quality().name());
            row.number(fact.score());
            row.number(fact.voltage().mean());
            row.number(fact.voltage().min());
            row.number(fact.voltage().max());
            row.number(fact.temperature().mean());
            row.endRow();
        }
    }
}
