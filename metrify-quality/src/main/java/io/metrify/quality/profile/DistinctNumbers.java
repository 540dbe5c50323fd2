package io.metrify.quality.profile;

import java.util.Arrays;

/**
 * Counts the numbers with the smallest hashes: the k-minimum-values sketch of Bar-Yossef et al., "Counting distinct
 * elements in a data stream", 2002, with a count for each value kept. Not thread-safe.
 */
final class DistinctNumbers {

    private static final int FEWEST_SLOTS = 64;
    private static final int MANY_SLOTS = 4_096;
    private static final int WIDTH = 2;

    private final int limit;
    private final int mostKept;
    /** Pairs of a hash and its count; a count of 0 is a free slot. */
    private long[] slots = new long[FEWEST_SLOTS * WIDTH];

    private int kept;
    private boolean exceeded;
    /** Larger hashes are not among the smallest; moved by the least long, so that signed comparison is unsigned. */
    private long largest = Long.MAX_VALUE;

    DistinctNumbers(int limit) {
        this.limit = limit;
        this.mostKept = limit + limit / 2;
    }

    /** Counts the first of an array of numbers, by way of a work space of that length. */
    void add(long[] numbers, int count, long[] space) {
        for (int at = 0; at < count; at++) {
            space[at] = ValueHash.of(numbers[at]);
        }
        int candidates = largest == Long.MAX_VALUE ? count : withoutLarge(space, count);
        long[] all = slots;
        for (int at = 0; at < candidates; at++) {
            long hash = space[at];
            int slot = ((int) hash * WIDTH) & (all.length - 1);
            if (all[slot] == hash && all[slot + 1] != 0) {
                all[slot + 1]++;
            } else {
                count(hash, 1);
                all = slots;
            }
        }
    }

    private int withoutLarge(long[] space, int count) {
        long bound = largest;
        int candidates = 0;
        for (int at = 0; at < count; at++) {
            long hash = space[at];
            space[candidates] = hash;
            candidates += (hash ^ Long.MIN_VALUE) <= bound ? 1 : 0;
        }
        return candidates;
    }

    /** Whether all numbers counted so far are kept, and so many new ones would be. */
    boolean hasRoomFor(int more) {
        return !exceeded && kept + more <= mostKept;
    }

    /** Gives every number kept and its count. */
    void forEach(Counted sink) {
        for (int slot = 0; slot < slots.length; slot += WIDTH) {
            if (slots[slot + 1] != 0) {
                sink.accept(ValueHash.number(slots[slot]), slots[slot + 1]);
            }
        }
    }

    /** Takes a number and how often it occurs. */
    @FunctionalInterface
    interface Counted {

        void accept(long number, long times);
    }

    void add(DistinctValues other) {
        for (int place = 0; place < other.size(); place++) {
            count(other.hashes()[place], other.counts()[place]);
        }
        exceeded |= other.exceeded();
    }

    DistinctValues toValues() {
        long[] moved = movedHashes();
        int size = Math.min(moved.length, limit);
        long[] hashes = new long[size];
        long[] counts = new long[size];
        for (int place = 0; place < size; place++) {
            hashes[place] = moved[place] ^ Long.MIN_VALUE;
            counts[place] = slots[slot(hashes[place]) + 1];
        }
        return new DistinctValues(hashes, counts, new String[0], exceeded || moved.length > limit);
    }

    private void count(long hash, long times) {
        int slot = slot(hash);
        if (slots[slot + 1] == 0) {
            slots[slot] = hash;
            kept++;
            slots[slot + 1] = times;
            if (kept > mostKept) {
                dropLargest();
            } else if (kept > fullAt(slots.length / WIDTH)) {
                rebuild(slots.length * 2, Long.MAX_VALUE);
            }
        } else {
            slots[slot + 1] += times;
        }
    }

    /** A third of few slots, so that most are found at once; three quarters of many, so that they fit the cache. */
    private static int fullAt(int slots) {
        return slots < MANY_SLOTS ? slots / 3 : slots / 4 * 3;
    }

    /** Where a hash is, or the free slot where it belongs. Kept hashes are alike in their upper bits only. */
    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash * WIDTH & mask;
        while (slots[slot + 1] != 0 && slots[slot] != hash) {
            slot = slot + WIDTH & mask;
        }
        return slot;
    }

    private void dropLargest() {
        largest = movedHashes()[limit - 1];
        exceeded = true;
        rebuild(slots.length, largest);
    }

    private void rebuild(int length, long bound) {
        long[] old = slots;
        slots = new long[length];
        kept = 0;
        for (int from = 0; from < old.length; from += WIDTH) {
            if (old[from + 1] != 0 && (old[from] ^ Long.MIN_VALUE) <= bound) {
                int slot = slot(old[from]);
                slots[slot] = old[from];
                slots[slot + 1] = old[from + 1];
                kept++;
            }
        }
    }

    /** The hashes kept, moved by the least long, ascending. */
    private long[] movedHashes() {
        long[] moved = new long[kept];
        int size = 0;
        for (int slot = 0; slot < slots.length; slot += WIDTH) {
            if (slots[slot + 1] != 0) {
                moved[size++] = slots[slot] ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(moved);
        return moved;
    }
}
