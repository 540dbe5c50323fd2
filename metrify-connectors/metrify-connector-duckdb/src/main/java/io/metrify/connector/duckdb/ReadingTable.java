package io.metrify.connector.duckdb;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The table of accepted readings. */
final class ReadingTable {

    private static final String IN_ORDER = """
            SELECT meter_id, obis_code, epoch_ms("timestamp"), interval_seconds,
                   CAST(CAST(consumption_kwh AS DECIMAL(38, 6)) * 1000000 AS BIGINT),
                   voltage, "current", power_factor, frequency, temperature, humidity,
                   quality_code, quality_method, data_quality_score
            FROM readings
            ORDER BY meter_id, obis_code, "timestamp"
            """;

    private ReadingTable() {}

    static void append(DuckDBConnection connection, List<AcceptedReading> readings) throws SQLException {
        try (DuckDBAppender row = connection.createAppender("readings")) {
            for (AcceptedReading accepted : readings) {
                append(row, accepted.reading());
            }
            row.flush();
        }
    }

    /** Hands over every reading in order of meter, register and time, holding one at a time. */
    static void forEach(Connection connection, Consumer<MeterReading> consumer) throws SQLException {
        Map<String, ObisCode> registers = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IN_ORDER)) {
            while (row.next()) {
                consumer.accept(read(row, registers));
            }
        }
    }

    private static void append(DuckDBAppender row, MeterReading reading) throws SQLException {
        row.beginRow();
        row.append(reading.meterId());
        row.append(reading.register().toString());
        Rows.instant(row, reading.timestamp());
        row.append(reading.intervalSeconds());
        Energy consumption = reading.consumption();
        if (consumption == null) {
            row.appendNull();
        } else {
            row.appendDecimal(consumption.milliwattHours());
        }
        Electrical electrical = reading.electrical();
        Rows.measurement(row, electrical.voltage());
        Rows.measurement(row, electrical.current());
        Rows.measurement(row, electrical.powerFactor());
        Rows.measurement(row, electrical.frequency());
        Ambient ambient = reading.ambient();
        Rows.measurement(row, ambient.temperature());
        Rows.measurement(row, ambient.humidity());
        ReadingQuality quality = reading.quality();
        row.append(quality.code().name());
        Rows.text(
                row,
                quality.method() == SubstitutionMethod.NONE
                        ? null
                        : quality.method().name());
        Rows.measurement(row, quality.score());
        row.endRow();
    }

    private static MeterReading read(ResultSet row, Map<String, ObisCode> registers) throws SQLException {
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
