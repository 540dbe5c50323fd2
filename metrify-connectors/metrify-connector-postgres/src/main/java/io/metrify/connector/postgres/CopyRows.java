package io.metrify.connector.postgres;

import io.metrify.connector.jdbc.RowWriter;
import io.metrify.model.Energy;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Rows by COPY in its binary format (PostgreSQL documentation, "COPY", "File Formats"). A connection has one COPY at a time, so
 * rows are gathered and sent by one COPY for every mebibyte; that way writers can take turns.
 */
final class CopyRows implements RowWriter {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int TRAILER = -1;
    private static final int NULL = -1;
    private static final int SENT_AT_ONCE = 1 << 20;
    private static final byte JSONB_VERSION = 1;

    /** Timestamps count from 2000-01-01T00:00:00Z in microseconds, and days from the same. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final long EPOCH_DAY = 10_957;
    private static final long MICROS_PER_MILLI = 1_000;

    private final CopyManager copies;
    private final int columns;
    private final String sql;
    private final ByteBuilder rows = new ByteBuilder(SENT_AT_ONCE + SENT_AT_ONCE / 8);
    private boolean empty = true;

    CopyRows(CopyManager copies, int columns, String sql) {
        this.copies = copies;
        this.columns = columns;
        this.sql = sql;
        rows.bytes(HEADER);
    }

    @Override
    public void beginRow() {
        rows.int16(columns);
        empty = false;
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            rows.int32(NULL);
        } else {
            rows.sized(PostgresText.utf8(value));
        }
    }

    @Override
    public void instant(@Nullable Instant value) {
        if (value == null) {
            rows.int32(NULL);
        } else {
            rows.int32(Long.BYTES);
            rows.int64(Math.multiplyExact(value.toEpochMilli() - EPOCH_MILLIS, MICROS_PER_MILLI));
        }
    }

    @Override
    public void energy(@Nullable Energy value) {
        if (value == null) {
            rows.int32(NULL);
        } else {
            NumericBytes.append(rows, value.milliwattHours());
        }
    }

    @Override
    public void number(double value) {
        if (Double.isNaN(value)) {
            rows.int32(NULL);
        } else {
            rows.int32(Double.BYTES);
            rows.int64(Double.doubleToLongBits(value));
        }
    }

    @Override
    public void integer(int value) {
        rows.int32(Integer.BYTES);
        rows.int32(value);
    }

    @Override
    public void bigint(long value) {
        rows.int32(Long.BYTES);
        rows.int64(value);
    }

    @Override
    public void date(LocalDate value) {
        rows.int32(Integer.BYTES);
        rows.int32(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
    }

    @Override
    public void bytes(byte @Nullable [] value) {
        if (value == null) {
            rows.int32(NULL);
        } else {
            rows.sized(value);
        }
    }

    @Override
    public void texts(Map<String, String> value) {
        byte[] json = PostgresText.utf8(PostgresText.json(value));
        rows.int32(json.length + 1);
        rows.int8(JSONB_VERSION);
        rows.bytes(json);
    }

    @Override
    public void endRow() throws SQLException {
        if (rows.length() >= SENT_AT_ONCE) {
            flush();
        }
    }

    @Override
    public void flush() throws SQLException {
        if (empty) {
            return;
        }
        rows.int16(TRAILER);
        CopyIn copy = copies.copyIn(sql);
        try {
            copy.writeToCopy(rows.array(), 0, rows.length());
            copy.endCopy();
        } catch (SQLException failed) {
            cancel(copy, failed);
            throw failed;
        }
        rows.clear();
        rows.bytes(HEADER);
        empty = true;
    }

    @Override
    public void close() {
        rows.clear();
    }

    private static void cancel(CopyIn copy, SQLException failed) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }
    }
}
