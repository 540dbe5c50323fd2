package io.metrify.parquet;

import java.util.Arrays;

/** The different numbers of a column in the order they were first seen, each with its place. */
final class NumberDictionary {

    /** Scatters neighbouring numbers; the golden ratio times 2^64, as Fibonacci hashing has it. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private static final int FIRST_SLOTS = 64;

    private final int most;
    private long[] values = new long[FIRST_SLOTS / 2];
    private int size;

    /** A number and its place plus one, so that an empty slot holds 0. */
    private long[] slotValues = new long[FIRST_SLOTS];

    private int[] slots = new int[FIRST_SLOTS];
    private int shift = Long.SIZE - Integer.numberOfTrailingZeros(FIRST_SLOTS);

    /** A dictionary of so many numbers at most. */
    NumberDictionary(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    long value(int place) {
        return values[place];
    }

    /** The place of a number, or -1 if it is new and there is no room for it. */
    int place(long value) {
        int slot = (int) ((value * SCATTER) >>> shift);
        while (true) {
            int found = slots[slot];
            if (found == 0) {
                return add(value, slot);
            }
            if (slotValues[slot] == value) {
                return found - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
    }

    private int add(long value, int slot) {
        if (size == most) {
            return -1;
        }
        if (size == values.length) {
            grow();
            return place(value);
        }
        values[size] = value;
        slotValues[slot] = value;
        slots[slot] = size + 1;
        return size++;
    }

    /** Half of the slots stay empty. */
    private void grow() {
        values = Arrays.copyOf(values, size * 2);
        int length = slots.length * 2;
        slots = new int[length];
        slotValues = new long[length];
        shift--;
        for (int place = 0; place < size; place++) {
            int slot = (int) ((values[place] * SCATTER) >>> shift);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (length - 1);
            }
            slots[slot] = place + 1;
            slotValues[slot] = values[place];
        }
    }
}
