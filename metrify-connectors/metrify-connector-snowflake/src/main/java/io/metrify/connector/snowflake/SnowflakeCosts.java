package io.metrify.connector.snowflake;

import java.util.Objects;

/**
 * What the statements of a pipeline cost, told apart by the tags they carry: {@code metrify:PIPELINE:KIND}, of which the first
 * part is {@link SnowflakeSettings#queryTag}.
 */
public final class SnowflakeCosts {

    private static final int LONGEST = 365;

    private SnowflakeCosts() {}

    /**
     * A query on the account's usage, by pipeline and kind of statement: how many, how long, how many bytes were read, and
     * how many credits are attributed to them. It needs a role that may read SNOWFLAKE.ACCOUNT_USAGE.
     *
     * <p>Statements show up there within 45 minutes, their credits within 8 hours; {@code attributed} is how many have theirs. The
     * time a warehouse stands idle is attributed to nobody, and so are statements that took about 100 ms or less.
     *
     * @param queryTag the first part of the tags, as in the settings
     * @param days how many days back, 1 to 365
     * @return the statement
     */
    public static String byKind(String queryTag, int days) {
        Objects.requireNonNull(queryTag, "queryTag");
        if (days < 1 || days > LONGEST) {
            throw new IllegalArgumentException("the usage of " + days + " days is not kept; ask for 1 to " + LONGEST);
        }
        String tag = queryTag.replace("\\", "\\\\").replace("'", "''");
        String since = " >= DATEADD(DAY, -" + days + ", CURRENT_TIMESTAMP())";
        return "SELECT SPLIT_PART(h.query_tag, ':', 2) AS pipeline, SPLIT_PART(h.query_tag, ':', 3) AS kind,"
                + " COUNT(*) AS statements, SUM(h.total_elapsed_time) / 1000 AS seconds,"
                + " SUM(h.bytes_scanned) AS bytes_scanned, COUNT(a.query_id) AS attributed,"
                + " SUM(a.credits_attributed_compute) AS credits"
                + " FROM SNOWFLAKE.ACCOUNT_USAGE.QUERY_HISTORY h"
                + " LEFT JOIN SNOWFLAKE.ACCOUNT_USAGE.QUERY_ATTRIBUTION_HISTORY a"
                + " ON a.query_id = h.query_id AND a.start_time" + since
                + " WHERE h.start_time" + since + " AND STARTSWITH(h.query_tag, '" + tag + ":')"
                + " GROUP BY pipeline, kind ORDER BY credits DESC NULLS LAST, seconds DESC";
    }
}
