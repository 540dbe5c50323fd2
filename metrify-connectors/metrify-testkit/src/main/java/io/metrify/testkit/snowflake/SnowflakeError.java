package io.metrify.testkit.snowflake;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement or request that fails, with the numbers by which Snowflake's driver tells failures apart. */
final class SnowflakeError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern NO_SUCH_THING =
            Pattern.compile("(?:Table|View|Schema|Catalog|Sequence) with name \"?([^\" !]+)\"? does not exist");

    private final String code;
    private final String sqlState;

    SnowflakeError(String code, String sqlState, String message) {
        super(message);
        this.code = code;
        this.sqlState = sqlState;
    }

    private SnowflakeError(String code, String sqlState, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sqlState = sqlState;
    }

    String code() {
        return code;
    }

    String sqlState() {
        return sqlState;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    static SnowflakeError syntax(String what) {
        return new SnowflakeError("001003", "42000", "SQL compilation error: syntax error, " + what + ".");
    }

    /** Something Snowflake has and this server has not. */
    static SnowflakeError notEmulated(String what) {
        return new SnowflakeError(
                "000002", "0A000", "The local server does not carry out " + what + "; only Snowflake itself does.");
    }

    static SnowflakeError noSuchObject(String name) {
        return new SnowflakeError(
                "002003", "42S02", "SQL compilation error: Object '" + name + "' does not exist or not authorized.");
    }

    static SnowflakeError tableLocked(String table) {
        return new SnowflakeError(
                "000625",
                "57014",
                "Table '" + table + "' is locked by another transaction and was not released within LOCK_TIMEOUT.");
    }

    /** What Snowflake would say where DuckDB says this. */
    static SnowflakeError from(SQLException failed) {
        String message = SqlToken.shown(String.valueOf(failed.getMessage()));
        Matcher missing = NO_SUCH_THING.matcher(message);
        if (missing.find()) {
            return new SnowflakeError(
                    "002003",
                    "42S02",
                    "SQL compilation error: Object '" + missing.group(1) + "' does not exist or not authorized.",
                    failed);
        }
        if (message.contains("already exists")) {
            return new SnowflakeError("002002", "42710", "SQL compilation error: " + message, failed);
        }
        if (message.startsWith("Parser Error")) {
            return new SnowflakeError("001003", "42000", "SQL compilation error: " + message, failed);
        }
        if (message.startsWith("Binder Error") || message.startsWith("Catalog Error")) {
            return new SnowflakeError("000904", "42000", "SQL compilation error: " + message, failed);
        }
        if (message.startsWith("Conversion Error") || message.startsWith("Invalid Input Error: Could not convert")) {
            return new SnowflakeError("100038", "22018", message, failed);
        }
        if (message.startsWith("Constraint Error") && message.contains("NOT NULL")) {
            return new SnowflakeError("100072", "22000", "NULL result in a non-nullable column. " + message, failed);
        }
        if (message.startsWith("INTERRUPT Error") || message.contains("Interrupted!")) {
            return new SnowflakeError("000604", "57014", "SQL execution canceled", failed);
        }
        if (message.contains("Current transaction is aborted")) {
            return notEmulated("anything but ROLLBACK in a transaction in which a statement has failed");
        }
        if (message.startsWith("TransactionContext Error")) {
            return new SnowflakeError("000603", "40001", message, failed);
        }
        return new SnowflakeError("100183", "P0000", message, failed);
    }
}
