package io.metrify.connector.jdbc;

import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in one transaction, and tells apart what was not stored and what nobody knows of. */
final class Transactions {

    private final Dialect dialect;
    private final WarehouseConnections connections;

    Transactions(Dialect dialect, WarehouseConnections connections) {
        this.dialect = dialect;
        this.connections = connections;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** What is done on a connection, with nothing to answer. */
    @FunctionalInterface
    interface Step {
        void run(Connection connection) throws SQLException;
    }

    void execute(String what, Step work) {
        execute(what, connection -> {}, work);
    }

    void execute(String what, Step before, Step work) {
        run(what, before, connection -> {
            work.run(connection);
            return what;
        });
    }

    <T> T run(String what, Work<T> work) {
        return run(what, connection -> {}, work);
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
