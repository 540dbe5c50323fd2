package io.metrify.connector.jdbc;

import io.metrify.connector.api.IngestBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one database writes differently from the others: types, definitions, bulk loading, merging, expressions of time, and
 * the meaning of its errors. Everything else is {@link JdbcWarehouse}. Expressions are given and answered as SQL text.
 * Implementations keep no state and are safe for use by many threads.
 */
public interface Dialect {

    /**
     * What the database is called.
     *
     * @return a short name in lower case, such as {@code postgres}
     */
    String name();

    /**
     * The database's type for what a column holds.
     *
     * @param type what it holds
     * @return a type such as {@code DECIMAL(18, 6)}
     */
    String type(LogicalType type);

    /**
     * The statements that make a table; executing them again changes nothing.
     *
     * @param table the table
     * @return the statements in order
     */
    List<String> createTable(Table table);

    /**
     * The statement that makes a table of the same columns which only this connection sees, if it does not have it yet. It is
     * executed outside of transactions.
     *
     * @param table the table whose columns it has
     * @param name its name
     * @return the statement
     */
    default String createStaging(Table table, String name) {
        return "CREATE TEMPORARY TABLE IF NOT EXISTS " + name + " (" + columnDefinitions(table) + ")";
    }

    /**
     * Adds rows to a table in bulk.
     *
     * @param connection within a transaction
     * @param table the columns and their types
     * @param into the name of a table of these columns: that of {@code table} itself, or of a staging table
     * @return a writer that the caller closes
     * @throws SQLException if the database failed
     */
    RowWriter writer(Connection connection, Table table, String into) throws SQLException;

    /**
     * Gets a table ready for rows of a time, for example by making partitions. Called outside of transactions, before rows are
     * written.
     *
     * @param connection the connection that will write
     * @param table the table
     * @param times the times of the rows, of the column {@link Table#byMonth}
     * @throws SQLException if the database failed
     */
    default void makeRoom(Connection connection, Table table, Iterable<Instant> times) throws SQLException {}

    /**
     * Tells whose rows come next, for databases that load them from files which have to be called something. Called outside of
     * transactions, before the rows of a batch are written.
     *
     * @param connection the connection that will write
     * @param pipeline the pipeline of the batch
     * @param batch the batch
     * @throws SQLException if the database failed
     */
    default void beginBatch(Connection connection, String pipeline, IngestBatch batch) throws SQLException {}

    /**
     * The statement that inserts a row unless one of its key is there. Its parameters are all columns of the table in order.
     *
     * @param table a table with a key
     * @return the statement
     */
    default String insertIfAbsent(Table table) {
        String row = table.columns().stream()
                .map(column -> "CAST(? AS " + type(column.type()) + ") AS " + column.sql())
                .collect(Collectors.joining(", "));
        return "MERGE INTO " + table.name() + " target USING (SELECT " + row + ") incoming ON (" + sameKey(table)
                + ") WHEN NOT MATCHED THEN INSERT (" + table.columnList() + ") VALUES (" + incoming(table) + ")";
    }

    /**
     * The statement that adds the rows of another table, and replaces those of the same key whose other columns differ. The
     * number of rows it reports is that of rows added and changed.
     *
     * @param table a table with a key
     * @param source the name of a table of the same columns, in which each key is once
     * @return the statement
     */
    default String merge(Table table, String source) {
        String differs = table.otherColumns().stream()
                .map(column -> "target." + column.sql() + " IS DISTINCT FROM incoming." + column.sql())
                .collect(Collectors.joining(" OR "));
        String replaced = table.otherColumns().stream()
                .map(column -> column.sql() + " = incoming." + column.sql())
                .collect(Collectors.joining(", "));
        return "MERGE INTO " + table.name() + " target USING " + source + " incoming ON (" + sameKey(table)
                + ") WHEN MATCHED AND (" + differs + ") THEN UPDATE SET " + replaced
                + " WHEN NOT MATCHED THEN INSERT (" + table.columnList() + ") VALUES (" + incoming(table) + ")";
    }

    /**
     * Milliseconds since 1970-01-01T00:00:00Z.
     *
     * @param instant an expression of type {@link LogicalType#INSTANT}
     * @return an expression of type {@link LogicalType#BIGINT}
     */
    String epochMillis(String instant);

    /**
     * The instant of milliseconds since 1970-01-01T00:00:00Z.
     *
     * @param epochMillis an expression of type {@link LogicalType#BIGINT}, or {@code ?}
     * @return an expression of type {@link LogicalType#INSTANT}
     */
    String instant(String epochMillis);

    /**
     * The exact whole quotient of two whole numbers that are not negative.
     *
     * @param dividend an expression of type {@link LogicalType#BIGINT}
     * @param divisor an expression of type {@link LogicalType#BIGINT}, positive
     * @return an expression of type {@link LogicalType#BIGINT}
     */
    String quotient(String dividend, String divisor);

    /**
     * The text that a map has for a name.
     *
     * @param map an expression of type {@link LogicalType#TEXT_MAP}
     * @param name the name, a constant
     * @return an expression of type {@link LogicalType#TEXT}; NULL if the map lacks the name
     */
    String text(String map, String name);

    /**
     * The first bytes of a value.
     *
     * @param bytes an expression of type {@link LogicalType#BYTES}
     * @param length how many at most, a constant
     * @return an expression of type {@link LogicalType#BYTES}; NULL for NULL
     */
    default String prefix(String bytes, int length) {
        return "substr(" + bytes + ", 1, " + length + ")";
    }

    /**
     * The texts of a group as one, an aggregate.
     *
     * @param text an expression of type {@link LogicalType#TEXT}
     * @param separator a literal that stands between two texts
     * @param order what ORDER BY says of their order
     * @return an expression of type {@link LogicalType#TEXT}
     */
    default String joined(String text, String separator, String order) {
        return "string_agg(" + text + ", " + separator + " ORDER BY " + order + ")";
    }

    /**
     * The exact energy in milliwatt-hours.
     *
     * @param energy an expression of type {@link LogicalType#ENERGY}
     * @return an expression of type {@link LogicalType#BIGINT}; NULL for NULL
     */
    default String milliwattHours(String energy) {
        return "CAST(CAST(" + energy + " AS DECIMAL(38, 6)) * 1000000 AS BIGINT)";
    }

    /**
     * Begins a transaction.
     *
     * @param connection outside of any transaction
     * @throws SQLException if the database failed
     */
    default void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /**
     * Commits a transaction and leaves the connection outside of any.
     *
     * @param connection within a transaction
     * @throws SQLException if the database failed
     */
    default void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /**
     * Rolls back a transaction and leaves the connection outside of any.
     *
     * @param connection within a transaction
     * @throws SQLException if the database failed
     */
    default void rollBack(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /**
     * Whether a failure of a commit is the database's answer that nothing was stored. Of any other failure nobody knows.
     *
     * @param failed what the commit failed with
     * @return true only if it is certain that nothing was stored
     */
    boolean isRefusal(SQLException failed);

    /**
     * Whether a failure will stay the same however often it is tried, as a row that breaks a key.
     *
     * @param failed what a statement failed with
     * @return true if trying again is in vain
     */
    default boolean isLasting(SQLException failed) {
        return false;
    }

    /**
     * The columns of a table as its definition lists them.
     *
     * @param table the table
     * @return names, types and NOT NULL, separated by commas
     */
    default String columnDefinitions(Table table) {
        return table.columns().stream()
                .map(column -> column.sql() + " " + type(column.type()) + (column.nullable() ? "" : " NOT NULL"))
                .collect(Collectors.joining(", "));
    }

    private static String sameKey(Table table) {
        return table.keyColumns().stream()
                .map(column -> "target." + column.sql() + " = incoming." + column.sql())
                .collect(Collectors.joining(" AND "));
    }

    private static String incoming(Table table) {
        return table.columns().stream()
                .map(column -> "incoming." + column.sql())
                .collect(Collectors.joining(", "));
    }
}
