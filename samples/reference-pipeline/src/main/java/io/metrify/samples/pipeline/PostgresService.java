package io.metrify.samples.pipeline;

import io.metrify.connector.api.Secret;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.postgres.PostgresSettings;
import io.metrify.connector.postgres.PostgresWarehouse;
import io.metrify.testkit.server.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL database: a real one where the environment names it, one on a server inside the process otherwise. */
final class PostgresService implements RunWarehouse {

    private final Optional<EmbeddedPostgresServer> server;
    private final PostgresSettings settings;

    private PostgresService(Optional<EmbeddedPostgresServer> server, PostgresSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /** Starts or finds the database, and makes sure that its tables are there. */
    static PostgresService start(Path directory, Map<String, String> environment) {
        String url = environment.getOrDefault("METRIFY_POSTGRES_URL", "");
        if (url.isBlank()) {
            EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
            return new PostgresService(Optional.of(server), PostgresSettings.of(server.jdbcUrl())).migrated();
        }
        Secret password = Secret.orNone(environment.getOrDefault("METRIFY_POSTGRES_PASSWORD", ""));
        String user = environment.getOrDefault("METRIFY_POSTGRES_USER", "");
        PostgresSettings real = user.isBlank() ? PostgresSettings.of(url) : PostgresSettings.of(url, user, password);
        return new PostgresService(Optional.empty(), real).migrated();
    }

    @Override
    public JdbcWarehouse open(String pipeline) {
        return PostgresWarehouse.open(settings.withRole(PostgresSettings.APPLICATION_ROLE), pipeline);
    }

    @Override
    public void close() {
        server.ifPresent(EmbeddedPostgresServer::close);
    }

    private PostgresService migrated() {
        try {
            PostgresWarehouse.migrate(settings);
            return this;
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }
}
