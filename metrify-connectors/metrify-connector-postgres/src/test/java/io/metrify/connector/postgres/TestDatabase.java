package io.metrify.connector.postgres;

import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.testkit.server.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases on one server for all tests of this module; the server goes down with the process. */
final class TestDatabase {

    private static final EmbeddedPostgresServer SERVER = EmbeddedPostgresServer.start();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String MIGRATED = "migrated";
    private static boolean migratedOnce;

    private final String url;

    private TestDatabase(String url) {
        this.url = url;
    }

    /** An empty database. */
    static TestDatabase empty() throws SQLException {
        return create("test_" + NUMBER.incrementAndGet(), "template1");
    }

    /** A database with all tables, copied from one that was migrated. */
    static synchronized TestDatabase migrated() throws SQLException {
        if (!migratedOnce) {
            PostgresWarehouse.migrate(create(MIGRATED, "template1").settings());
            migratedOnce = true;
        }
        return create("test_" + NUMBER.incrementAndGet(), MIGRATED);
    }

    private static TestDatabase create(String name, String template) throws SQLException {
        new TestDatabase(SERVER.jdbcUrl()).execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestDatabase(SERVER.jdbcUrl().replace("/postgres?", "/" + name + "?"));
    }

    /** The superuser. */
    PostgresSettings settings() {
        return PostgresSettings.of(url);
    }

    /** What a pipeline may do. */
    PostgresSettings application() {
        return settings().withRole(PostgresSettings.APPLICATION_ROLE);
    }

    JdbcWarehouse open() {
        return PostgresWarehouse.open(application(), "test");
    }

    static void restartServer() {
        SERVER.restart();
    }

    String url() {
        return url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** As a user who has no more rights than were granted to them. */
    Connection connectAs(String user) throws SQLException {
        return DriverManager.getConnection(url.replace("user=postgres", "user=" + user));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
