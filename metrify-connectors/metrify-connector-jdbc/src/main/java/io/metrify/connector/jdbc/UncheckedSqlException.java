package io.metrify.connector.jdbc;

import java.sql.SQLException;

/** Carries a failure of the database through code that may throw no checked exception, to the transaction around it. */
final class UncheckedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException failed;

    UncheckedSqlException(SQLException failed) {
        super(failed);
        this.failed = failed;
    }

    SQLException failed() {
        return failed;
    }
}
