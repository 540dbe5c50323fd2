package io.metrify.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A half-open span of time, [start, end): it contains its start and does not contain its end, so neighbours share an
 * instant without sharing time. It is never empty and never endless.
 *
 * @param start the first instant inside
 * @param end the first instant no longer inside, after {@code start}
 */
public record Interval(Instant start, Instant end) {

    /** Checks that the interval is not empty. */
    public Interval {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "the interval [" + start + ", " + end + ") is empty; its end must be after its start");
        }
    }

    /**
     * The interval that begins at an instant and lasts a while.
     *
     * @param start the first instant inside
     * @param length how long it lasts, positive
     * @return the interval
     */
    public static Interval of(Instant start, Duration length) {
        return new Interval(start, start.plus(length));
    }

    /**
     * The interval between two instants.
     *
     * @param start the first instant inside
     * @param end the first instant no longer inside, after {@code start}
     * @return the interval
     */
    public static Interval between(Instant start, Instant end) {
        return new Interval(start, end);
    }

    /**
     * How long the interval lasts.
     *
     * @return the elapsed time from start to end, positive
     */
    public Duration length() {
        return Duration.between(start, end);
    }

    /**
     * Whether an instant lies inside.
     *
     * @param instant the instant
     * @return true if start &lt;= instant &lt; end
     */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /**
     * Whether another interval lies wholly inside.
     *
     * @param other the other interval
     * @return true if no instant of the other is outside this one
     */
    public boolean encloses(Interval other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    /**
     * Whether the two share at least one instant. Intervals that only touch do not.
     *
     * @param other the other interval
     * @return true if they overlap
     */
    public boolean overlaps(Interval other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /**
     * Whether the two touch without overlapping.
     *
     * @param other the other interval
     * @return true if one ends exactly where the other starts
     */
    public boolean abuts(Interval other) {
        return end.equals(other.start) || other.end.equals(start);
    }

    /**
     * The time that both contain.
     *
     * @param other the other interval
     * @return the common part, or empty if they do not overlap
     */
    public Optional<Interval> intersection(Interval other) {
        return overlaps(other)
                ? Optional.of(new Interval(
                        start.isAfter(other.start) ? start : other.start, end.isBefore(other.end) ? end : other.end))
                : Optional.empty();
    }

    /**
     * The interval in ISO 8601 form.
     *
     * @return for example {@code 2026-03-29T00:00:00Z/2026-03-29T00:15:00Z}
     */
    @Override
    public String toString() {
        return start + "/" + end;
    }
}
