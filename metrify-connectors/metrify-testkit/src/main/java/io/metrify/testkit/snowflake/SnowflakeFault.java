package io.metrify.testkit.snowflake;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that goes wrong a number of times between a driver and a {@link SnowflakeServer}. A fault concerns queries
 * unless it says otherwise; each of the copies that {@link #times} asks for happens once, to the next request it fits.
 *
 * @param kind what happens
 * @param place which requests it happens to
 * @param statement how the text of a query begins, in any case, after comments and spaces; empty for all queries
 * @param times how often, at least 1
 * @param delay how long an answer is held back
 * @param code the number of an error, six digits
 * @param sqlState the five characters that go with it
 * @param message what the error says
 */
public record SnowflakeFault(
        Kind kind,
        Place place,
        String statement,
        int times,
        Duration delay,
        String code,
        String sqlState,
        String message) {

    /** What happens to a request. */
    public enum Kind {
        /** HTTP 503 instead of an answer; nothing was done. */
        UNAVAILABLE,
        /** The answer comes late. */
        SLOW,
        /** The connection breaks before anything was done. */
        RESET,
        /** The statement is carried out, and the connection breaks instead of the answer. */
        LOST_ANSWER,
        /** An answer that is no JSON; nothing was done. */
        GARBAGE,
        /** The session's token is no longer good; the driver gets another one. */
        EXPIRED_TOKEN,
        /** An error of Snowflake's; nothing was done. */
        ERROR
    }

    /** Which requests a fault happens to. */
    public enum Place {
        /** Logging in. */
        LOGIN,
        /** Running a statement. */
        QUERY,
        /** Getting another token. */
        TOKEN,
        /** Fetching a further part of a large result. */
        CHUNK
    }

    /** Checks that nothing is missing. */
    public SnowflakeFault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(sqlState, "sqlState");
        Objects.requireNonNull(message, "message");
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times.");
        }
    }

    /**
     * Answers of HTTP 503.
     *
     * @return the fault, once, for any query
     */
    public static SnowflakeFault unavailable() {
        return plain(Kind.UNAVAILABLE);
    }

    /**
     * A late answer.
     *
     * @param delay how late
     * @return the fault, once, for any query
     */
    public static SnowflakeFault slow(Duration delay) {
        return new SnowflakeFault(Kind.SLOW, Place.QUERY, "", 1, delay, "", "", "");
    }

    /**
     * A connection that breaks before the statement runs.
     *
     * @return the fault, once, for any query
     */
    public static SnowflakeFault reset() {
        return plain(Kind.RESET);
    }

    /**
     * A connection that breaks after the statement has run. The driver sends it again under the same id, and the server, like
     * Snowflake, answers what it has answered before; with enough copies for all of the driver's attempts the answer never
     * arrives.
     *
     * @return the fault, once, for any query
     */
    public static SnowflakeFault lostAnswer() {
        return plain(Kind.LOST_ANSWER);
    }

    /**
     * An answer that nobody can read.
     *
     * @return the fault, once, for any query
     */
    public static SnowflakeFault garbage() {
        return plain(Kind.GARBAGE);
    }

    /**
     * A token that has expired.
     *
     * @return the fault, once, for any query
     */
    public static SnowflakeFault expiredToken() {
        return plain(Kind.EXPIRED_TOKEN);
    }

    /**
     * An error of Snowflake's.
     *
     * @param code six digits such as {@code 000625}
     * @param sqlState five characters such as {@code 57014}
     * @param message what it says
     * @return the fault, once, for any query
     */
    public static SnowflakeFault error(String code, String sqlState, String message) {
        return new SnowflakeFault(Kind.ERROR, Place.QUERY, "", 1, Duration.ZERO, code, sqlState, message);
    }

    /**
     * The fault for other requests than queries.
     *
     * @param newPlace which
     * @return a copy
     */
    public SnowflakeFault at(Place newPlace) {
        return new SnowflakeFault(kind, newPlace, statement, times, delay, code, sqlState, message);
    }

    /**
     * The fault for some statements only.
     *
     * @param beginning how their text begins, such as {@code COMMIT}
     * @return a copy
     */
    public SnowflakeFault on(String beginning) {
        return new SnowflakeFault(kind, Place.QUERY, beginning, times, delay, code, sqlState, message);
    }

    /**
     * The fault a number of times.
     *
     * @param newTimes at least 1
     * @return a copy
     */
    public SnowflakeFault times(int newTimes) {
        return new SnowflakeFault(kind, place, statement, newTimes, delay, code, sqlState, message);
    }

    boolean fits(Place where, String sql) {
        return place == where
                && (statement.isEmpty() || sql.toUpperCase(Locale.ROOT).startsWith(statement.toUpperCase(Locale.ROOT)));
    }

    private static SnowflakeFault plain(Kind kind) {
        return new SnowflakeFault(kind, Place.QUERY, "", 1, Duration.ZERO, "", "", "");
    }
}
