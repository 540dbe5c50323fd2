package io.metrify.quality.table;

import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table over the rows of a database, read through JDBC as they come.
 *
 * <table>
 *   <caption>Types</caption>
 *   <tr><th>of the database</th><th>here</th></tr>
 *   <tr><td>{@code TINYINT} to {@code BIGINT}</td><td>{@link ColumnType#INTEGER}</td></tr>
 *   <tr><td>{@code DECIMAL}, {@code NUMERIC} of up to 18 digits</td><td>{@link ColumnType#DECIMAL} with the same scale</td></tr>
 *   <tr><td>{@code REAL}, {@code FLOAT}, {@code DOUBLE}</td><td>{@link ColumnType#DOUBLE}</td></tr>
 *   <tr><td>{@code BOOLEAN}</td><td>{@link ColumnType#BOOLEAN}</td></tr>
 *   <tr><td>{@code DATE}</td><td>{@link ColumnType#DATE}</td></tr>
 *   <tr><td>{@code TIMESTAMP}, taken as UTC, and {@code TIMESTAMP WITH TIME ZONE}</td>
 *       <td>{@link ColumnType#TIMESTAMP}, cut to microseconds</td></tr>
 *   <tr><td>any other</td><td>{@link ColumnType#TEXT}, as the driver writes it</td></tr>
 * </table>
 *
 * <p>Numbers that are too wide, or whose width the database does not say, are refused: cast them in the query, for example to
 * {@code DECIMAL(18, 6)}. Not thread-safe, as connections seldom are.
 *
 * <pre>{@code
 * Table readings = JdbcTable.ofQuery(connection, "SELECT * FROM readings");
 * }</pre>
 */
public final class JdbcTable implements Table {

    private final List<JdbcColumn> columns;
    private final @Nullable Connection connection;
    private final @Nullable String query;
    private @Nullable ResultSet once;

    private JdbcTable(
            List<JdbcColumn> columns,
            @Nullable Connection connection,
            @Nullable String query,
            @Nullable ResultSet once) {
        this.columns = columns;
        this.connection = connection;
        this.query = query;
        this.once = once;
    }

    /**
     * The rows that a result set still has. They can be read once: what needs two passes, such as outliers by z-score, needs
     * {@link #ofQuery}.
     *
     * @param rows the result set; it is not closed
     * @return a table that can be opened once
     * @throws IllegalArgumentException if a column has a type that cannot be read, or the name of another
     * @throws MetrifyException if the database fails
     */
    public static JdbcTable of(ResultSet rows) {
        try {
            return new JdbcTable(columns(rows.getMetaData()), null, null, rows);
        } catch (SQLException failed) {
            throw failure("the columns of a result set cannot be read", failed);
        }
    }

    /**
     * The rows of a query, which is executed whenever the table is opened. Drivers may fetch all rows at once: PostgreSQL's
     * does unless the connection's auto-commit is off.
     *
     * @param connection to the database; it is not closed, and stays open as long as the table is used
     * @param query in the database's SQL
     * @return a table that can be opened any number of times
     * @throws IllegalArgumentException if a column has a type that cannot be read, or the name of another
     * @throws MetrifyException if the database fails or does not understand the query
     */
    public static JdbcTable ofQuery(Connection connection, String query) {
        Objects.requireNonNull(query, "query");
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            ResultSetMetaData described = statement.getMetaData();
            if (described != null) {
                return new JdbcTable(columns(described), connection, query, null);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return new JdbcTable(columns(rows.getMetaData()), connection, query, null);
            }
        } catch (SQLException failed) {
            throw failure("the columns of a query cannot be read", failed);
        }
    }

    @Override
    public List<Column> columns() {
        return columns.stream().map(JdbcColumn::column).toList();
    }

    /**
     * Begins to read at the first row; a query is executed.
     *
     * @return the rows
     * @throws IllegalStateException if the table is one of a result set and was opened before, or if the columns of the query
     *     are no longer the same
     * @throws MetrifyException if the database fails
     */
    @Override
    public TableReader open() {
        if (connection != null && query != null) {
            return execute(connection, query);
        }
        ResultSet rows = once;
        if (rows == null) {
            throw new IllegalStateException(
                    "the rows of a result set can be read only once; use JdbcTable.ofQuery to read them"
                            + " several times");
        }
        once = null;
        return new JdbcReader(columns, rows, null);
    }

    private TableReader execute(Connection on, String sql) {
        PreparedStatement statement = null;
        JdbcReader reader = null;
        try {
            statement = on.prepareStatement(sql);
            statement.setFetchSize(RowBatch.STANDARD_CAPACITY);
            ResultSet rows = statement.executeQuery();
            List<JdbcColumn> now = columns(rows.getMetaData());
            if (!now.stream().map(JdbcColumn::column).toList().equals(columns())) {
                throw new IllegalStateException(
                        "the columns of the query have changed since the table was made; make a new one");
            }
            reader = new JdbcReader(now, rows, statement);
            return reader;
        } catch (SQLException failed) {
            throw failure("a query cannot be executed", failed);
        } finally {
            if (reader == null && statement != null) {
                JdbcReader.close(statement);
            }
        }
    }

    private static List<JdbcColumn> columns(ResultSetMetaData described) throws SQLException {
        List<JdbcColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int place = 1; place <= described.getColumnCount(); place++) {
            JdbcColumn column = JdbcColumn.of(described, place);
            if (!names.add(column.column().name())) {
                throw new IllegalArgumentException("there are two columns "
                        + column.column().name() + "; give each its own name with AS in the query");
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }

    static MetrifyException failure(String what, SQLException cause) {
        return new MetrifyException(
                what + ": " + cause.getMessage() + "; see that the database is reachable and the query is right",
                cause);
    }
}
