package io.metrify.testkit.snowflake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * SNOWFLAKE.ACCOUNT_USAGE with the two views that cost queries read. The history of queries is what this server ran, with
 * its own times; the attribution of credits stays empty, for nothing here costs any.
 */
final class UsageViews {

    private static final List<String> DEFINITIONS = List.of(
            "ATTACH ':memory:' AS SNOWFLAKE",
            "CREATE SCHEMA SNOWFLAKE.ACCOUNT_USAGE",
            "CREATE TABLE SNOWFLAKE.ACCOUNT_USAGE.QUERY_HISTORY (QUERY_ID VARCHAR, QUERY_TEXT VARCHAR, QUERY_TYPE VARCHAR,"
                    + " SESSION_ID BIGINT, USER_NAME VARCHAR, ROLE_NAME VARCHAR, WAREHOUSE_NAME VARCHAR, QUERY_TAG VARCHAR,"
                    + " EXECUTION_STATUS VARCHAR, START_TIME TIMESTAMPTZ, END_TIME TIMESTAMPTZ,"
                    + " TOTAL_ELAPSED_TIME BIGINT, BYTES_SCANNED BIGINT, CREDITS_USED_CLOUD_SERVICES DOUBLE)",
            "CREATE TABLE SNOWFLAKE.ACCOUNT_USAGE.QUERY_ATTRIBUTION_HISTORY (QUERY_ID VARCHAR, WAREHOUSE_NAME VARCHAR,"
                    + " QUERY_TAG VARCHAR, USER_NAME VARCHAR, START_TIME TIMESTAMPTZ, END_TIME TIMESTAMPTZ,"
                    + " CREDITS_ATTRIBUTED_COMPUTE DOUBLE, CREDITS_USED_QUERY_ACCELERATION DOUBLE)");

    private final Databases databases;
    private final StatementLog log;

    UsageViews(Databases databases, StatementLog log) throws SQLException {
        this.databases = databases;
        this.log = log;
        try (Connection connection = databases.connect();
                Statement statement = connection.createStatement()) {
            for (String definition : DEFINITIONS) {
                statement.execute(definition);
            }
        }
    }

    static boolean areMeantBy(List<SqlToken> statement) {
        return statement.stream()
                .anyMatch(token -> token.isName() && token.name().equals("ACCOUNT_USAGE"));
    }

    /** At once; in Snowflake it takes up to 45 minutes for queries and 8 hours for credits. */
    synchronized void refresh() {
        try (Connection connection = databases.connect()) {
            connection.setAutoCommit(false);
            try (Statement delete = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO"
                            + " SNOWFLAKE.ACCOUNT_USAGE.QUERY_HISTORY VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                            + " CAST(? AS TIMESTAMPTZ), CAST(? AS TIMESTAMPTZ), ?, NULL, NULL)")) {
                delete.execute("DELETE FROM SNOWFLAKE.ACCOUNT_USAGE.QUERY_HISTORY");
                for (StatementLog.Entry entry : log.all()) {
                    fill(insert, entry);
                    insert.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            throw SnowflakeError.from(failed);
        }
    }

    private static void fill(PreparedStatement insert, StatementLog.Entry entry) throws SQLException {
        ExecutedStatement statement = entry.statement();
        insert.setString(1, statement.queryId());
        insert.setString(2, statement.sql());
        insert.setString(3, entry.kind());
        insert.setLong(4, statement.sessionId());
        insert.setString(5, statement.user());
        insert.setString(6, entry.role());
        insert.setString(7, entry.warehouse());
        insert.setString(8, statement.queryTag());
        insert.setString(9, statement.outcome() == ExecutedStatement.Outcome.FAILED ? "FAIL" : "SUCCESS");
        LocalDateTime start = LocalDateTime.ofInstant(entry.start(), ZoneOffset.UTC);
        insert.setString(10, start + "+00:00");
        insert.setString(11, start.plus(entry.elapsed()) + "+00:00");
        insert.setLong(12, entry.elapsed().toMillis());
    }
}
