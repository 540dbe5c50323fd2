package io.metrify.connector.snowflake;

import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.jdbc.Dialect;
import io.metrify.connector.jdbc.LogicalType;
import io.metrify.connector.jdbc.RowWriter;
import io.metrify.connector.jdbc.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL of Snowflake. Instants are TIMESTAMP_NTZ in UTC: unlike the types with a zone they mean the same in every session, so
 * that a clustering key may be made of them.
 */
final class SnowflakeDialect implements Dialect {

    static final int RETENTION_DAYS = 7;

    private final int retentionDays;

    /** @param retentionDays how many days back the tables can be read as they were; 0 to 90, above 1 in Enterprise Edition */
    SnowflakeDialect(int retentionDays) {
        this.retentionDays = retentionDays;
    }

    @Override
    public String name() {
        return "snowflake";
    }

    @Override
    public String type(LogicalType type) {
        return switch (type) {
            // JSON; a VARIANT could not be inserted by a batch of binds.
            case TEXT, TEXT_MAP -> "VARCHAR";
            case INSTANT -> "TIMESTAMP_NTZ(3)";
            case ENERGY -> "NUMBER(18, 6)";
            case DOUBLE -> "FLOAT";
            case INTEGER -> "NUMBER(10, 0)";
            case BIGINT -> "NUMBER(19, 0)";
            case DATE -> "DATE";
            case BYTES -> "BINARY";
        };
    }

    /** Keys are for people and tools to read; Snowflake does not enforce them. */
    @Override
    public List<String> createTable(Table table) {
        StringBuilder sql = new StringBuilder("CREATE TABLE IF NOT EXISTS " + table.name() + " (");
        sql.append(columnDefinitions(table));
        if (!table.key().isEmpty()) {
            sql.append(", PRIMARY KEY (").append(names(table.key(), table)).append(')');
        }
        sql.append(')');
        if (!table.clusterBy().isEmpty()) {
            String keys = table.clusterBy().stream()
                    .map(column -> clusterKey(table, column))
                    .collect(Collectors.joining(", "));
            sql.append(" CLUSTER BY (").append(keys).append(')');
        }
        sql.append(" DATA_RETENTION_TIME_IN_DAYS = ").append(retentionDays);
        return List.of(sql.toString());
    }

    /** By the day: a key with a value for every moment would have the table sorted again and again. */
    private static String clusterKey(Table table, String column) {
        String name = table.column(column).sql();
        return table.column(column).type() == LogicalType.INSTANT ? "TO_DATE(" + name + ")" : name;
    }

    @Override
    public RowWriter writer(Connection connection, Table table, String into) {
        return new StagedRows(Session.of(connection), connection, table, into);
    }

    /** Files are called after what is in them, so that a batch tried again replaces its own and is never loaded twice. */
    @Override
    public void beginBatch(Connection connection, String pipeline, IngestBatch batch) {
        Session.of(connection).nameFiles(StagePath.of(pipeline, batch.span()));
    }

    @Override
    public String epochMillis(String instant) {
        return "DATE_PART(EPOCH_MILLISECOND, " + instant + ")";
    }

    @Override
    public String instant(String epochMillis) {
        return "TO_TIMESTAMP_NTZ(CAST(" + epochMillis + " AS NUMBER(19, 0)), 3)";
    }

    /**
     * As floating point: NUMBER rounds a quotient to six digits, which could make it the next whole one. Exact for dividends below
     * 2<sup>53</sup>, for a quotient that is not whole is then farther from the next one than a double is from its neighbour.
     */
    @Override
    public String quotient(String dividend, String divisor) {
        return "CAST(FLOOR(CAST(" + dividend + " AS FLOAT) / CAST(" + divisor + " AS FLOAT)) AS NUMBER(19, 0))";
    }

    @Override
    public String joined(String text, String separator, String order) {
        return "LISTAGG(" + text + ", " + separator + ") WITHIN GROUP (ORDER BY " + order + ")";
    }

    @Override
    public String text(String map, String name) {
        return "CAST(GET(PARSE_JSON(" + map + "), '"
                + name.replace("\\", "\\\\").replace("'", "''") + "') AS VARCHAR)";
    }

    /** One round trip, where {@code setAutoCommit} and {@code commit} would be two. */
    @Override
    public void begin(Connection connection) throws SQLException {
        execute(connection, "BEGIN TRANSACTION");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    @Override
    public boolean isRefusal(SQLException failed) {
        return SnowflakeErrors.isRefusal(failed);
    }

    @Override
    public boolean isLasting(SQLException failed) {
        return SnowflakeErrors.isLasting(failed);
    }

    private static String names(List<String> columns, Table table) {
        return columns.stream().map(column -> table.column(column).sql()).collect(Collectors.joining(", "));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
