package io.metrify.connector.jdbc;

import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Runs work in transactions, and tells apart what was not stored and what nobody knows of. Safe for use by many threads, each of
 * which gets a connection of its own.
 */
public final class Transactions {

    private final Dialect dialect;
    private final WarehouseConnections connections;

    private Transactions(Dialect dialect, WarehouseConnections connections) {
        this.dialect = dialect;
        this.connections = connections;
    }

    /**
     * Transactions on a database.
     *
     * @param dialect what the database writes differently
     * @param connections to the database; not closed here
     * @return the transactions
     */
    public static Transactions of(Dialect dialect, WarehouseConnections connections) {
        return new Transactions(
                Objects.requireNonNull(dialect, "dialect"), Objects.requireNonNull(connections, "connections"));
    }

    /**
     * What is done on a connection, with a result.
     *
     * @param <T> the result
     */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * Does it.
         *
         * @param connection the connection; neither committed nor closed here
         * @return the result
         * @throws SQLException if the database failed
         */
        T run(Connection connection) throws SQLException;
    }

    /** What is done on a connection, with nothing to answer. */
    @FunctionalInterface
    public interface Step {

        /**
         * Does it.
         *
         * @param connection the connection; neither committed nor closed here
         * @throws SQLException if the database failed
         */
        void run(Connection connection) throws SQLException;
    }

    /**
     * Reads what is committed.
     *
     * @param what is read, for messages, such as {@code counting rows}
     * @param query reads it
     * @param <T> the result
     * @return what the query answered
     * @throws SinkException if it cannot be read now
     * @throws MetrifyException if it cannot be read however often one tries
     */
    public <T> T read(String what, Work<T> query) {
        try (Connection connection = connections.reader()) {
            return query.run(connection);
        } catch (SQLException failed) {
            throw failure(what, failed);
        }
    }

    /**
     * Does work in one transaction.
     *
     * @param what is done, for messages, such as {@code storing the meters}
     * @param work does it
     * @param <T> the result
     * @return what the work answered
     * @throws SinkException if nothing was stored; it may be tried again
     * @throws CommitStateUnknownException if nobody knows whether it was stored
     * @throws MetrifyException if nothing was stored, however often one tries; or whatever the work threw
     */
    public <T> T run(String what, Work<T> work) {
        return run(what, connection -> {}, work);
    }

    /**
     * Does work in one transaction that has nothing to answer.
     *
     * @param what is done, for messages, such as {@code storing the meters}
     * @param work does it
     * @throws SinkException if nothing was stored; it may be tried again
     * @throws CommitStateUnknownException if nobody knows whether it was stored
     * @throws MetrifyException if nothing was stored, however often one tries; or whatever the work threw
     */
    public void execute(String what, Step work) {
        execute(what, connection -> {}, work);
    }

    void execute(String what, Step before, Step work) {
        run(what, before, connection -> {
            work.run(connection);
            return what;
        });
    }

    <T> T run(String what, Step before, Work<T> work) {
        boolean committed = false;
        try (Connection connection = connections.writer()) {
            before.run(connection);
            dialect.begin(connection);
            T result = inside(connection, work);
            commit(what, connection);
            committed = true;
            return result;
        } catch (UncheckedSqlException failed) {
            throw failure(what, failed.failed());
        } catch (SQLException failed) {
            if (committed) {
                throw new CommitStateUnknownException(
                        what + " was committed, but the connection broke when it was given back: " + failed.getMessage()
                                + "; ask the ledger what is stored",
                        failed);
            }
            throw failure(what, failed);
        }
    }

    /** For a failure that left everything as it was. */
    MetrifyException failure(String what, SQLException failed) {
        if (dialect.isLasting(failed)) {
            return new MetrifyException(
                    what + " failed: " + failed.getMessage()
                            + "; what was stored before is kept, and trying again would not help",
                    failed);
        }
        return new SinkException(
                what + " failed: " + failed.getMessage() + "; what was stored before is kept, try again", failed);
    }

    private <T> T inside(Connection connection, Work<T> work) throws SQLException {
        try {
            return work.run(connection);
        } catch (SQLException | RuntimeException failed) {
            rollBack(connection, failed);
            throw failed;
        }
    }

    private void commit(String what, Connection connection) throws SQLException {
        try {
            dialect.commit(connection);
        } catch (SQLException failed) {
            rollBack(connection, failed);
            if (dialect.isRefusal(failed)) {
                throw failed;
            }
            throw new CommitStateUnknownException(
                    "nobody knows whether " + what + " was committed: " + failed.getMessage()
                            + "; ask the ledger what is stored before trying again",
                    failed);
        }
    }

    private void rollBack(Connection connection, Exception failed) {
        try {
            dialect.rollBack(connection);
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }
}
