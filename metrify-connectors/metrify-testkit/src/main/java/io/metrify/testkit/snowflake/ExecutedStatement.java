package io.metrify.testkit.snowflake;

import java.util.List;
import java.util.Objects;

/**
 * A statement that reached a {@link SnowflakeServer}, and what became of it.
 *
 * @param sessionId the login it came through
 * @param user who logged in, in upper case
 * @param queryId Snowflake's word for the id of one execution
 * @param sql its text; passwords in it are replaced by stars
 * @param queryTag the tag of the session or the statement; empty if there was none
 * @param outcome whether it was carried out
 * @param recordedOnly clauses without effect on the local server, of a statement that was carried out otherwise
 * @param error why it failed, or empty
 */
public record ExecutedStatement(
        long sessionId,
        String user,
        String queryId,
        String sql,
        String queryTag,
        Outcome outcome,
        List<String> recordedOnly,
        String error) {

    /** What became of a statement. */
    public enum Outcome {
        /** DuckDB ran it, or it changed the session; {@link ExecutedStatement#recordedOnly()} names what was left out. */
        CARRIED_OUT,
        /** It was only written down, because there is nothing here that it could act on: roles, grants, policies. */
        RECORDED,
        /** It was refused. */
        FAILED
    }

    /** Copies the list. */
    public ExecutedStatement {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(queryId, "queryId");
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(queryTag, "queryTag");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(error, "error");
        recordedOnly = List.copyOf(recordedOnly);
    }
}
