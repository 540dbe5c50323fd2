package io.metrify.connector.duckdb;

import io.metrify.connector.jdbc.Dialect;
import io.metrify.connector.jdbc.LogicalType;
import io.metrify.connector.jdbc.RowWriter;
import io.metrify.connector.jdbc.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The SQL of DuckDB. Tables have no primary keys: the pipeline lets each reading through once, and DuckDB keeps a key in memory.
 */
final class DuckDbDialect implements Dialect {

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public String type(LogicalType type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case INSTANT -> "TIMESTAMPTZ";
            case ENERGY -> "DECIMAL(18, 6)";
            case DOUBLE -> "DOUBLE";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DATE -> "DATE";
            case BYTES -> "BLOB";
            case TEXT_MAP -> "MAP(VARCHAR, VARCHAR)";
        };
    }

    @Override
    public List<String> createTable(Table table) {
        return List.of("CREATE TABLE IF NOT EXISTS " + table.name() + " (" + columnDefinitions(table) + ")");
    }

    @Override
    public RowWriter writer(Connection connection, Table table, String into) throws SQLException {
        return new AppenderRows(connection.unwrap(DuckDBConnection.class).createAppender(into));
    }

    @Override
    public String epochMillis(String instant) {
        return "epoch_ms(" + instant + ")";
    }

    @Override
    public String instant(String epochMillis) {
        return "(TIMESTAMPTZ '1970-01-01 00:00:00+00' + to_milliseconds(CAST(" + epochMillis + " AS BIGINT)))";
    }

    @Override
    public String quotient(String dividend, String divisor) {
        return "((" + dividend + ") // (" + divisor + "))";
    }

    @Override
    public String text(String map, String name) {
        return map + "['" + name.replace("'", "''") + "']";
    }

    @Override
    public String prefix(String bytes, int length) {
        return bytes + "[1:" + length + "]";
    }

    /**
     * An appender takes part only in a transaction that was begun by a statement; {@code setAutoCommit(false)} begins none, and
     * its rows would be stored at once.
     */
    @Override
    public void begin(Connection connection) throws SQLException {
        execute(connection, "BEGIN TRANSACTION");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    /** The database is part of this process: there is no connection that could be lost between a commit and its answer. */
    @Override
    public boolean isRefusal(SQLException failed) {
        return true;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
