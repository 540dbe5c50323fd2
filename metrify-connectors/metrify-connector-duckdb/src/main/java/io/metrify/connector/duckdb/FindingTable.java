package io.metrify.connector.duckdb;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.validation.Finding;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The table of findings, both of accepted and of rejected readings. */
final class FindingTable {

    private FindingTable() {}

    static void append(DuckDBConnection connection, IngestBatch batch) throws SQLException {
        try (DuckDBAppender row = connection.createAppender("findings")) {
            for (AcceptedReading accepted : batch.accepted()) {
                append(row, accepted.findings());
            }
            for (DeadLetter letter : batch.deadLetters()) {
                append(row, letter.findings());
            }
            row.flush();
        }
    }

    private static void append(DuckDBAppender row, List<Finding> findings) throws SQLException {
        for (Finding finding : findings) {
            row.beginRow();
            row.append(finding.rule());
            row.append(finding.severity().name());
            row.append(finding.subject());
            Rows.instant(row, finding.start());
            Rows.instant(row, finding.end());
            Rows.text(row, finding.field());
            row.append(finding.observed());
            row.append(finding.expected());
            row.append(finding.message());
            row.endRow();
        }
    }
}
