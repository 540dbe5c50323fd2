package io.metrify.quality.expectation;

import java.util.Arrays;

/** Different tuples of numbers, numbered in the order of their first appearance, and how often each came. Bounded. */
final class TupleTally {

    private static final int FIRST_SLOTS = 1 << 12;

    private final int width;
    private final int bound;
    private long[] parts;
    private long[] counts = new long[FIRST_SLOTS / 2];
    /** Upper half the hash, lower half the number plus one; 0 is empty. */
    private long[] slots = new long[FIRST_SLOTS];

    private int shift = Integer.numberOfLeadingZeros(FIRST_SLOTS - 1);
    private int size;

    /** An empty tally of tuples of so many parts, at most so many different ones. */
    TupleTally(int width, int bound) {
        this.width = width;
        this.bound = bound;
        this.parts = new long[width * FIRST_SLOTS / 2];
    }

    /** The hash of a tuple, for {@link #prepare} and {@link #add}. */
    int hash(long[] tuple) {
        long mixed = 0;
        for (int i = 0; i < width; i++) {
            mixed = (mixed ^ tuple[i]) * 0x9E37_79B9_7F4A_7C15L;
            mixed ^= mixed >>> 29;
        }
        return (int) ((mixed * 0xBF58_476D_1CE4_E5B9L) >>> 32);
    }

    /**
     * Makes room for tuples of some hashes. Looks at the places of all of them first, so that the processor fetches these side by
     * side, and {@link #add} need not wait for one after another.
     */
    void prepare(int[] hashes, int count) {
        int added = 0;
        for (int i = 0; i < count; i++) {
            added += slots[hashes[i] >>> shift] == 0 ? 1 : 0;
        }
        while (size + added > slots.length / 2) {
            widen();
        }
    }

    /** Counts a tuple of a hash; its number, or -1 if there were too many different ones. */
    int add(long[] tuple, int hash) {
        int slot = slot(tuple, hash);
        int number = (int) slots[slot] - 1;
        if (number < 0) {
            if (size == bound) {
                return -1;
            }
            number = insert(tuple, hash, slot);
        }
        counts[number]++;
        return number;
    }

    /** The number of a tuple, or -1 if it never came. */
    int find(long[] tuple) {
        return (int) slots[slot(tuple, hash(tuple))] - 1;
    }

    int size() {
        return size;
    }

    long count(int number) {
        return counts[number];
    }

    long part(int number, int index) {
        return parts[number * width + index];
    }

    private int insert(long[] tuple, int hash, int slot) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
            parts = Arrays.copyOf(parts, 2 * size * width);
        }
        System.arraycopy(tuple, 0, parts, size * width, width);
        slots[slot] = (long) hash << 32 | ++size;
        if (size > slots.length / 2) {
            widen();
        }
        return size - 1;
    }

    private int slot(long[] tuple, int hash) {
        int mask = slots.length - 1;
        int slot = hash >>> shift;
        while (slots[slot] != 0 && !isAt(slots[slot], tuple, hash)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(long entry, long[] tuple, int hash) {
        if ((int) (entry >>> 32) != hash) {
            return false;
        }
        int from = ((int) entry - 1) * width;
        for (int i = 0; i < width; i++) {
            if (parts[from + i] != tuple[i]) {
                return false;
            }
        }
        return true;
    }

    private void widen() {
        long[] narrow = slots;
        slots = new long[4 * narrow.length];
        shift -= 2;
        int mask = slots.length - 1;
        for (long entry : narrow) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) >>> shift;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }
}
