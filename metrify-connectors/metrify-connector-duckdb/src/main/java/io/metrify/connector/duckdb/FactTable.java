package io.metrify.connector.duckdb;

import io.metrify.analytics.EnergyFact;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/** The tables of hourly and daily facts, which have the same shape. */
final class FactTable {

    static final String HOURLY = "fact_smart_meter_analytics";
    static final String DAILY = "daily_consumption_metrics";

    private FactTable() {}

    static void append(DuckDBAppender row, List<EnergyFact> facts) throws SQLException {
        for (EnergyFact fact : facts) {
            row.beginRow();
            row.append(fact.meterId());
            row.append(fact.register().toString());
            row.append(fact.marketDate());
            Rows.instant(row, fact.interval().start());
            Rows.instant(row, fact.interval().end());
            row.appendDecimal(fact.consumption().milliwattHours());
            row.append(fact.readings());
            row.append(fact.coverage());
            row.append(fact.peakPowerKw());
            row.append(fact.quality().name());
            Rows.measurement(row, fact.score());
            Rows.measurement(row, fact.voltage().mean());
            Rows.measurement(row, fact.voltage().min());
            Rows.measurement(row, fact.voltage().max());
            Rows.measurement(row, fact.temperature().mean());
            row.endRow();
        }
    }
}
