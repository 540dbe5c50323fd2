package io.metrify.avro;

import io.metrify.model.Interval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The intervals that were met lately. Thousands of meters report on the same quarter hour, one after the other; they
 * can share one object for it, which saves making it and, for readings that are kept, more than a quarter of the memory.
 *
 * <p>It can be shared between threads without a lock: an interval is immutable, so what another thread put here is
 * either seen whole or not at all, and at worst an equal one is made once more.
 */
final class RecentIntervals {

    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    /** Enough for two days of quarter hours. */
    private static final int SLOT_BITS = 8;

    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L; // 2^64 divided by the golden ratio

    private final @Nullable Interval[] slots = new Interval[1 << SLOT_BITS];

    /** The interval that begins so many milliseconds after 1970 and lasts so many seconds, at least one. */
    Interval of(long startMilli, int seconds) {
        long start = Math.floorDiv(startMilli, MILLIS_PER_SECOND);
        int nano = (int) (startMilli - start * MILLIS_PER_SECOND) * NANOS_PER_MILLI;
        int slot = (int) ((startMilli * SCATTER) >>> (Long.SIZE - SLOT_BITS));
        Interval known = slots[slot];
        if (known != null && begins(known, start, nano) && known.end().getEpochSecond() == start + seconds) {
            return known;
        }
        Interval made = new Interval(Instant.ofEpochSecond(start, nano), Instant.ofEpochSecond(start + seconds, nano));
        slots[slot] = made;
        return made;
    }

    private static boolean begins(Interval interval, long second, int nano) {
        Instant start = interval.start();
        return start.getEpochSecond() == second && start.getNano() == nano;
    }
}
