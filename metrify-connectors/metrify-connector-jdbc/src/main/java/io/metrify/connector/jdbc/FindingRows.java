package io.metrify.connector.jdbc;

import io.metrify.validation.Finding;
import java.sql.SQLException;
import java.util.List;

/** Findings as rows of either of their tables. */
final class FindingRows {

    private FindingRows() {}

    static void write(RowWriter row, Finding finding) throws SQLException {
        row.beginRow();
        row.text(finding.rule());
        row.text(finding.severity().name());
        row.text(finding.subject());
        row.instant(finding.start());
        row.instant(finding.end());
        row.text(finding.field());
        row.text(finding.observed());
        row.text(finding.expected());
        row.text(finding.message());
        row.endRow();
    }

    static void writeAll(RowWriter row, List<Finding> findings) throws SQLException {
        for (Finding finding : findings) {
            write(row, finding);
        }
    }
}
