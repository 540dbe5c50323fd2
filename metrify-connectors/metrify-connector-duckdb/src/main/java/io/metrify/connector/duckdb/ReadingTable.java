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
import java.sql.PreparedStatement;
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

    private static final String COLUMNS = """
            readings.meter_id, obis_code, epoch_ms("timestamp"), interval_seconds,
            CAST(CAST(consumption_kwh AS DECIMAL(38, 6)) * 1000000 AS BIGINT),
            voltage, "current", power_factor, frequency, temperature, humidity,
            quality_code, quality_method, data_quality_score
            """;

    private static final String IN_ORDER = "SELECT " + COLUMNS + """
            FROM readings
            ORDER BY meter_id, obis_code, "timestamp"
            """;

    /**
     * A row for each reading of a window, and one for each meter that is known and installed in it but has no reading there.
     * The usual length of a meter's intervals is the most frequent one, of several the shortest.
     */
    private static final String BY_METER_AND_TIME = """
            WITH lengths AS (
                SELECT meter_id, interval_seconds, count(*) AS times
                FROM readings WHERE epoch_ms("timestamp") >= $1 AND epoch_ms("timestamp") < $2
                GROUP BY meter_id, interval_seconds),
            delivering AS (
                SELECT meter_id, arg_max(interval_seconds, {'a': times, 'b': -interval_seconds}) AS usual_seconds
                FROM lengths GROUP BY meter_id),
            meters AS (
                FROM delivering
                UNION ALL
                SELECT DISTINCT meter_id, NULL FROM dim_meters ANTI JOIN delivering USING (meter_id)
                WHERE (installed IS NULL OR epoch_ms(installed) < $2) AND (removed IS NULL OR epoch_ms(removed) > $1))
            SELECT %s, meters.meter_id, usual_seconds
            FROM meters LEFT JOIN readings
                ON readings.meter_id = meters.meter_id AND epoch_ms("timestamp") >= $1 AND epoch_ms("timestamp") < $2
            ORDER BY meters.meter_id, "timestamp", obis_code
            """.formatted(COLUMNS);

    private static final int METER_ID = 15;
    private static final int USUAL_SECONDS = 16;

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

    /** Hands over the readings of a window in order of meter and time, and the meters that have none there. */
    static void forEachInWindow(Connection connection, Interval window, SeriesJudge judge) throws SQLException {
        Map<String, ObisCode> registers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BY_METER_AND_TIME)) {
            select.setLong(1, window.start().toEpochMilli());
            select.setLong(2, window.end().toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int usualSeconds = row.getInt(USUAL_SECONDS);
                    if (row.wasNull()) {
                        judge.addSilent(row.getString(METER_ID));
                    } else {
                        judge.add(read(row, registers), Duration.ofSeconds(usualSeconds));
                    }
                }
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
