package io.metrify.connector.duckdb;

import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How far each pipeline came in each partition, what became of everything before, and whose claim counts. */
final class ProgressTable {

    private static final String LOAD = """
            SELECT "partition", next_position, accepted, rejected, dead_letters, duplicates
            FROM ingest_partitions WHERE pipeline = ?
            """;
    private static final String RAISE =
            "UPDATE ingest_partitions SET epoch = epoch + 1 WHERE pipeline = ? AND \"partition\" = ?";
    private static final String BEGIN = "INSERT INTO ingest_partitions VALUES (?, ?, 1, 0, 0, 0, 0, 0)";
    private static final String CLAIM =
            "SELECT next_position, epoch FROM ingest_partitions WHERE pipeline = ? AND \"partition\" = ?";
    private static final String ADVANCE = """
            UPDATE ingest_partitions SET next_position = ?, accepted = accepted + ?, rejected = rejected + ?,
                dead_letters = dead_letters + ?, duplicates = duplicates + ?
            WHERE pipeline = ? AND "partition" = ? AND epoch = ? AND next_position <= ?
            """;

    private ProgressTable() {}

    static Progress load(Connection connection, String pipeline) throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        IngestCounts counts = IngestCounts.NONE;
        try (PreparedStatement select = connection.prepareStatement(LOAD)) {
            select.setString(1, pipeline);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.put(row.getString(1), row.getLong(2));
                    counts = counts.plus(
                            new IngestCounts(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
                }
            }
        }
        return new Progress(new Checkpoint(positions), counts);
    }

    static Map<String, Claim> claim(Connection connection, String pipeline, Set<String> partitions)
            throws SQLException {
        Map<String, Claim> claims = new HashMap<>();
        for (String partition : new TreeSet<>(partitions)) {
            if (update(connection, RAISE, pipeline, partition) == 0) {
                update(connection, BEGIN, pipeline, partition);
            }
            try (PreparedStatement select = connection.prepareStatement(CLAIM)) {
                select.setString(1, pipeline);
                select.setString(2, partition);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    claims.put(partition, new Claim(row.getLong(1), row.getLong(2)));
                }
            }
        }
        return claims;
    }

    static void advance(Connection connection, String pipeline, IngestBatch batch) throws SQLException {
        IngestCounts counts = batch.counts();
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, batch.span().end());
            update.setLong(2, counts.accepted());
            update.setLong(3, counts.rejected());
            update.setLong(4, counts.deadLetters());
            update.setLong(5, counts.duplicates());
            update.setString(6, pipeline);
            update.setString(7, batch.span().partition());
            update.setLong(8, batch.epoch());
            update.setLong(9, batch.span().first());
            if (update.executeUpdate() == 0) {
                throw new FencedException(batch.span(), batch.epoch(), "the warehouse");
            }
        }
    }

    private static int update(Connection connection, String sql, String pipeline, String partition)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, pipeline);
            update.setString(2, partition);
            return update.executeUpdate();
        }
    }
}
