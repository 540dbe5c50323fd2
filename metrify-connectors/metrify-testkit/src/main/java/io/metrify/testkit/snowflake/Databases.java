package io.metrify.testkit.snowflake;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/** The databases of the account: one DuckDB file each, all open in one DuckDB. */
final class Databases implements AutoCloseable {

    /** Where a database keeps what Snowflake keeps in its metadata; rolled back with the transaction that changed it. */
    static final String METADATA_SCHEMA = "LOCAL$METADATA";

    private static final String SUFFIX = ".duckdb";

    private final Path directory;
    private final DuckDBConnection root;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    private Databases(Path directory, DuckDBConnection root) {
        this.directory = directory;
        this.root = root;
    }

    static Databases open(Path directory) {
        try {
            Databases databases = new Databases(
                    directory, DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class));
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                    String name = file.getFileName().toString();
                    databases.create(name.substring(0, name.length() - SUFFIX.length()));
                }
            }
            return databases;
        } catch (SQLException | IOException failed) {
            throw new MetrifyException("The databases in " + directory + " could not be opened.", failed);
        }
    }

    boolean has(String name) {
        return names.contains(name.toUpperCase(Locale.ROOT));
    }

    synchronized void create(String name) throws SQLException {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!names.add(upper)) {
            return;
        }
        try (Statement statement = root.createStatement()) {
            String file = directory.resolve(upper + SUFFIX).toString();
            String quoted = SqlToken.quoted(upper);
            for (String sql : List.of(
                    "ATTACH " + SqlToken.literal(file) + " AS " + quoted,
                    "CREATE SCHEMA IF NOT EXISTS " + quoted + ".PUBLIC",
                    "CREATE SCHEMA IF NOT EXISTS " + quoted + "." + SqlToken.quoted(METADATA_SCHEMA),
                    "CREATE TABLE IF NOT EXISTS " + quoted + "." + SqlToken.quoted(METADATA_SCHEMA)
                            + ".LOADS (TABLE_NAME VARCHAR, FILE_NAME VARCHAR, MD5 VARCHAR, ROW_COUNT BIGINT)",
                    "CREATE TABLE IF NOT EXISTS " + quoted + "." + SqlToken.quoted(METADATA_SCHEMA)
                            + ".OBJECTS (KIND VARCHAR, NAME VARCHAR, OPTIONS VARCHAR)")) {
                statement.execute(sql);
            }
        }
    }

    /** A connection of one's own to all databases. */
    DuckDBConnection connect() throws SQLException {
        return root.duplicate().unwrap(DuckDBConnection.class);
    }

    @Override
    public void close() {
        try (Connection closing = root) {
            try (Statement statement = closing.createStatement()) {
                for (String name : names) {
                    statement.execute("DETACH " + SqlToken.quoted(name));
                }
            }
        } catch (SQLException failed) {
            throw new MetrifyException("The databases in " + directory + " could not be closed.", failed);
        }
    }
}
