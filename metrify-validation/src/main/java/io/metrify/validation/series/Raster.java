package io.metrify.validation.series;

import io.metrify.model.WireTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The slots of a meter, numbered from 1970 on. Slots divide an hour, so that market days are made of whole ones. */
record Raster(long stepSeconds, long offsetSeconds) {

    static final String NONE = "the length of the meter's intervals does not divide an hour";

    private static final long SECONDS_PER_HOUR = 3_600;

    /** The raster of a resolution, or null if it has none. */
    static @Nullable Raster of(Duration resolution, Duration offset) {
        long step = resolution.toSeconds();
        return step <= SECONDS_PER_HOUR && SECONDS_PER_HOUR % step == 0
                ? new Raster(step, offset.toSeconds() % step)
                : null;
    }

    /** The slot that contains a second. */
    long slotOf(long second) {
        return Math.floorDiv(second - offsetSeconds, stepSeconds);
    }

    /** The slot whose start is nearest to an instant in milliseconds; of two the later. */
    long nearest(long epochMilli) {
        return Math.floorDiv(2 * (epochMilli - offsetSeconds * 1_000) + stepSeconds * 1_000, 2 * stepSeconds * 1_000);
    }

    /** The first slot that starts at a second or later. */
    long slotFrom(long second) {
        return -Math.floorDiv(-(second - offsetSeconds), stepSeconds);
    }

    long secondOf(long slot) {
        return slot * stepSeconds + offsetSeconds;
    }

    /** An instant in milliseconds; one that no wire can carry is as early or late as they can. */
    static long wireMilli(Instant instant) {
        long second = wireSecond(instant);
        return second == instant.getEpochSecond() ? instant.toEpochMilli() : second * 1_000;
    }

    /** An instant in seconds; one that no wire can carry is as early or late as they can. */
    static long wireSecond(Instant instant) {
        return Math.max(
                WireTime.MIN_EPOCH_MILLI / 1_000,
                Math.min(instant.getEpochSecond(), WireTime.MAX_EPOCH_MILLI / 1_000 + 1));
    }

    Instant instantOf(long slot) {
        return Instant.ofEpochSecond(secondOf(slot));
    }

    /** How many slots a time takes, rounded up; at least one unless the time is nothing. */
    long slots(Duration time) {
        long seconds = time.getSeconds() + (time.getNano() == 0 ? 0 : 1);
        return -Math.floorDiv(-seconds, stepSeconds);
    }
}
