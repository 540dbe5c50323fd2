package io.metrify.connector.postgres;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a database may take. What takes longer fails and may be tried again.
 *
 * @param connect to accept a connection, whole seconds, at least 1
 * @param statement to execute one statement, at least a millisecond. It also bounds the wait for another process's lock, and how
 *     long a transaction may do nothing before the server gives it up
 * @param socket to answer at all, in whole seconds, longer than {@code statement}; a connection that is silent for longer is
 *     taken for dead
 */
public record PostgresTimeouts(Duration connect, Duration statement, Duration socket) {

    /** Checks ranges. */
    public PostgresTimeouts {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(socket, "socket");
        if (connect.toSeconds() < 1) {
            throw new IllegalArgumentException("nothing connects within " + connect + "; allow at least a second");
        }
        if (statement.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "nothing is executed within " + statement + "; allow at least a millisecond");
        }
        if (socket.compareTo(statement) <= 0 || socket.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "a socket that is silent for " + socket + " is not dead while a statement" + " may take "
                            + statement + "; allow it longer than a statement, and at least a second");
        }
    }

    /**
     * Ten seconds to connect, five minutes for a statement, six for an answer.
     *
     * @return the timeouts
     */
    public static PostgresTimeouts standard() {
        return new PostgresTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(6));
    }
}
