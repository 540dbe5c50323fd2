package io.metrify.connector.postgres;

import io.metrify.connector.api.SinkException;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.MetrifyException;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Opens a warehouse in a PostgreSQL database, of version 15 or newer, which many processes may use at a time.
 *
 * <p>Readings are partitioned by month and have a primary key, so that whatever is replayed, no reading is there twice.
 */
public final class PostgresWarehouse {

    private static final String UNDEFINED_TABLE = "42P01";

    private PostgresWarehouse() {}

    /**
     * Brings the tables of warehouse and operational store to this version, making them if they are not there, and makes the
     * role {@link PostgresSettings#APPLICATION_ROLE} with the rights on them. Doing it again changes nothing.
     *
     * @param settings the database, and a user who may make tables, and roles if that one is missing; any role in the settings
     *     is left aside
     * @throws MetrifyException if the database cannot be reached, or its tables stayed as they were
     */
    public static void migrate(PostgresSettings settings) {
        Migrations.migrate(settings.withoutRole());
    }

    /**
     * Opens a warehouse whose tables are there.
     *
     * @param settings the database
     * @param pipeline whose progress is kept; several pipelines may share a warehouse
     * @return the warehouse
     * @throws SinkException if the database cannot be reached
     * @throws MetrifyException if it refuses the user, or has other tables than those of this version
     */
    public static JdbcWarehouse open(PostgresSettings settings, String pipeline) {
        Objects.requireNonNull(pipeline, "pipeline");
        try {
            return JdbcWarehouse.open(new PostgresDialect(), connect(settings), pipeline);
        } catch (SinkException failed) {
            throw explained(settings, failed);
        }
    }

    /** The same failure, or one that says so if the reason is that nobody has made the tables. */
    static MetrifyException explained(PostgresSettings settings, SinkException failed) {
        if (failed.getCause() instanceof SQLException cause && UNDEFINED_TABLE.equals(cause.getSQLState())) {
            return new MetrifyException(
                    "the database " + settings + " has no tables of a warehouse: " + cause.getMessage()
                            + "; let PostgresWarehouse.migrate make them",
                    failed);
        }
        return failed;
    }

    static PostgresConnections connect(PostgresSettings settings) {
        try {
            return PostgresConnections.open(settings);
        } catch (SQLException failed) {
            String what = "connecting to " + settings + " failed: " + failed.getMessage();
            if (new PostgresDialect().isLasting(failed)) {
                throw new MetrifyException(what + "; check user, password and what the server allows them", failed);
            }
            throw new SinkException(
                    what + "; check that a PostgreSQL server answers there, and that it proves who it is by a"
                            + " certificate this side trusts",
                    failed);
        }
    }
}
