package io.metrify.connector.postgres;

import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables from any earlier version to this one, once for each statement. */
final class Migrations {

    static final String LOCATION = "classpath:io/metrify/connector/postgres/migration";

    private Migrations() {}

    static void migrate(PostgresSettings settings) {
        try (PostgresConnections connections = PostgresWarehouse.connect(settings);
                Connection turn = DriverManager.getConnection(settings.url(), settings.driverProperties())) {
            takeTurn(turn);
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(connections.pool())
                    .locations(LOCATION)
                    .table("metrify_schema_history")
                    // Other tables may be in the schema; they are not ours.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException | SQLException failed) {
            throw new MetrifyException(
                    "bringing the tables in " + settings + " to this version failed: " + failed.getMessage()
                            + "; the user must be allowed to make tables and roles",
                    failed);
        }
    }

    /**
     * Waits for processes that migrate at the same time, until this connection is closed. Flyway's own lock comes too late:
     * of two that find no table of its history, one fails.
     */
    private static void takeTurn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('metrify migration'))");
        }
    }
}
