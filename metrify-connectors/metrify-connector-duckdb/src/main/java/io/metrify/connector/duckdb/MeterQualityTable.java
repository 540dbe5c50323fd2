package io.metrify.connector.duckdb;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.quality.QualityCounts;
import io.metrify.quality.QualityTally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The table of what became of records, by meter. */
final class MeterQualityTable {

    private static final String TOTAL = """
            SELECT coalesce(sum(accepted), 0), coalesce(sum(rejected), 0), coalesce(sum(undecodable), 0),
                   coalesce(sum(duplicates), 0), coalesce(sum(inconsistent), 0), coalesce(sum(implausible), 0)
            FROM meter_quality
            """;

    private static final String FINDINGS = "SELECT rule, count(*) FROM findings GROUP BY rule";

    private MeterQualityTable() {}

    static void append(DuckDBConnection connection, IngestBatch batch) throws SQLException {
        Map<String, QualityTally> meters = new TreeMap<>();
        QualityTally unattributed = new QualityTally();
        for (AcceptedReading accepted : batch.accepted()) {
            meters.computeIfAbsent(accepted.reading().meterId(), id -> new QualityTally())
                    .accepted(accepted.findings());
        }
        for (DeadLetter letter : batch.deadLetters()) {
            if (letter.findings().isEmpty()) {
                unattributed.undecodable();
            } else {
                meters.computeIfAbsent(letter.findings().get(0).subject(), id -> new QualityTally())
                        .rejected(letter.findings());
            }
        }
        for (long i = 0; i < batch.duplicates(); i++) {
            unattributed.duplicate();
        }
        try (DuckDBAppender row = connection.createAppender("meter_quality")) {
            for (Map.Entry<String, QualityTally> meter : meters.entrySet()) {
                append(row, meter.getKey(), meter.getValue().counts());
            }
            append(row, null, unattributed.counts());
            row.flush();
        }
    }

    static QualityCounts total(Connection connection) throws SQLException {
        // One after the other: the connection streams its results, and has one at a time.
        Map<String, Long> findings = findings(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TOTAL)) {
            row.next();
            long accepted = row.getLong(1);
            return new QualityCounts(
                    0,
                    new QualityCounts.Outcomes(accepted, row.getLong(2), row.getLong(3), row.getLong(4)),
                    new QualityCounts.Doubts(accepted, row.getLong(5), row.getLong(6)),
                    QualityCounts.Arrivals.NONE,
                    findings);
        }
    }

    private static Map<String, Long> findings(Connection connection) throws SQLException {
        Map<String, Long> findings = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FINDINGS)) {
            while (row.next()) {
                findings.put(row.getString(1), row.getLong(2));
            }
        }
        return findings;
    }

    private static void append(DuckDBAppender row, @Nullable String meterId, QualityCounts counts) throws SQLException {
        row.beginRow();
        Rows.text(row, meterId);
        row.append(counts.outcomes().accepted());
        row.append(counts.outcomes().rejected());
        row.append(counts.outcomes().undecodable());
        row.append(counts.outcomes().duplicates());
        row.append(counts.doubts().inconsistent());
        row.append(counts.doubts().implausible());
        row.endRow();
    }
}
