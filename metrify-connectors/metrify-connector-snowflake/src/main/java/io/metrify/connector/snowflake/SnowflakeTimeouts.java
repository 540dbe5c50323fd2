package io.metrify.connector.snowflake;

import java.time.Duration;
import java.util.Objects;

/**
 * How long Snowflake may take. What takes longer fails and may be tried again.
 *
 * @param login to accept a login, whole seconds, at least 1
 * @param statement to execute one statement, whole seconds, at least 1
 * @param lock how long a statement waits for another transaction's change of the same table, whole seconds, at least 1; Snowflake
 *     itself would wait for 12 hours
 * @param network for a request with all its attempts, longer than {@code statement} and {@code lock}
 * @param attempts how often the driver repeats a request that got no answer, at least 1
 */
public record SnowflakeTimeouts(Duration login, Duration statement, Duration lock, Duration network, int attempts) {

    /** Checks ranges. */
    public SnowflakeTimeouts {
        requireSecond(login, "login");
        requireSecond(statement, "statement");
        requireSecond(lock, "lock");
        Objects.requireNonNull(network, "network");
        if (network.compareTo(statement) <= 0 || network.compareTo(lock) <= 0) {
            throw new IllegalArgumentException("a network timeout of " + network + " ends before a statement of "
                    + statement + " or a wait for a lock of " + lock + "; allow it longer than both");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException(attempts + " attempts reach nothing; allow at least 1");
        }
    }

    /**
     * Thirty seconds to log in, five minutes for a statement, one for a lock, six for a request, seven attempts.
     *
     * @return the timeouts
     */
    public static SnowflakeTimeouts standard() {
        return new SnowflakeTimeouts(
                Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(6), 7);
    }

    private static void requireSecond(Duration timeout, String name) {
        Objects.requireNonNull(timeout, name);
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "a " + name + " timeout of " + timeout + " is too short; allow at least a second");
        }
    }
}
