package io.metrify.testkit.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins, tokens and broken connections, through the real driver. */
class SnowflakeFaultTest {

    private static final String TOKEN = "a token of an identity provider";

    static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    static KeyPair keys;
    static SnowflakeServer server;

    @BeforeAll
    static void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        InstantSource clock = () -> Instant.now().plus(AHEAD.get());
        server = SnowflakeServer.builder()
                .key("loader", keys.getPublic())
                .oauthToken("analyst", TOKEN)
                .clock(clock)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clear() {
        server.clearFaults();
        server.forgetStatements();
        AHEAD.set(Duration.ZERO);
    }

    @Test
    void refusesAWrongPasswordWithoutRepeatingIt() {
        Properties properties = server.loginProperties();
        properties.setProperty("password", "not-the-one");
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), properties))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo(390100);
                    assertThat(e.getMessage()).doesNotContain("not-the-one");
                });
    }

    @Test
    void checksTheSignatureTheKeyAndTheTimeOfSignedTokens() throws Exception {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), signed(keys))) {
            assertThat(connection.isValid(5)).isTrue();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair others = generator.generateKeyPair();
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), signed(others)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(390144));
        AHEAD.set(Duration.ofHours(1));
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), signed(keys)))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void takesAnOAuthToken() throws Exception {
        Properties properties = server.loginProperties();
        properties.remove("password");
        properties.setProperty("user", "ANALYST");
        properties.setProperty(setting("authenticator"), "oauth");
        properties.setProperty("token", TOKEN);
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), properties);
                Statement statement = connection.createStatement()) {
            assertThat(SnowflakeServerTest.ask(statement, "SELECT CURRENT_USER()"))
                    .containsExactly("ANALYST");
        }
        properties.setProperty("token", "another");
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), properties))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void renewsTokensAndNoticesThatTheyCannotBeRenewed() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            server.expireTokens();
            assertThat(SnowflakeServerTest.ask(statement, "SELECT 1")).containsExactly("1");
            server.inject(SnowflakeFault.expiredToken());
            assertThat(SnowflakeServerTest.ask(statement, "SELECT 2")).containsExactly("2");
            server.expireMasterTokens();
            assertThatThrownBy(() -> statement.executeQuery("SELECT 3"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isBetween(390_000, 390_999));
        }
    }

    @Test
    void getsOverUnavailableServersAndResets() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE once (id INTEGER)");
            server.inject(SnowflakeFault.unavailable().on("INSERT"));
            server.inject(SnowflakeFault.reset().on("INSERT"));
            assertThat(statement.executeUpdate("INSERT INTO once VALUES (1)")).isEqualTo(1);
            assertThat(server.waitingFaults()).isZero();
            assertThat(SnowflakeServerTest.ask(statement, "SELECT COUNT(*) FROM once"))
                    .containsExactly("1");
        }
    }

    @Test
    void runsAStatementOnceThoughItsAnswerIsLost() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE lost (id INTEGER)");
            server.inject(SnowflakeFault.lostAnswer().on("INSERT"));
            assertThat(statement.executeUpdate("INSERT INTO lost VALUES (1)")).isEqualTo(1);
            assertThat(SnowflakeServerTest.ask(statement, "SELECT COUNT(*) FROM lost"))
                    .containsExactly("1");
        }
    }

    @Test
    void passesErrorsOnWithTheirNumbers() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            server.inject(SnowflakeFault.error("000625", "57014", "locked"));
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOfSatisfying(SQLException.class, e -> {
                assertThat(e.getErrorCode()).isEqualTo(625);
                assertThat(e.getSQLState()).isEqualTo("57014");
            });
            assertThatThrownBy(() -> statement.execute("SELECT * FROM nothing_here"))
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThat(e.getErrorCode()).isEqualTo(2003);
                        assertThat(e.getSQLState()).isEqualTo("42S02");
                    });
            server.inject(SnowflakeFault.garbage());
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void stopsAQueryThatTakesTooLong() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(
                            "SELECT COUNT(*) FROM range(100000000) a(x), range(100000) b(y) WHERE a.x * b.y = 7"))
                    .isInstanceOf(SQLException.class);
            assertThat(SnowflakeServerTest.ask(statement, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void hidesPasswordsInStatementsAndTokensInText() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER u PASSWORD = 'hush'");
        }
        assertThat(server.statements().toString() + server)
                .contains("PASSWORD = '***'")
                .doesNotContain("hush");
    }

    private static Properties signed(KeyPair with) {
        Properties properties = server.loginProperties();
        properties.remove("password");
        properties.setProperty("user", "LOADER");
        properties.setProperty(setting("authenticator"), "snowflake_jwt");
        properties.put(setting("privateKey"), with.getPrivate());
        return properties;
    }

    /** As the driver finds it under every default locale; it looks for the lower case in that. */
    private static String setting(String name) {
        return name.toUpperCase(Locale.getDefault());
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.loginProperties());
    }
}
