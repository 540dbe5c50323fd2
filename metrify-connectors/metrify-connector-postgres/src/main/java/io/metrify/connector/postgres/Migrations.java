package io.metrify.connector.postgres;

import io.metrify.model.MetrifyException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables from any earlier version to this one, once for each statement. */
final class Migrations {

    static final String LOCATION = "classpath:io/metrify/connector/postgres/migration";

    private Migrations() {}

    static void migrate(PostgresSettings settings) {
        try (PostgresConnections connections = PostgresWarehouse.connect(settings)) {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(connections.pool())
                    .locations(LOCATION)
                    .table("metrify_schema_history")
                    // Other tables may be in the schema; they are not ours.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new MetrifyException(
                    "bringing the tables in " + settings + " to this version failed: " + failed.getMessage()
                            + "; the user must be allowed to make tables and roles",
                    failed);
        }
    }
}
