package io.metrify.connector.api;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and after which pauses a failed write is tried again. Pauses double from {@code firstPause} up to {@code
 * longestPause}, each varied by up to a fifth so that many pipelines do not knock at the same moment.
 *
 * @param attempts how often to try in all, at least 1
 * @param firstPause the pause after the first failure, positive
 * @param longestPause the longest pause, longer than the first
 */
public record RetrySchedule(int attempts, Duration firstPause, Duration longestPause) {

    /** Checks ranges. */
    public RetrySchedule {
        Objects.requireNonNull(firstPause, "firstPause");
        Objects.requireNonNull(longestPause, "longestPause");
        if (attempts < 1) {
            throw new IllegalArgumentException("trying " + attempts + " times is not trying; use at least 1");
        }
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) <= 0) {
            throw new IllegalArgumentException("pauses from " + firstPause + " to " + longestPause
                    + " do not grow; the first must be positive and the longest longer than it");
        }
    }

    /**
     * Eight attempts over about half a minute.
     *
     * @return pauses from 250 ms to 10 s
     */
    public static RetrySchedule standard() {
        return new RetrySchedule(8, Duration.ofMillis(250), Duration.ofSeconds(10));
    }

    /**
     * A single attempt.
     *
     * @return a schedule that gives up at once
     */
    public static RetrySchedule never() {
        return new RetrySchedule(1, Duration.ofMillis(1), Duration.ofMillis(2));
    }
}
