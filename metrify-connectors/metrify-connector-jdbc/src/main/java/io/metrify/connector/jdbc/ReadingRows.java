package io.metrify.connector.jdbc;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Readings as rows of their table, and back. */
final class ReadingRows {

    private final Map<String, ObisCode> registers = new HashMap<>();

    static void write(RowWriter row, MeterReading reading) throws SQLException {
        row.beginRow();
        row.text(reading.meterId());
        row.text(reading.register().toString());
        row.instant(reading.timestamp());
        row.integer(reading.intervalSeconds());
        row.energy(reading.consumption());
        Electrical electrical = reading.electrical();
        row.number(electrical.voltage());
        row.number(electrical.current());
        row.number(electrical.powerFactor());
        row.number(electrical.frequency());
        Ambient ambient = reading.ambient();
        row.number(ambient.temperature());
        row.number(ambient.humidity());
        ReadingQuality quality = reading.quality();
        row.text(quality.code().name());
        row.text(
                quality.method() == SubstitutionMethod.NONE
                        ? null
                        : quality.method().name());
        row.number(quality.score());
        row.endRow();
    }

    /** What a query selects for {@link #read}, in its order; 14 columns. */
    static String columns(Dialect dialect) {
        return "readings.meter_id, obis_code, " + dialect.epochMillis("\"timestamp\"") + ", interval_seconds, "
                + dialect.milliwattHours("consumption_kwh")
                + ", voltage, \"current\", power_factor, frequency, temperature, humidity,"
                + " quality_code, quality_method, data_quality_score";
    }

    MeterReading read(ResultSet row) throws SQLException {
        long milliwattHours = row.getLong(5);
        Energy consumption = row.wasNull() ? null : Energy.ofMilliwattHours(milliwattHours);
        String method = row.getString(13);
        return new MeterReading(
                row.getString(1),
                registers.computeIfAbsent(row.getString(2), ObisCode::parse),
                Interval.of(Instant.ofEpochMilli(row.getLong(3)), Duration.ofSeconds(row.getInt(4))),
                consumption,
                new Electrical(measurement(row, 6), measurement(row, 7), measurement(row, 8), measurement(row, 9)),
                new Ambient(measurement(row, 10), measurement(row, 11)),
                new ReadingQuality(
                        QualityCode.valueOf(row.getString(12)),
                        method == null ? SubstitutionMethod.NONE : SubstitutionMethod.valueOf(method),
                        measurement(row, 14)));
    }

    private static double measurement(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
