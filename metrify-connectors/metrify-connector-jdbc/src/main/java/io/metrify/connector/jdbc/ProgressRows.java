package io.metrify.connector.jdbc;

import io.metrify.connector.api.BatchSpan;
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

/** The rows of one pipeline in the table of progress: one for each partition, which belongs to the claim of its epoch. */
final class ProgressRows {

    private static final String THIS_ROW = " WHERE pipeline = ? AND \"partition\" = ?";

    private static final String LOAD =
            "SELECT \"partition\", next_position, accepted, rejected, dead_letters, duplicates"
                    + " FROM ingest_progress WHERE pipeline = ?";

    private static final String CLAIM = "UPDATE ingest_progress SET epoch = epoch + 1" + THIS_ROW;

    private static final String CLAIMED = "SELECT next_position, epoch FROM ingest_progress" + THIS_ROW;

    private static final String ADVANCE = "UPDATE ingest_progress SET next_position = ?, accepted = accepted + ?,"
            + " rejected = rejected + ?, dead_letters = dead_letters + ?, duplicates = duplicates + ?" + THIS_ROW
            + " AND epoch = ? AND next_position <= ?";

    private final Dialect dialect;
    private final String pipeline;

    ProgressRows(Dialect dialect, String pipeline) {
        this.dialect = dialect;
        this.pipeline = pipeline;
    }

    Progress load(Connection connection) throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        IngestCounts counts = IngestCounts.NONE;
        try (PreparedStatement select = connection.prepareStatement(LOAD)) {
            select.setString(1, pipeline);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    // A partition that was claimed but not yet read is at its beginning, like one that is not named.
                    if (row.getLong(2) > 0) {
                        positions.put(row.getString(1), row.getLong(2));
                    }
                    counts = counts.plus(
                            new IngestCounts(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
                }
            }
        }
        return new Progress(new Checkpoint(positions), counts);
    }

    /** Raises the epoch of a partition, so that nobody who claimed it before can go on. */
    Claim claim(Connection connection, String partition) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(dialect.insertIfAbsent(WarehouseTables.PROGRESS))) {
            insert.setString(1, pipeline);
            insert.setString(2, partition);
            for (int zero = 3; zero <= WarehouseTables.PROGRESS.columns().size(); zero++) {
                insert.setLong(zero, 0);
            }
            insert.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setString(1, pipeline);
            update.setString(2, partition);
            update.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(CLAIMED)) {
            select.setString(1, pipeline);
            select.setString(2, partition);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Claim(row.getLong(1), row.getLong(2));
            }
        }
    }

    /**
     * Moves a partition to the end of a batch. Done first in the transaction of a batch, it locks the row: a claim that comes
     * meanwhile waits for the end of the transaction.
     *
     * @throws FencedException if the partition was claimed by another process since, or is stored beyond the begin of the batch
     */
    void advance(Connection connection, IngestBatch batch) throws SQLException {
        BatchSpan span = batch.span();
        IngestCounts counts = batch.counts();
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, span.end());
            update.setLong(2, counts.accepted());
            update.setLong(3, counts.rejected());
            update.setLong(4, counts.deadLetters());
            update.setLong(5, counts.duplicates());
            update.setString(6, pipeline);
            update.setString(7, span.partition());
            update.setLong(8, batch.epoch());
            update.setLong(9, span.first());
            if (update.executeUpdate() == 0) {
                throw new FencedException(span, batch.epoch(), "the warehouse");
            }
        }
    }
}
