package io.metrify.testkit.snowflake;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One login: where it is, its parameters, and its transaction on a connection of its own. Whoever runs statements holds
 * {@link #busy}.
 */
final class Session {

    final ReentrantLock busy = new ReentrantLock();
    private final long id;
    private final String user;
    private final DuckDBConnection connection;
    private final TableLocks locks;
    private final Map<String, String> parameters = Collections.synchronizedMap(new TreeMap<>());
    private final Set<String> temporaryTables = new HashSet<>();
    private String database = "";
    private String schema = "";
    private String warehouse = "";
    private String role = "PUBLIC";
    private boolean inTransaction;
    private volatile @Nullable Statement running;

    Session(long id, String user, DuckDBConnection connection, TableLocks locks) throws SQLException {
        this.id = id;
        this.user = user;
        this.connection = connection;
        this.locks = locks;
        parameters.put("AUTOCOMMIT", "true");
        parameters.put("LOCK_TIMEOUT", "43200");
        for (String macro : SqlTranslation.MACROS) {
            run("CREATE TEMP MACRO " + macro);
        }
        run("SET TimeZone = 'UTC'");
        run("SET default_null_order = 'NULLS_LAST_ON_ASC_FIRST_ON_DESC'");
    }

    long id() {
        return id;
    }

    String user() {
        return user;
    }

    DuckDBConnection connection() {
        return connection;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean autocommits() {
        return parameter("AUTOCOMMIT").equalsIgnoreCase("true");
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    String database() {
        return database;
    }

    String schema() {
        return schema;
    }

    String warehouse() {
        return warehouse;
    }

    String role() {
        return role;
    }

    void useWarehouse(String name) {
        warehouse = name;
    }

    void useRole(String name) {
        role = name;
    }

    void useSchema(String newDatabase, String newSchema) throws SQLException {
        run("USE " + SqlToken.quoted(newDatabase) + "." + SqlToken.quoted(newSchema));
        database = newDatabase;
        schema = newSchema;
    }

    ObjectName complete(List<String> name) {
        if (name.size() < 3 && database.isEmpty()) {
            throw new SnowflakeError(
                    "090105",
                    "22000",
                    "Cannot perform operation. This session does not have a current database. Call 'USE DATABASE', or"
                            + " use a qualified name.");
        }
        return ObjectName.of(name, database, schema);
    }

    /** A table in DuckDB's words. Those that only this session sees are elsewhere. */
    String sql(ObjectName table) {
        return isTemporary(table) ? "temp.main." + SqlToken.quoted(table.name()) : table.sql();
    }

    boolean isTemporary(ObjectName table) {
        return temporaryTables.contains(table.toString());
    }

    void addTemporaryTable(ObjectName table) {
        temporaryTables.add(table.toString());
    }

    void removeTemporaryTable(ObjectName table) {
        temporaryTables.remove(table.toString());
    }

    /** What functions such as CURRENT_ROLE() answer. */
    Map<String, String> context() {
        Map<String, String> context = new HashMap<>();
        context.put("CURRENT_USER", user.toUpperCase(Locale.ROOT));
        context.put("CURRENT_ROLE", role);
        context.put("CURRENT_WAREHOUSE", warehouse);
        context.put("CURRENT_DATABASE", database);
        context.put("CURRENT_SCHEMA", schema);
        context.put("CURRENT_SESSION", Long.toString(id));
        context.put("CURRENT_ACCOUNT", "LOCAL");
        context.put("CURRENT_VERSION", SnowflakeServer.VERSION);
        return context;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** An open transaction goes on: a further BEGIN is ignored, as Snowflake does. */
    void begin() throws SQLException {
        if (!inTransaction) {
            run("BEGIN TRANSACTION");
            inTransaction = true;
        }
    }

    /** Without autocommit the first change of rows begins a transaction. */
    void beginIfImplicit() throws SQLException {
        if (!autocommits()) {
            begin();
        }
    }

    void commit() throws SQLException {
        end("COMMIT");
    }

    void rollback() throws SQLException {
        end("ROLLBACK");
    }

    private void end(String how) throws SQLException {
        try {
            if (inTransaction) {
                run(how);
            }
        } finally {
            inTransaction = false;
            locks.release(this);
        }
    }

    /** Waits its turn to change the rows of a table. */
    void lock(ObjectName table) {
        locks.take(table, this, Duration.ofSeconds(Long.parseLong(parameter("LOCK_TIMEOUT"))));
    }

    /** Runs steps that belong together: in the open transaction, or in one of their own. */
    <T> T atomically(Steps<T> steps) throws SQLException {
        beginIfImplicit();
        if (inTransaction) {
            return steps.run();
        }
        try {
            begin();
            T result = steps.run();
            commit();
            return result;
        } finally {
            if (inTransaction) {
                rollback();
            }
        }
    }

    /** What a statement outside of a transaction locked is free when it ends. */
    void statementEnded() {
        if (!inTransaction) {
            locks.release(this);
        }
    }

    void running(@Nullable Statement statement) {
        running = statement;
    }

    void cancel() throws SQLException {
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    /** Rolls back what is open. */
    void close() throws SQLException {
        busy.lock();
        try {
            rollback();
        } finally {
            connection.close();
            busy.unlock();
        }
    }

    /** Steps on the session's connection. */
    interface Steps<T> {
        T run() throws SQLException;
    }
}
