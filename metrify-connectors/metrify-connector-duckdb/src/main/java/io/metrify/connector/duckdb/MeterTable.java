package io.metrify.connector.duckdb;

import io.metrify.model.meter.Meter;
import java.sql.SQLException;
import java.util.Iterator;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The dimension of meters. */
final class MeterTable {

    private MeterTable() {}

    static void append(DuckDBConnection connection, Iterator<Meter> meters) throws SQLException {
        try (DuckDBAppender row = connection.createAppender("dim_meters")) {
            while (meters.hasNext()) {
                Meter meter = meters.next();
                row.beginRow();
                row.append(meter.id());
                row.append(meter.type().name());
                row.append(meter.site().region());
                Rows.text(row, meter.site().city());
                Rows.text(row, meter.site().operatorName());
                row.append(Math.toIntExact(meter.resolution().toSeconds()));
                Rows.measurement(row, meter.ratedPowerKw());
                row.append(meter.registerDigits());
                Rows.instant(row, meter.installed());
                Rows.instant(row, meter.removed());
                row.endRow();
            }
            row.flush();
        }
    }
}
