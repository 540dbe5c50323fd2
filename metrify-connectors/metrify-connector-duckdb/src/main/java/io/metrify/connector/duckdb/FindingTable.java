package io.metrify.connector.duckdb;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.validation.Finding;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The tables of findings, which have the same shape: on single readings, both accepted and rejected, and on series.
 */
final class FindingTable {

    static final String RECORDS = "findings";
    static final String SERIES = "series_findings";

    private FindingTable() {}

    static void append(DuckDBConnection connection, IngestBatch batch) throws SQLException {
        try (DuckDBAppender row = connection.createAppender(RECORDS)) {
            for (AcceptedReading accepted : batch.accepted()) {
                append(row, accepted.findings());
            }
            for (DeadLetter letter : batch.deadLetters()) {
                append(row, letter.findings());
            }
            row.flush();
        }
    }

    static void append(DuckDBAppender row, Finding finding) throws SQLException {
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

    private static void append(DuckDBAppender row, List<Finding> findings) throws SQLException {
        for (Finding finding : findings) {
            append(row, finding);
        }
    }
}
