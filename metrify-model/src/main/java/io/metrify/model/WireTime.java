package io.metrify.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The instants that every wire can carry: whole milliseconds from 0001-01-01T00:00:00Z up to, not including,
 * +10000-01-01T00:00:00Z. Avro and Parquet count milliseconds, ISO 8601 and SQL have four year digits; an instant inside these
 * bounds survives all of them unchanged.
 */
public final class WireTime {

    /** The first instant a wire can carry, 0001-01-01T00:00:00Z, in milliseconds since 1970-01-01T00:00:00Z. */
    public static final long MIN_EPOCH_MILLI = -62_135_596_800_000L;

    /** The last instant a wire can carry, 9999-12-31T23:59:59.999Z, in milliseconds since 1970-01-01T00:00:00Z. */
    public static final long MAX_EPOCH_MILLI = 253_402_300_799_999L;

    private static final long MIN_EPOCH_SECOND = MIN_EPOCH_MILLI / 1_000;
    private static final long MAX_EPOCH_SECOND = MAX_EPOCH_MILLI / 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private WireTime() {}

    /**
     * Checks that an instant can be carried by every wire.
     *
     * @param instant the instant to check
     * @param name what the instant is, for the message
     * @return the same instant
     * @throws IllegalArgumentException if it is finer than a millisecond or outside the years 1 to 9999
     */
    public static Instant require(Instant instant, String name) {
        Objects.requireNonNull(instant, name);
        if (instant.getNano() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException(name + " " + instant
                    + " is finer than a millisecond, which no wire format carries; truncate it to milliseconds");
        }
        if (instant.getEpochSecond() < MIN_EPOCH_SECOND || instant.getEpochSecond() > MAX_EPOCH_SECOND) {
            throw new IllegalArgumentException(
                    name + " " + instant + " is outside the years 0001 to 9999 that wire formats carry");
        }
        return instant;
    }
}
