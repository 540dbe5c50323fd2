package io.metrify.samples.pipeline;

import io.metrify.connector.api.Secret;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.snowflake.SnowflakeLogin;
import io.metrify.connector.snowflake.SnowflakePlace;
import io.metrify.connector.snowflake.SnowflakeSettings;
import io.metrify.connector.snowflake.SnowflakeWarehouse;
import io.metrify.testkit.snowflake.SnowflakeServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Snowflake: the account that the environment names, or a server inside the process that its driver takes for it. */
final class SnowflakeService implements RunWarehouse {

    private static final String NAMES = "METRIFY_SNOWFLAKE_";

    private final Optional<SnowflakeServer> server;
    private final SnowflakeSettings settings;

    private SnowflakeService(Optional<SnowflakeServer> server, SnowflakeSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    static SnowflakeService local(Path directory) {
        String password = UUID.randomUUID().toString();
        SnowflakeServer server = SnowflakeServer.builder()
                .directory(directory)
                .password("metrify", password)
                .start();
        SnowflakePlace place = new SnowflakePlace("LOCAL_WH", Optional.empty(), "METRIFY", "PUBLIC");
        SnowflakeSettings settings = SnowflakeSettings.of(
                        server.account(), "metrify", SnowflakeLogin.password(Secret.of(password)), place)
                .withServer(server.address());
        return new SnowflakeService(Optional.of(server), settings).defined();
    }

    static SnowflakeService real(Map<String, String> environment) {
        return new SnowflakeService(Optional.empty(), settings(environment)).defined();
    }

    static SnowflakeSettings settings(Map<String, String> environment) {
        SnowflakePlace place = new SnowflakePlace(
                required(environment, "WAREHOUSE"),
                Optional.of(environment.getOrDefault(NAMES + "ROLE", "")).filter(role -> !role.isBlank()),
                required(environment, "DATABASE"),
                environment.getOrDefault(NAMES + "SCHEMA", "PUBLIC"));
        return SnowflakeSettings.of(
                required(environment, "ACCOUNT"), required(environment, "USER"), login(environment), place);
    }

    private static SnowflakeLogin login(Map<String, String> environment) {
        String keyFile = environment.getOrDefault(NAMES + "PRIVATE_KEY_FILE", "");
        if (!keyFile.isBlank()) {
            String passphrase = environment.getOrDefault(NAMES + "PRIVATE_KEY_PASSPHRASE", "");
            return SnowflakeLogin.key(Path.of(keyFile), Secret.orNone(passphrase));
        }
        String token = environment.getOrDefault(NAMES + "TOKEN", "");
        return token.isBlank()
                ? SnowflakeLogin.password(Secret.of(required(environment, "PASSWORD")))
                : SnowflakeLogin.oauth(Secret.of(token));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(NAMES + name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("the environment lacks " + NAMES + name
                    + "; set it, or take --warehouse snowflake-local, which needs no account");
        }
        return value;
    }

    @Override
    public JdbcWarehouse open(String pipeline) {
        return SnowflakeWarehouse.open(settings, pipeline);
    }

    @Override
    public void close() {
        server.ifPresent(SnowflakeServer::close);
    }

    private SnowflakeService defined() {
        try {
            SnowflakeWarehouse.define(settings);
            return this;
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }
}
