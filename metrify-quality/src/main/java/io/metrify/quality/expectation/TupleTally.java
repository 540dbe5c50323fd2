package io.metrify.quality.expectation;

import java.util.Arrays;

/** Different tuples of numbers, numbered in the order of their first appearance, and how often each came. Bounded. */
final class TupleTally {

    private static final int FIRST_SLOTS = 1 << 10;

    private final int width;
    private final int bound;
    private long[] parts;
    private long[] counts = new long[FIRST_SLOTS / 2];
    private int[] slots = new int[FIRST_SLOTS];
    private int shift = Long.numberOfLeadingZeros(FIRST_SLOTS - 1);
    private int size;
    private boolean overflowed;

    /** An empty tally of tuples of so many parts, at most so many different ones. */
    TupleTally(int width, int bound) {
        this.width = width;
        this.bound = bound;
        this.parts = new long[width * FIRST_SLOTS / 2];
    }

    /** Counts a tuple; its number, or -1 if there were too many different ones. */
    int add(long[] tuple) {
        int slot = slot(tuple);
        int number = slots[slot] - 1;
        if (number < 0) {
            if (size == bound) {
                overflowed = true;
                return -1;
            }
            number = insert(tuple, slot);
        }
        counts[number]++;
        return number;
    }

    /** The number of a tuple, or -1 if it never came. */
    int find(long[] tuple) {
        return slots[slot(tuple)] - 1;
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

    /** Whether there were more different tuples than the bound allows; then nothing here is right. */
    boolean overflowed() {
        return overflowed;
    }

    private int insert(long[] tuple, int slot) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
            parts = Arrays.copyOf(parts, 2 * size * width);
        }
        System.arraycopy(tuple, 0, parts, size * width, width);
        slots[slot] = ++size;
        if (size > slots.length / 2) {
            widen();
        }
        return size - 1;
    }

    private int slot(long[] tuple) {
        int mask = slots.length - 1;
        int slot = (int) (mix(tuple, 0) >>> shift);
        while (slots[slot] != 0 && !equal(tuple, (slots[slot] - 1) * width)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean equal(long[] tuple, int from) {
        for (int i = 0; i < width; i++) {
            if (parts[from + i] != tuple[i]) {
                return false;
            }
        }
        return true;
    }

    private long mix(long[] from, int start) {
        long mixed = 0;
        for (int i = 0; i < width; i++) {
            mixed = (mixed ^ from[start + i]) * 0x9E37_79B9_7F4A_7C15L;
            mixed ^= mixed >>> 29;
        }
        return mixed * 0xBF58_476D_1CE4_E5B9L;
    }

    private void widen() {
        slots = new int[2 * slots.length];
        shift--;
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = (int) (mix(parts, number * width) >>> shift);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }
}
