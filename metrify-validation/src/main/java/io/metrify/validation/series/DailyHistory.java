package io.metrify.validation.series;

import io.metrify.model.DayType;
import java.util.Arrays;

/** The energy of a register's last whole days, in mWh, by type of day. */
final class DailyHistory {

    /** From a median absolute deviation to a standard deviation, for normally distributed values. */
    static final double SIGMAS_PER_MAD = 1.4826;

    private static final int TYPES = DayType.values().length;

    static final int RECENT = 3;

    private final int capacity;
    private final long[] totals;
    private final int[] counts = new int[TYPES];
    /** The last whole days of any type, the latest last. */
    private final long[] recent = new long[RECENT];

    private final long[] scratch;

    DailyHistory(int capacity) {
        this.capacity = capacity;
        this.totals = new long[TYPES * capacity];
        this.scratch = new long[capacity];
    }

    int count(DayType type) {
        return Math.min(counts[place(type)], capacity);
    }

    void add(DayType type, long total) {
        addRecent(total);
        int place = place(type);
        totals[place * capacity + counts[place] % capacity] = total;
        counts[place]++;
        // Counts on without end, but never overflows: only its remainder and whether it passed the capacity matter.
        if (counts[place] == 2 * capacity) {
            counts[place] = capacity;
        }
    }

    void addRecent(long total) {
        System.arraycopy(recent, 1, recent, 0, RECENT - 1);
        recent[RECENT - 1] = total;
    }

    /** The total remembered under an index from 0 to {@link #count}, in the order of the days. */
    long total(DayType type, int index) {
        int place = place(type);
        int oldest = counts[place] <= capacity ? 0 : counts[place] % capacity;
        return totals[place * capacity + (oldest + index) % capacity];
    }

    /** The total of one of the last whole days of any type, 0 being the earliest of {@link #RECENT}; 0 if there was none. */
    long recent(int index) {
        return recent[index];
    }

    long medianRecent() {
        long low = Math.min(recent[0], recent[1]);
        long high = Math.max(recent[0], recent[1]);
        return Math.max(low, Math.min(high, recent[2]));
    }

    /** The median of the days of a type, of which there must be at least one. */
    double median(DayType type) {
        int count = sortedInto(type);
        return middle(count);
    }

    /** The median of the distances of the days of a type from their median. */
    double medianDeviation(DayType type, double median) {
        int count = sortedInto(type);
        for (int i = 0; i < count; i++) {
            scratch[i] = Math.round(Math.abs(scratch[i] - median));
        }
        Arrays.sort(scratch, 0, count);
        return middle(count);
    }

    long bytes() {
        return (totals.length + recent.length + scratch.length) * (long) Long.BYTES
                + counts.length * (long) Integer.BYTES;
    }

    private int sortedInto(DayType type) {
        int count = count(type);
        System.arraycopy(totals, place(type) * capacity, scratch, 0, count);
        Arrays.sort(scratch, 0, count);
        return count;
    }

    private double middle(int count) {
        double upper = scratch[count / 2];
        return count % 2 == 1 ? upper : (upper + scratch[count / 2 - 1]) / 2;
    }

    @SuppressWarnings("EnumOrdinal")
    private static int place(DayType type) {
        return type.ordinal();
    }
}
