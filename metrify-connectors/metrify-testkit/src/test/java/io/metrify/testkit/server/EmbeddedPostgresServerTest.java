package io.metrify.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.MetrifyException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class EmbeddedPostgresServerTest {

    @TempDir
    static Path sharedDirectory;

    static EmbeddedPostgresServer shared;

    @BeforeAll
    static void start() {
        shared = EmbeddedPostgresServer.start(sharedDirectory);
    }

    @AfterAll
    static void close() {
        shared.close();
    }

    @Test
    void copiesRowsInAndKeepsThemThroughARestart() throws Exception {
        String address = shared.jdbcUrl();
        try (Connection connection = DriverManager.getConnection(address)) {
            assertThat(copyReadings(connection, 10_000)).isEqualTo(10_000);
        }
        shared.restart();
        assertThat(shared.jdbcUrl()).isEqualTo(address);
        assertThat(ask(shared, "select count(*) || ' ' || sum(energy_mwh) from reading"))
                .isEqualTo("10000 49995000");
    }

    @Test
    void findsItsDataOnAReopenedDirectoryWithAnUnusualName(@TempDir Path parent) throws Exception {
        Path directory = parent.resolve("a dir (it's 100% odd & more; #1)");
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
                Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            copyReadings(connection, 3);
        }
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
            assertThat(ask(server, "select count(*) from reading")).isEqualTo("3");
        }
    }

    @Test
    void isVersion18AndIndependentOfTheMachinesSettings() throws Exception {
        assertThat(ask(shared, "show server_version")).startsWith("18.");
        assertThat(ask(shared, "show server_encoding")).isEqualTo("UTF8");
        assertThat(ask(shared, "select upper('zähler i') || ('a' < 'B')::text")).isEqualTo("ZÄHLER Ifalse");
        assertThat(ask(shared, "show log_timezone")).isEqualTo("UTC");
        assertThat(ask(shared, "select current_user")).isEqualTo(shared.user());
    }

    @Test
    void refusesASecondServerOnTheSameDirectoryAndLeavesTheFirstRunning() throws Exception {
        assertThatThrownBy(() -> EmbeddedPostgresServer.start(sharedDirectory))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("in use by another server");
        assertThat(ask(shared, "select 1")).isEqualTo("1");
    }

    @Test
    void saysWhyItCannotStart(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data").resolve("stray.txt"), "not a database");
        assertThatThrownBy(() -> EmbeddedPostgresServer.start(directory))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("could not be started in " + directory)
                .hasMessageContaining("exists but is not empty");
    }

    @Test
    void runsTwoServersAtOnceAndClosesThemWithoutATrace() throws Exception {
        CompletableFuture<EmbeddedPostgresServer> starting =
                CompletableFuture.supplyAsync(EmbeddedPostgresServer::start);
        EmbeddedPostgresServer one = EmbeddedPostgresServer.start();
        EmbeddedPostgresServer two = starting.get();
        assertThat(one.jdbcUrl()).isNotEqualTo(two.jdbcUrl());
        Path directory = Path.of(one.toString().replaceAll(".*, (.*)]", "$1"));
        assertThat(directory).isDirectory();
        one.close();
        one.close();
        assertThat(Files.exists(directory)).isFalse();
        assertThatThrownBy(() -> ask(one, "select 1")).isInstanceOf(SQLException.class);
        assertThatIllegalStateException().isThrownBy(one::restart).withMessageContaining("closed");
        assertThat(ask(two, "select 1")).isEqualTo("1");
        two.close();
    }

    private static long copyReadings(Connection connection, int rows) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table reading (meter_id text, slot int, energy_mwh bigint)");
        }
        String lines = IntStream.range(0, rows)
                .mapToObj(slot -> "DE-" + slot % 7 + "\t" + slot + "\t" + slot + "\n")
                .collect(Collectors.joining());
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy reading from stdin", new StringReader(lines));
    }

    private static String ask(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
