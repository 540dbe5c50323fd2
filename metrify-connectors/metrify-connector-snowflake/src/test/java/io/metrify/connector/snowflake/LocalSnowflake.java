package io.metrify.connector.snowflake;

import io.metrify.connector.api.Secret;
import io.metrify.testkit.snowflake.SnowflakeServer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases on one server for all tests of this module; the server goes down with the process. */
final class LocalSnowflake {

    static final String PASSWORD = "correct horse battery staple";

    private static final KeyPair KEYS = keys();
    private static final SnowflakeServer SERVER = SnowflakeServer.builder()
            .password("loader", PASSWORD)
            .key("loader", KEYS.getPublic())
            .start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private LocalSnowflake() {}

    static SnowflakeServer server() {
        return SERVER;
    }

    /** An empty schema with all tables, and a user who logs in by key. */
    static SnowflakeSettings defined() {
        String schema = "TEST_" + NUMBER.incrementAndGet();
        SnowflakeSettings settings = settings(schema, SnowflakeLogin.key(KEYS.getPrivate()));
        try (Connection connection = new SnowflakeConnections(settings("PUBLIC", password()), "test").writer();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA METRIFY." + schema);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        SnowflakeWarehouse.define(settings);
        return settings;
    }

    static SnowflakeSettings settings(String schema, SnowflakeLogin login) {
        return SnowflakeSettings.of(
                        SERVER.account(),
                        "loader",
                        login,
                        new SnowflakePlace("LOADING", Optional.of("METRIFY_LOADER"), "METRIFY", schema))
                .withServer(SERVER.address())
                .withTimeouts(new SnowflakeTimeouts(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        2));
    }

    static SnowflakeLogin password() {
        return SnowflakeLogin.password(Secret.of(PASSWORD));
    }

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has RSA", impossible);
        }
    }
}
