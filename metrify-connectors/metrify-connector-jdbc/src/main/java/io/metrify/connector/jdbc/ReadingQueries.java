package io.metrify.connector.jdbc;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.SeenReadings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads stored readings, holding one at a time. */
final class ReadingQueries {

    private static final int METER_ID = 15;
    private static final int USUAL_SECONDS = 16;

    private final Dialect dialect;

    ReadingQueries(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Tells a filter what lies in its window, which ends with each meter's newest reading; it remembers nothing else. */
    void restore(Connection connection, SeenReadings into) throws SQLException {
        Map<String, ObisCode> registers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(storedLately())) {
            select.setLong(1, into.window().toMillis());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long milliwattHours = row.getLong(4);
                    Energy consumption = row.wasNull() ? null : Energy.ofMilliwattHours(milliwattHours);
                    into.remember(
                            row.getString(1),
                            registers.computeIfAbsent(row.getString(2), ObisCode::parse),
                            row.getLong(3),
                            consumption);
                }
            }
        }
    }

    /** Hands over every reading in order of meter, register and time. */
    void forEach(Connection connection, Consumer<MeterReading> consumer) throws SQLException {
        ReadingRows rows = new ReadingRows();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + ReadingRows.columns(dialect)
                        + " FROM readings ORDER BY readings.meter_id, obis_code, \"timestamp\"")) {
            while (row.next()) {
                consumer.accept(rows.read(row));
            }
        }
    }

    /** Hands over the readings of a window in order of meter and time, and the meters that have none there. */
    void forEachInWindow(Connection connection, Interval window, SeriesJudge judge) throws SQLException {
        ReadingRows rows = new ReadingRows();
        long start = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        try (PreparedStatement select = connection.prepareStatement(byMeterAndTime())) {
            int parameter = 1;
            for (long bound : new long[] {start, end, end, start, start, end}) {
                select.setLong(parameter, bound);
                parameter++;
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int usualSeconds = row.getInt(USUAL_SECONDS);
                    if (row.wasNull()) {
                        judge.addSilent(row.getString(METER_ID));
                    } else {
                        judge.add(rows.read(row), Duration.ofSeconds(usualSeconds));
                    }
                }
            }
        }
    }

    private String storedLately() {
        String time = dialect.epochMillis("\"timestamp\"");
        return "SELECT readings.meter_id, obis_code, " + time + ", " + dialect.milliwattHours("consumption_kwh")
                + " FROM readings JOIN (SELECT meter_id, max(\"timestamp\") AS newest FROM readings GROUP BY meter_id) latest"
                + " ON latest.meter_id = readings.meter_id WHERE " + time + " >= " + dialect.epochMillis("newest")
                + " - ?";
    }

    /**
     * A row for each reading of a window, and one for each meter that is known and installed in it but has no reading there.
     * The usual length of a meter's intervals is the most frequent one, of several the shortest.
     */
    private String byMeterAndTime() {
        String bound = dialect.instant("?");
        return """
                WITH lengths AS (
                    SELECT meter_id, interval_seconds, count(*) AS times
                    FROM readings WHERE "timestamp" >= %1$s AND "timestamp" < %1$s
                    GROUP BY meter_id, interval_seconds),
                ranked AS (
                    SELECT meter_id, interval_seconds,
                           row_number() OVER (PARTITION BY meter_id ORDER BY times DESC, interval_seconds) AS place
                    FROM lengths),
                delivering AS (
                    SELECT meter_id, interval_seconds AS usual_seconds FROM ranked WHERE place = 1),
                meters AS (
                    SELECT meter_id, usual_seconds FROM delivering
                    UNION ALL
                    SELECT DISTINCT meter_id, CAST(NULL AS INTEGER) FROM dim_meters
                    WHERE (installed IS NULL OR installed < %1$s) AND (removed IS NULL OR removed > %1$s)
                      AND NOT EXISTS (SELECT 1 FROM delivering WHERE delivering.meter_id = dim_meters.meter_id))
                SELECT %2$s, meters.meter_id, usual_seconds
                FROM meters LEFT JOIN readings
                    ON readings.meter_id = meters.meter_id AND "timestamp" >= %1$s AND "timestamp" < %1$s
                ORDER BY meters.meter_id, "timestamp", obis_code
                """.formatted(bound, ReadingRows.columns(dialect));
    }
}
