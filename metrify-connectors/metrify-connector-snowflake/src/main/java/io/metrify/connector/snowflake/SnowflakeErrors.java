package io.metrify.connector.snowflake;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * What the numbers of Snowflake's errors mean for a pipeline. Those below 200000 come from Snowflake itself, those from 200000
 * on from the driver, and those from 390000 on are about logins.
 */
final class SnowflakeErrors {

    private static final int FIRST_OF_DRIVER = 200_000;
    private static final int FIRST_OF_LOGIN = 390_000;

    /** An internal error, and a statement that was stopped: neither says how far it came. */
    private static final Set<Integer> UNCERTAIN = Set.of(603, 604);

    /** A session or token that has ended; another login helps. */
    private static final Set<Integer> SESSION_ENDED = Set.of(390_110, 390_111, 390_112, 390_114, 390_115);

    private SnowflakeErrors() {}

    /** Whether the connection is not to be used again. */
    static boolean isAboutTheConnection(SQLException failed) {
        return failed.getErrorCode() == 0 || failed.getErrorCode() >= FIRST_OF_DRIVER;
    }

    /** Whether Snowflake itself answered a COMMIT with a refusal. */
    static boolean isRefusal(SQLException failed) {
        int code = failed.getErrorCode();
        return code > 0 && code < FIRST_OF_DRIVER && !UNCERTAIN.contains(code);
    }

    /** Values that do not fit, statements that are wrong, missing rights, wrong passwords and keys. */
    static boolean isLasting(SQLException failed) {
        int code = failed.getErrorCode();
        if (code >= FIRST_OF_LOGIN) {
            return !SESSION_ENDED.contains(code);
        }
        String state = Objects.requireNonNullElse(failed.getSQLState(), "");
        return code > 0 && code < FIRST_OF_DRIVER && (state.startsWith("22") || state.startsWith("42"));
    }
}
