package io.metrify.connector.jdbc;

import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stores late and corrected readings: in bulk into a table that only the connection sees, from there merged by key. */
final class Corrections {

    private static final String STAGING = "metrify_corrections";

    private Corrections() {}

    static long store(Dialect dialect, Transactions transactions, Collection<MeterReading> corrected) {
        Map<Key, MeterReading> lastOfEach = new LinkedHashMap<>();
        for (MeterReading reading : corrected) {
            lastOfEach.put(new Key(reading.meterId(), reading.register(), reading.timestamp()), reading);
        }
        if (lastOfEach.isEmpty()) {
            return 0;
        }
        return transactions.run(
                "storing " + lastOfEach.size() + " corrections",
                connection -> prepare(dialect, connection, lastOfEach),
                connection -> merge(dialect, connection, lastOfEach.values()));
    }

    private static void prepare(Dialect dialect, Connection connection, Map<Key, MeterReading> readings)
            throws SQLException {
        execute(connection, dialect.createStaging(WarehouseTables.READINGS, STAGING));
        dialect.makeRoom(
                connection,
                WarehouseTables.READINGS,
                () -> readings.keySet().stream().map(Key::timestamp).iterator());
    }

    private static long merge(Dialect dialect, Connection connection, Collection<MeterReading> readings)
            throws SQLException {
        execute(connection, "DELETE FROM " + STAGING);
        try (RowWriter rows = dialect.writer(connection, WarehouseTables.READINGS, STAGING)) {
            for (MeterReading reading : readings) {
                ReadingRows.write(rows, reading);
            }
            rows.flush();
        }
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(dialect.merge(WarehouseTables.READINGS, STAGING));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Key(String meterId, ObisCode register, Instant timestamp) {}
}
