package io.metrify.connector.duckdb;

import io.metrify.connector.jdbc.RowWriter;
import io.metrify.model.Energy;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Rows by DuckDB's appender. */
final class AppenderRows implements RowWriter {

    private static final long MICROS_PER_MILLI = 1_000;

    private final DuckDBAppender appender;

    AppenderRows(DuckDBAppender appender) {
        this.appender = appender;
    }

    @Override
    public void beginRow() throws SQLException {
        appender.beginRow();
    }

    @Override
    public void text(@Nullable String value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }

    @Override
    public void instant(@Nullable Instant value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.appendEpochMicros(Math.multiplyExact(value.toEpochMilli(), MICROS_PER_MILLI));
        }
    }

    @Override
    public void energy(@Nullable Energy value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.appendDecimal(value.milliwattHours());
        }
    }

    @Override
    public void number(double value) throws SQLException {
        if (Double.isNaN(value)) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }

    @Override
    public void integer(int value) throws SQLException {
        appender.append(value);
    }

    @Override
    public void bigint(long value) throws SQLException {
        appender.append(value);
    }

    @Override
    public void date(LocalDate value) throws SQLException {
        appender.append(value);
    }

    @Override
    public void bytes(byte @Nullable [] value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }

    @Override
    public void texts(Map<String, String> value) throws SQLException {
        appender.append(value);
    }

    @Override
    public void endRow() throws SQLException {
        appender.endRow();
    }

    @Override
    public void flush() throws SQLException {
        appender.flush();
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
