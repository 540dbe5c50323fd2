package io.metrify.connector.duckdb;

import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.RawRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The table of records that were not accepted, with their original bytes. */
final class DeadLetterTable {

    private DeadLetterTable() {}

    static void append(DuckDBConnection connection, List<DeadLetter> letters) throws SQLException {
        try (DuckDBAppender row = connection.createAppender("dead_letters")) {
            for (DeadLetter letter : letters) {
                RawRecord record = letter.record();
                row.beginRow();
                row.append(record.origin().source());
                row.append(record.origin().partition());
                row.append(record.origin().position());
                row.append(letter.kind().name());
                row.append(letter.path());
                row.append(letter.reason());
                Rows.bytes(row, record.key());
                Rows.bytes(row, record.value());
                row.append(new TreeMap<>(record.headers()));
                row.endRow();
            }
            row.flush();
        }
    }
}
