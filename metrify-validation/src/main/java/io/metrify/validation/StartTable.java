package io.metrify.validation;

import java.util.Arrays;

/**
 * A map from start (milliseconds) to amount (mWh) in two primitive arrays, by open addressing with linear probing.
 * Nothing is removed one by one; what is older than a bound is dropped when the table is rebuilt.
 */
final class StartTable {

    private static final int SMALLEST = 16;
    private static final long FREE = Long.MIN_VALUE;

    private long[] starts = freeSlots(SMALLEST);
    private long[] amounts = new long[SMALLEST];
    private int used;

    boolean contains(long start) {
        return starts[slotOf(start)] == start;
    }

    /** The amount of a start that is contained. */
    long amountAt(long start) {
        return amounts[slotOf(start)];
    }

    /** Keeps the first amount of a start; drops what starts before {@code oldest} if room is needed. */
    void putIfAbsent(long start, long amount, long oldest) {
        int slot = slotOf(start);
        if (starts[slot] == start) {
            return;
        }
        if (used + 1 > starts.length / 4 * 3) {
            rebuild(oldest);
            slot = slotOf(start);
        }
        starts[slot] = start;
        amounts[slot] = amount;
        used++;
    }

    long bytes() {
        return 2L * Long.BYTES * starts.length;
    }

    /** The slot of a start: where it is, or the free one where it would go. */
    private int slotOf(long start) {
        int mask = starts.length - 1;
        // Starts are multiples of the interval's length; the multiplication spreads them over the upper bits.
        int slot = (int) ((start * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (starts[slot] != start && starts[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Half full at most afterwards, so that the work of rebuilding is spread over as many insertions again. */
    private void rebuild(long oldest) {
        int live = 0;
        for (long start : starts) {
            if (start != FREE && start >= oldest) {
                live++;
            }
        }
        int capacity = SMALLEST;
        while (capacity / 2 < live + 1) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        long[] oldStarts = starts;
        long[] oldAmounts = amounts;
        starts = freeSlots(capacity);
        amounts = new long[capacity];
        used = live;
        for (int i = 0; i < oldStarts.length; i++) {
            if (oldStarts[i] != FREE && oldStarts[i] >= oldest) {
                int slot = slotOf(oldStarts[i]);
                starts[slot] = oldStarts[i];
                amounts[slot] = oldAmounts[i];
            }
        }
    }

    private static long[] freeSlots(int capacity) {
        long[] slots = new long[capacity];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
