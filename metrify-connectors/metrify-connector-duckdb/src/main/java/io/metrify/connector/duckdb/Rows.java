package io.metrify.connector.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Appends single values the way every table here wants them. */
final class Rows {

    private static final long MICROS_PER_MILLI = 1_000;

    private Rows() {}

    /** NaN, a measurement that was not taken, is NULL. */
    static void measurement(DuckDBAppender row, double value) throws SQLException {
        if (Double.isNaN(value)) {
            row.appendNull();
        } else {
            row.append(value);
        }
    }

    static void text(DuckDBAppender row, @Nullable String value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else {
            row.append(value);
        }
    }

    static void instant(DuckDBAppender row, @Nullable Instant value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else {
            row.appendEpochMicros(Math.multiplyExact(value.toEpochMilli(), MICROS_PER_MILLI));
        }
    }

    static void bytes(DuckDBAppender row, byte @Nullable [] value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else {
            row.append(value);
        }
    }
}
