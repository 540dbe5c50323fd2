package io.metrify.connector.snowflake;

import io.metrify.connector.api.SinkException;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.Table;
import io.metrify.connector.jdbc.WarehouseTables;
import io.metrify.model.MetrifyException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.snowflake.client.api.statement.SnowflakeStatement;

/**
 * Opens a warehouse in Snowflake, which many processes may use at a time.
 *
 * <p>A batch is one transaction: the row of progress is moved first, then rows are copied from files in an internal stage, or
 * inserted if they are few. As Snowflake locks the table of progress until the transaction ends, partitions of one warehouse
 * commit one after the other.
 */
public final class SnowflakeWarehouse {

    /** The internal stage that files are put into. */
    public static final String STAGE = "metrify_stage";

    /** The format of these files. */
    public static final String FILE_FORMAT = "metrify_csv";

    private static final int LONGEST_RETENTION = 90;

    private SnowflakeWarehouse() {}

    /**
     * The statements that make tables, stage and file format. Executing them again changes nothing.
     *
     * @param retentionDays how many days back the tables can be read as they were (time travel), 0 to 90; more than 1 needs
     *     Enterprise Edition
     * @return the statements in order, without semicolons
     */
    public static List<String> definitions(int retentionDays) {
        if (retentionDays < 0 || retentionDays > LONGEST_RETENTION) {
            throw new IllegalArgumentException(
                    "tables cannot be kept for " + retentionDays + " days; choose 0 to " + LONGEST_RETENTION);
        }
        SnowflakeDialect dialect = new SnowflakeDialect(retentionDays);
        List<String> statements = new ArrayList<>();
        for (Table table : WarehouseTables.all()) {
            statements.addAll(dialect.createTable(table));
        }
        statements.add("CREATE FILE FORMAT IF NOT EXISTS " + FILE_FORMAT + " TYPE = CSV COMPRESSION = GZIP"
                + " FIELD_DELIMITER = ',' RECORD_DELIMITER = '\\n' SKIP_HEADER = 0 FIELD_OPTIONALLY_ENCLOSED_BY = '\"'"
                + " ESCAPE = NONE ESCAPE_UNENCLOSED_FIELD = NONE NULL_IF = () EMPTY_FIELD_AS_NULL = TRUE"
                + " ERROR_ON_COLUMN_COUNT_MISMATCH = TRUE BINARY_FORMAT = HEX DATE_FORMAT = 'YYYY-MM-DD'"
                + " TIMESTAMP_FORMAT = 'YYYY-MM-DD\"T\"HH24:MI:SS.FF3'");
        statements.add(
                "CREATE STAGE IF NOT EXISTS " + STAGE + " COMMENT = 'files on their way into the tables of Metrify'");
        return List.copyOf(statements);
    }

    /**
     * Makes the tables with a week of time travel, and whatever else {@link #definitions} lists, in one request.
     *
     * @param settings the place, and a user who may make tables there
     * @throws MetrifyException if that fails
     */
    public static void define(SnowflakeSettings settings) {
        define(settings, SnowflakeDialect.RETENTION_DAYS);
    }

    /**
     * Makes the tables, and whatever else {@link #definitions} lists, in one request.
     *
     * @param settings the place, and a user who may make tables there
     * @param retentionDays as for {@link #definitions}
     * @throws MetrifyException if that fails
     */
    public static void define(SnowflakeSettings settings, int retentionDays) {
        String all = String.join(";\n", definitions(retentionDays));
        try (SnowflakeConnections connections = new SnowflakeConnections(settings, "define");
                Connection connection = connections.writer();
                Statement statement = connection.createStatement()) {
            statement.unwrap(SnowflakeStatement.class).setParameter("MULTI_STATEMENT_COUNT", 0);
            statement.execute(all);
        } catch (SQLException failed) {
            throw failure("making the tables of " + settings, failed);
        }
    }

    /**
     * Opens a warehouse whose tables are there.
     *
     * @param settings the place and the user
     * @param pipeline whose progress is kept; several pipelines may share a warehouse
     * @return the warehouse
     * @throws SinkException if Snowflake cannot be reached
     * @throws MetrifyException if it refuses the user, or has other tables than those of this version
     */
    public static JdbcWarehouse open(SnowflakeSettings settings, String pipeline) {
        Objects.requireNonNull(pipeline, "pipeline");
        return JdbcWarehouse.open(
                new SnowflakeDialect(SnowflakeDialect.RETENTION_DAYS),
                new SnowflakeConnections(settings, pipeline),
                pipeline);
    }

    /**
     * Removes files that processes left in the stage when they were killed between putting and copying. Files of batches that
     * succeed are removed as they are copied.
     *
     * @param settings the place and the user
     * @param olderThan how old files are that nobody can be about to copy, such as a day
     * @param now the present
     * @return how many files were removed
     * @throws MetrifyException if that fails
     */
    public static int removeLeftovers(SnowflakeSettings settings, Duration olderThan, Instant now) {
        try (SnowflakeConnections connections = new SnowflakeConnections(settings, "clean");
                Connection connection = connections.writer();
                Statement statement = connection.createStatement()) {
            List<String> old = new ArrayList<>();
            try (ResultSet file = statement.executeQuery("LIST @" + STAGE)) {
                while (file.next()) {
                    if (lastModified(file.getString("last_modified")).isBefore(now.minus(olderThan))) {
                        old.add(file.getString("name"));
                    }
                }
            }
            for (String name : old) {
                statement.execute("REMOVE " + quoted(name));
            }
            return old.size();
        } catch (SQLException failed) {
            throw failure("cleaning the stage of " + settings, failed);
        }
    }

    /** A file as LIST names it, beginning with its stage; somebody else may have given it any name. */
    private static String quoted(String name) {
        String path = name.substring(name.indexOf('/'));
        return "'@" + STAGE + path.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Snowflake writes {@code Tue, 1 Dec 2026 00:00:00 GMT}. */
    private static Instant lastModified(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new MetrifyException(
                    "\"" + text + "\" is no time of a file as LIST shows it; nothing was removed", unreadable);
        }
    }

    static MetrifyException failure(String what, SQLException failed) {
        String message = what + " failed: " + failed.getMessage();
        return SnowflakeErrors.isLasting(failed)
                ? new MetrifyException(message + "; trying again would not help", failed)
                : new SinkException(message + "; try again", failed);
    }
}
