package io.metrify.connector.jdbc;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.quality.Dimension;
import io.metrify.quality.QualityCounts;
import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.QualityTally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of records, and what rules cost them, by meter, as rows of their two tables, and their sums. */
final class QualityRows {

    private static final String TOTAL = """
            SELECT coalesce(sum(accepted), 0), coalesce(sum(rejected), 0), coalesce(sum(undecodable), 0),
                   coalesce(sum(duplicates), 0), coalesce(sum(filled), 0), coalesce(sum(timed), 0)
            FROM meter_quality
            """;

    private static final String CAUSES =
            "SELECT dimension, rule, sum(lost), sum(alone) FROM meter_quality_causes GROUP BY dimension, rule";

    private static final String FINDINGS = "SELECT rule, count(*) FROM findings GROUP BY rule";

    private QualityRows() {}

    static void write(RowWriter row, RowWriter cause, IngestBatch batch) throws SQLException {
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
        for (Map.Entry<String, QualityTally> meter : meters.entrySet()) {
            QualityCounts counts = meter.getValue().counts();
            write(row, meter.getKey(), counts);
            writeCauses(cause, meter.getKey(), counts);
        }
        write(row, null, unattributed.counts());
    }

    static QualityCounts total(Connection connection) throws SQLException {
        // One after the other: a connection that streams its results has one at a time.
        Map<String, Long> findings = findings(connection);
        Map<Dimension, Map<String, Cause>> causes = causes(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TOTAL)) {
            row.next();
            return new QualityCounts(
                    new QualityCounts.Slots(0, row.getLong(5)),
                    new QualityCounts.Outcomes(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                    row.getLong(6),
                    causes,
                    findings);
        }
    }

    private static Map<Dimension, Map<String, Cause>> causes(Connection connection) throws SQLException {
        Map<Dimension, Map<String, Cause>> causes = new EnumMap<>(Dimension.class);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CAUSES)) {
            while (row.next()) {
                causes.computeIfAbsent(Dimension.valueOf(row.getString(1)), any -> new TreeMap<>())
                        .put(row.getString(2), new Cause(row.getLong(3), row.getLong(4)));
            }
        }
        return causes;
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

    private static void write(RowWriter row, @Nullable String meterId, QualityCounts counts) throws SQLException {
        row.beginRow();
        row.text(meterId);
        row.bigint(counts.outcomes().accepted());
        row.bigint(counts.outcomes().rejected());
        row.bigint(counts.outcomes().undecodable());
        row.bigint(counts.outcomes().duplicates());
        row.bigint(counts.slots().filled());
        row.bigint(counts.timed());
        row.endRow();
    }

    private static void writeCauses(RowWriter row, String meterId, QualityCounts counts) throws SQLException {
        for (Map.Entry<Dimension, Map<String, Cause>> rules : counts.causes().entrySet()) {
            for (Map.Entry<String, Cause> cause : rules.getValue().entrySet()) {
                row.beginRow();
                row.text(meterId);
                row.text(rules.getKey().name());
                row.text(cause.getKey());
                row.bigint(cause.getValue().lost());
                row.bigint(cause.getValue().alone());
                row.endRow();
            }
        }
    }
}
