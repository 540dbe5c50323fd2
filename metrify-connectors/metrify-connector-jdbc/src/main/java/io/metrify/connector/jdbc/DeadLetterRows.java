package io.metrify.connector.jdbc;

import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.RawRecord;
import java.sql.SQLException;
import java.util.TreeMap;

/** Records that were not accepted as rows of their table. */
final class DeadLetterRows {

    private DeadLetterRows() {}

    static void write(RowWriter row, DeadLetter letter) throws SQLException {
        RawRecord record = letter.record();
        row.beginRow();
        row.text(record.origin().source());
        row.text(record.origin().partition());
        row.bigint(record.origin().position());
        row.text(letter.kind().name());
        row.text(letter.path());
        row.text(letter.reason());
        row.bytes(record.key());
        row.bytes(record.value());
        row.texts(new TreeMap<>(record.headers()));
        row.endRow();
    }
}
