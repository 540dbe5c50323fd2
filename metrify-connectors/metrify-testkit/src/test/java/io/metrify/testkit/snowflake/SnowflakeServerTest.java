package io.metrify.testkit.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import net.snowflake.client.api.connection.SnowflakeConnection;
import net.snowflake.client.api.resultset.QueryStatus;
import net.snowflake.client.api.resultset.SnowflakeAsyncResultSet;
import net.snowflake.client.api.statement.SnowflakeStatement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server through the real driver. */
class SnowflakeServerTest {

    static SnowflakeServer server;

    @BeforeAll
    static void start() {
        server = SnowflakeServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.clearFaults();
        server.forgetStatements();
    }

    @Test
    void keepsTypesAndValues() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE kinds (n NUMBER(38, 6), i INTEGER, x FLOAT, b BOOLEAN, d DATE,"
                    + " t TIMESTAMP_TZ(9), z TIMESTAMP_NTZ, s VARCHAR(20) NOT NULL, raw BINARY)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setBigDecimal(1, new BigDecimal("12345678901234567890.123456"));
                insert.setLong(2, -7);
                insert.setDouble(3, 0.1);
                insert.setBoolean(4, true);
                insert.setDate(5, java.sql.Date.valueOf("2026-03-29"));
                insert.setTimestamp(6, Timestamp.from(Instant.parse("2026-03-29T01:30:00.123456Z")));
                insert.setString(7, "2026-03-29 02:30:00.5");
                insert.setString(8, "it's \\ a 'text'");
                insert.setBytes(9, new byte[] {0, -1, 127});
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            try (ResultSet row = statement.executeQuery("SELECT * FROM kinds")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBigDecimal("N")).isEqualByComparingTo("12345678901234567890.123456");
                assertThat(row.getLong(2)).isEqualTo(-7);
                assertThat(row.getDouble(3)).isEqualTo(0.1);
                assertThat(row.getBoolean(4)).isTrue();
                assertThat(row.getDate(5)).hasToString("2026-03-29");
                assertThat(row.getTimestamp(6).toInstant()).isEqualTo(Instant.parse("2026-03-29T01:30:00.123456Z"));
                assertThat(row.getString(7)).isEqualTo("2026-03-29 02:30:00.500");
                assertThat(row.getString(8)).isEqualTo("it's \\ a 'text'");
                assertThat(row.getBytes(9)).containsExactly(0, -1, 127);
                assertThat(row.getMetaData().getColumnName(8)).isEqualTo("S");
            }
        }
    }

    @Test
    void answersLargeResultsInChunks() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT i, 'row ' || i AS name FROM range(120001) r(i) ORDER BY i")) {
            long count = 0;
            while (row.next()) {
                if (row.getLong(1) != count || !row.getString("NAME").equals("row " + count)) {
                    throw new AssertionError("row " + count + " is " + row.getLong(1) + " " + row.getString(2));
                }
                count++;
            }
            assertThat(count).isEqualTo(120_001);
        }
    }

    @Test
    void insertsBatches() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE TABLE batched (id NUMBER, v NUMBER(18, 3), t TIMESTAMP_TZ, s VARCHAR)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO batched VALUES (?, ?, ?, ?)")) {
                for (int i = 0; i < 1_000; i++) {
                    insert.setInt(1, i);
                    insert.setBigDecimal(2, BigDecimal.valueOf(i, 3));
                    insert.setTimestamp(3, Timestamp.from(Instant.ofEpochSecond(900L * i)));
                    insert.setString(4, i % 2 == 0 ? null : "odd, \"quoted\"");
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(1_000).containsOnly(1);
            }
            assertThat(ask(
                            statement,
                            "SELECT COUNT(*), SUM(v), COUNT(s), MAX(t) = '1970-01-11 09:45:00+00' FROM batched"))
                    .containsExactly("1000", "499.500", "500", "TRUE");
        }
        assertThat(server.statements())
                .filteredOn(s -> s.sql().startsWith("INSERT"))
                .hasSize(1);
    }

    @Test
    void insertsLargeBatchesThroughTheStageOfTheDriver() throws Exception {
        try (Connection connection = connect("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", "100");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE staged (id NUMBER, t TIMESTAMP_TZ, s VARCHAR)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO staged VALUES (?, ?, ?)")) {
                for (int i = 0; i < 200; i++) {
                    insert.setInt(1, i);
                    insert.setTimestamp(2, Timestamp.from(Instant.ofEpochSecond(900L * i)));
                    insert.setString(3, i % 2 == 0 ? null : "odd, \"quoted\"");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            assertThat(ask(
                            statement,
                            "SELECT COUNT(*), SUM(id), COUNT(s), MAX(t) = '1970-01-03 01:45:00+00' FROM staged"))
                    .containsExactly("200", "19900", "100", "TRUE");
        }
        assertThat(server.statements()).anyMatch(s -> s.sql().contains("SYSTEM$BIND"));
    }

    @Test
    void rollsBackAndCommits() throws Exception {
        try (Connection connection = connect();
                Connection other = connect();
                Statement statement = connection.createStatement();
                Statement reader = other.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE kept (id INTEGER)");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO kept VALUES (1)");
            connection.rollback();
            statement.execute("INSERT INTO kept VALUES (2)");
            assertThat(ask(reader, "SELECT COUNT(*) FROM kept")).containsExactly("0");
            connection.commit();
            assertThat(ask(reader, "SELECT MAX(id) FROM kept")).containsExactly("2");
            statement.execute("INSERT INTO kept VALUES (3)");
            // A definition commits what is open.
            statement.execute("CREATE OR REPLACE TABLE another (id INTEGER)");
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(ask(reader, "SELECT MAX(id) FROM kept")).containsExactly("3");
        }
    }

    @Test
    void letsTheSecondUpdateOfARowWaitForTheFirst() throws Exception {
        try (Connection first = connect();
                Connection second = connect();
                Statement one = first.createStatement();
                Statement two = second.createStatement()) {
            one.execute("CREATE OR REPLACE TABLE claims (name VARCHAR, epoch INTEGER)");
            one.execute("INSERT INTO claims VALUES ('p', 1)");
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            assertThat(one.executeUpdate("UPDATE claims SET epoch = 2 WHERE epoch = 1"))
                    .isEqualTo(1);
            CompletableFuture<Integer> waiting =
                    CompletableFuture.supplyAsync(() -> update(two, "UPDATE claims SET epoch = 2 WHERE epoch = 1"));
            assertThat(waiting).isNotDone();
            first.commit();
            assertThat(waiting.join()).isZero();
            second.rollback();
            two.execute("ALTER SESSION SET LOCK_TIMEOUT = 1");
            one.executeUpdate("UPDATE claims SET epoch = 3");
            assertThatThrownBy(() -> two.executeUpdate("UPDATE claims SET epoch = 4"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(625));
            first.rollback();
        }
    }

    @Test
    void putsCopiesAndSkipsWhatWasLoaded(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("r.csv"),
                "id,v,s\n1,0.5,\"a \"\"b\"\", c\"\n2,1.25,\n3,,\"\"\n",
                StandardCharsets.UTF_8);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE loaded (id INTEGER, v NUMBER(10, 2), s VARCHAR)");
            statement.execute("CREATE OR REPLACE STAGE landing");
            statement.execute("CREATE OR REPLACE FILE FORMAT plain TYPE = CSV SKIP_HEADER = 1"
                    + " FIELD_OPTIONALLY_ENCLOSED_BY = '\"'");
            assertThat(ask(statement, "PUT file://" + file + " @landing/day=1 OVERWRITE = TRUE"))
                    .contains("r.csv", "r.csv.gz", "UPLOADED");
            assertThat(ask(statement, "LIST @landing")).startsWith("landing/day=1/r.csv.gz");
            String copy =
                    "COPY INTO loaded FROM @landing/day=1/ FILES = ('r.csv.gz') FILE_FORMAT = (FORMAT_NAME = plain)";
            assertThat(statement.executeUpdate(copy)).isEqualTo(3);
            assertThat(statement.executeUpdate(copy)).isZero();
            assertThat(ask(statement, "SELECT COUNT(*), SUM(v), MIN(s), COUNT(s) FROM loaded"))
                    .containsExactly("3", "1.75", "", "2");
            assertThat(statement.executeUpdate(copy + " FORCE = TRUE")).isEqualTo(3);
            Files.writeString(file, "id,v,s\n9,9,nine\n");
            statement.execute("PUT file://" + file + " @landing/day=1 OVERWRITE = TRUE");
            assertThat(statement.executeUpdate(copy)).isEqualTo(1);
            statement.execute("TRUNCATE TABLE loaded");
            assertThat(statement.executeUpdate(copy)).isEqualTo(1);
            statement.execute("REMOVE @landing PATTERN = '.*csv.gz'");
            assertThat(ask(statement, "LIST @landing")).isEmpty();
        }
    }

    @Test
    void forgetsALoadThatIsRolledBack() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE undone (id INTEGER, at TIMESTAMP_TZ)");
            statement.execute("CREATE OR REPLACE STAGE undoing");
            connection
                    .unwrap(SnowflakeConnection.class)
                    .uploadStream(
                            "@undoing/x",
                            "n.csv",
                            new ByteArrayInputStream("1,2026-01-01T00:00:00Z\n2,\n".getBytes(StandardCharsets.UTF_8)));
            connection.setAutoCommit(false);
            String copy = "COPY INTO undone (id, at) FROM (SELECT $1, $2::TIMESTAMP_TZ FROM @undoing/x)"
                    + " FILE_FORMAT = (TYPE = CSV)";
            assertThat(statement.executeUpdate(copy)).isEqualTo(2);
            connection.rollback();
            assertThat(ask(statement, "SELECT COUNT(*) FROM undone")).containsExactly("0");
            assertThat(statement.executeUpdate(copy)).isEqualTo(2);
            connection.commit();
            assertThat(statement.executeUpdate(copy)).isZero();
        }
    }

    @Test
    void getsFilesBack(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("g.csv"), "1\n");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE STAGE giving");
            statement.execute("PUT file://" + file + " @giving AUTO_COMPRESS = FALSE");
            Path target = Files.createDirectory(directory.resolve("back"));
            statement.execute("GET @giving file://" + target + "/");
            assertThat(target.resolve("g.csv")).hasContent("1\n");
        }
    }

    @Test
    void tellsNamesInQuotesFromThoseWithout() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE names (\"timestamp\" INTEGER, plain INTEGER)");
            statement.execute("INSERT INTO names (\"timestamp\", \"PLAIN\") VALUES (1, 2)");
            try (ResultSet row = statement.executeQuery("SELECT * FROM Names")) {
                assertThat(row.getMetaData().getColumnName(1)).isEqualTo("timestamp");
                assertThat(row.getMetaData().getColumnName(2)).isEqualTo("PLAIN");
            }
            assertThatThrownBy(() -> statement.executeQuery("SELECT timestamp FROM names"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeQuery("SELECT \"plain\" FROM names"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void mergesCorrectionsTwiceWithTheSameEnd() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE target (id INTEGER, v INTEGER)");
            statement.execute("INSERT INTO target VALUES (1, 10), (2, 20)");
            statement.execute("CREATE OR REPLACE TEMPORARY TABLE late (id INTEGER, v INTEGER)");
            statement.execute("INSERT INTO late VALUES (2, 21), (3, 30)");
            String merge = "MERGE INTO target t USING late s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v"
                    + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v)";
            assertThat(statement.executeUpdate(merge)).isEqualTo(2);
            assertThat(statement.executeUpdate(merge)).isEqualTo(2);
            assertThat(ask(statement, "SELECT COUNT(*), SUM(v) FROM target")).containsExactly("3", "61");
        }
    }

    @Test
    void runsSeveralStatementsAtOnceAndInTheBackground() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.unwrap(SnowflakeStatement.class).setParameter("MULTI_STATEMENT_COUNT", 0);
            assertThat(statement.execute("CREATE OR REPLACE TABLE many (id INTEGER); INSERT INTO many VALUES (1), (2);"
                            + " SELECT SUM(id) FROM many"))
                    .isFalse();
            // The driver says true of counts as well.
            statement.getMoreResults();
            assertThat(statement.getUpdateCount()).isEqualTo(2);
            assertThat(statement.getMoreResults()).isTrue();
            try (ResultSet row = statement.getResultSet()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(3);
            }
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet later = statement
                        .unwrap(SnowflakeStatement.class)
                        .executeAsyncQuery("SELECT COUNT(*) FROM range(1000000)")) {
            assertThat(later.unwrap(SnowflakeAsyncResultSet.class).getStatus().getStatus())
                    .isIn(QueryStatus.Status.RUNNING, QueryStatus.Status.SUCCESS);
            assertThat(later.next()).isTrue();
            assertThat(later.getLong(1)).isEqualTo(1_000_000);
        }
    }

    @Test
    void saysWhatItOnlyRecorded() throws Exception {
        try (Connection connection = connect("QUERY_TAG", "metrify:ddl");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE readings (meter_id VARCHAR COMMENT 'who', at TIMESTAMP_TZ,"
                    + " PRIMARY KEY (meter_id)) CLUSTER BY (TO_DATE(at), meter_id) DATA_RETENTION_TIME_IN_DAYS = 7");
            statement.execute("CREATE ROLE IF NOT EXISTS analyst");
            statement.execute("GRANT SELECT ON TABLE readings TO ROLE analyst");
            statement.execute("CREATE OR REPLACE MASKING POLICY hide AS (v VARCHAR) RETURNS VARCHAR ->"
                    + " CASE WHEN IS_ROLE_IN_SESSION('STEWARD') THEN v ELSE SHA2(v) END");
            statement.execute("ALTER TABLE readings MODIFY COLUMN meter_id SET MASKING POLICY hide");
            statement.execute("INSERT INTO readings (meter_id) VALUES ('a'), ('a')");
            assertThatThrownBy(() -> statement.execute("CREATE EXTERNAL TABLE x"))
                    .hasMessageContaining("does not carry out");
        }
        assertThat(server.recordedStatements())
                .extracting(ExecutedStatement::sql)
                .extracting(sql -> sql.split(" ", 3)[1])
                .containsExactly("ROLE", "SELECT", "OR", "TABLE");
        assertThat(server.statements().get(0).recordedOnly())
                .containsExactly(
                        "COMMENT 'who'",
                        "PRIMARY KEY (METER_ID)",
                        "CLUSTER BY (TO_DATE(AT), METER_ID)",
                        "DATA_RETENTION_TIME_IN_DAYS = 7");
        assertThat(server.statements()).extracting(ExecutedStatement::queryTag).containsOnly("metrify:ddl");
    }

    @Test
    void keepsDatabasesAndStagesInADirectory(@TempDir Path directory) throws Exception {
        try (SnowflakeServer first =
                        SnowflakeServer.builder().directory(directory).start();
                Connection connection = DriverManager.getConnection(first.jdbcUrl(), first.loginProperties());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE durable AS SELECT 42 AS answer");
            statement.execute("CREATE STAGE durable_stage");
        }
        try (SnowflakeServer second =
                        SnowflakeServer.builder().directory(directory).start();
                Connection connection = DriverManager.getConnection(second.jdbcUrl(), second.loginProperties());
                Statement statement = connection.createStatement()) {
            assertThat(ask(statement, "SELECT answer FROM durable")).containsExactly("42");
            assertThat(ask(statement, "LIST @durable_stage")).isEmpty();
        }
    }

    @Test
    void showsWhatQueriesTookByTheirTag() throws Exception {
        try (Connection connection = connect("QUERY_TAG", "metrify:copy");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            assertThat(
                            ask(
                                    statement,
                                    "SELECT query_tag, COUNT(*) FROM snowflake.account_usage.query_history"
                                            + " WHERE start_time >= DATEADD('day', -1, CURRENT_TIMESTAMP()) GROUP BY query_tag"))
                    .containsExactly("metrify:copy", "1");
        }
        assertThat(server.statements())
                .extracting(ExecutedStatement::queryTag, ExecutedStatement::outcome)
                .contains(tuple("metrify:copy", ExecutedStatement.Outcome.CARRIED_OUT));
    }

    private static int update(Statement statement, String sql) {
        try {
            return statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** All values of a result, row by row. */
    static List<String> ask(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
            }
        }
        return values;
    }

    private static Connection connect(String... properties) throws SQLException {
        Properties all = server.loginProperties();
        for (int i = 0; i < properties.length; i += 2) {
            all.setProperty(properties[i], properties[i + 1]);
        }
        return DriverManager.getConnection(server.jdbcUrl(), all);
    }
}
