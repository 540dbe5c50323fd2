package io.metrify.connector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a warehouse gets its connections from: a pool, or a driver. Safe for use by many threads. */
public interface WarehouseConnections extends AutoCloseable {

    /**
     * A connection for one transaction. Closing it gives it back.
     *
     * @return a connection outside of any transaction
     * @throws SQLException if there is none
     */
    Connection writer() throws SQLException;

    /**
     * A connection for queries, which sees what is committed and streams large results. Closing it gives it back.
     *
     * @return a connection
     * @throws SQLException if there is none
     */
    Connection reader() throws SQLException;

    /**
     * What is connected to, for messages; names no user and no password.
     *
     * @return an address or a file
     */
    @Override
    String toString();

    /**
     * Closes all connections. Closing twice is harmless.
     *
     * @throws SQLException if that fails
     */
    @Override
    void close() throws SQLException;
}
