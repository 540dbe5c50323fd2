package io.metrify.connector.duckdb;

import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How far each pipeline came: next position by partition, and what became of everything before. */
final class ProgressTable {

    private ProgressTable() {}

    static Progress load(Connection connection, String pipeline) throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT \"partition\", next_position FROM ingest_progress WHERE pipeline = ?")) {
            select.setString(1, pipeline);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.put(row.getString(1), row.getLong(2));
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT accepted, rejected, dead_letters, duplicates FROM ingest_counts WHERE pipeline = ?")) {
            select.setString(1, pipeline);
            try (ResultSet row = select.executeQuery()) {
                IngestCounts counts = row.next()
                        ? new IngestCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))
                        : IngestCounts.NONE;
                return new Progress(new Checkpoint(positions), counts);
            }
        }
    }

    static void store(Connection connection, String pipeline, Progress progress) throws SQLException {
        delete(connection, "DELETE FROM ingest_progress WHERE pipeline = ?", pipeline);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO ingest_progress VALUES (?, ?, ?)")) {
            for (Map.Entry<String, Long> position :
                    progress.checkpoint().positions().entrySet()) {
                insert.setString(1, pipeline);
                insert.setString(2, position.getKey());
                insert.setLong(3, position.getValue());
                insert.executeUpdate();
            }
        }
        delete(connection, "DELETE FROM ingest_counts WHERE pipeline = ?", pipeline);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO ingest_counts VALUES (?, ?, ?, ?, ?)")) {
            IngestCounts counts = progress.counts();
            insert.setString(1, pipeline);
            insert.setLong(2, counts.accepted());
            insert.setLong(3, counts.rejected());
            insert.setLong(4, counts.deadLetters());
            insert.setLong(5, counts.duplicates());
            insert.executeUpdate();
        }
    }

    private static void delete(Connection connection, String sql, String pipeline) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, pipeline);
            delete.executeUpdate();
        }
    }
}
