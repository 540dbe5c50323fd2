package io.metrify.connector.jdbc;

import io.metrify.model.meter.Meter;
import java.sql.SQLException;

/** Meters as rows of their dimension. */
final class MeterRows {

    private MeterRows() {}

    static void write(RowWriter row, Meter meter) throws SQLException {
        row.beginRow();
        row.text(meter.id());
        row.text(meter.type().name());
        row.text(meter.site().region());
        row.text(meter.site().city());
        row.text(meter.site().operatorName());
        row.integer(Math.toIntExact(meter.resolution().toSeconds()));
        row.number(meter.ratedPowerKw());
        row.integer(meter.registerDigits());
        row.instant(meter.installed());
        row.instant(meter.removed());
        row.endRow();
    }
}
