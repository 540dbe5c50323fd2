package io.metrify.connector.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Queries on a warehouse in SQL that every dialect understands. What dialects write differently is written as a call of one of
 * these, whose arguments may hold others:
 *
 * <table>
 *   <caption>Calls</caption>
 *   <tr><th>call</th><th>means</th></tr>
 *   <tr><td>{@code #millis(instant)}</td><td>{@link Dialect#epochMillis}</td></tr>
 *   <tr><td>{@code #seconds(instant)}</td><td>the same in whole seconds, of instants since 1970</td></tr>
 *   <tr><td>{@code #instant(millis)}</td><td>{@link Dialect#instant}</td></tr>
 *   <tr><td>{@code #quotient(dividend, divisor)}</td><td>{@link Dialect#quotient}</td></tr>
 *   <tr><td>{@code #milliwatthours(energy)}</td><td>{@link Dialect#milliwattHours}</td></tr>
 *   <tr><td>{@code #text(map, name)}</td><td>{@link Dialect#text}; the name without quotes</td></tr>
 *   <tr><td>{@code #prefix(bytes, length)}</td><td>{@link Dialect#prefix}</td></tr>
 *   <tr><td>{@code #joined(text, 'separator', order ...)}</td><td>{@link Dialect#joined}</td></tr>
 * </table>
 *
 * <p>Everything else reaches the database as it is. A connection that streams has one result at a time. Used by one thread.
 */
public final class WarehouseQueries implements AutoCloseable {

    private final Dialect dialect;
    private final Connection connection;

    private WarehouseQueries(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    /**
     * Queries on a connection.
     *
     * @param dialect of its database
     * @param connection the connection, which is closed with the queries
     * @return the queries
     */
    public static WarehouseQueries of(Dialect dialect, Connection connection) {
        return new WarehouseQueries(
                Objects.requireNonNull(dialect, "dialect"), Objects.requireNonNull(connection, "connection"));
    }

    /**
     * Prepares a query.
     *
     * @param sql the query
     * @return a statement that the caller closes
     * @throws SQLException if the database does not understand it
     * @throws IllegalArgumentException if a call is unknown, or has another number of arguments
     */
    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql(sql));
    }

    /**
     * What the database is asked.
     *
     * @param sql a query
     * @return the query in the dialect of the database
     * @throws IllegalArgumentException if a call is unknown, or has another number of arguments
     */
    public String sql(String sql) {
        return DialectCalls.replace(dialect, sql);
    }

    /**
     * The connection itself.
     *
     * @return the connection; it is closed with the queries
     */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
