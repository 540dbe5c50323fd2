package io.metrify.validation.series;

import java.util.Arrays;

/**
 * Slots that were delivered more than once: every different value with its mark and the number of its deliveries. Usually
 * there are none, so it keeps no arrays before the first.
 */
final class Repeats {

    /** How many different values are kept; what comes beyond is reported at once. */
    static final int MOST = 1_024;

    private static final int SMALLEST = 4;

    private long[] slots = {};
    private long[] amounts = {};
    private byte[] marks = {};
    private int[] counts = {};
    private int size;

    int size() {
        return size;
    }

    long slot(int entry) {
        return slots[entry];
    }

    long amount(int entry) {
        return amounts[entry];
    }

    byte mark(int entry) {
        return marks[entry];
    }

    int count(int entry) {
        return counts[entry];
    }

    boolean hasRoom() {
        return size + 1 < MOST;
    }

    /** Counts a delivery, as one more of a known value or as the first of a new one. */
    void add(long slot, long amount, byte mark, int count) {
        for (int i = 0; i < size; i++) {
            if (slots[i] == slot && amounts[i] == amount) {
                counts[i] += count;
                return;
            }
        }
        if (size == slots.length) {
            int capacity = Math.max(SMALLEST, size * 2);
            slots = Arrays.copyOf(slots, capacity);
            amounts = Arrays.copyOf(amounts, capacity);
            marks = Arrays.copyOf(marks, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        // Kept in the order of slot and amount, so that reports do not depend on the order of arrival.
        int place = size;
        while (place > 0 && (slots[place - 1] > slot || (slots[place - 1] == slot && amounts[place - 1] > amount))) {
            slots[place] = slots[place - 1];
            amounts[place] = amounts[place - 1];
            marks[place] = marks[place - 1];
            counts[place] = counts[place - 1];
            place--;
        }
        slots[place] = slot;
        amounts[place] = amount;
        marks[place] = mark;
        counts[place] = count;
        size++;
    }

    boolean contains(long slot) {
        for (int i = 0; i < size; i++) {
            if (slots[i] == slot) {
                return true;
            }
        }
        return false;
    }

    /** Forgets the first entries. */
    void drop(int entries) {
        size -= entries;
        System.arraycopy(slots, entries, slots, 0, size);
        System.arraycopy(amounts, entries, amounts, 0, size);
        System.arraycopy(marks, entries, marks, 0, size);
        System.arraycopy(counts, entries, counts, 0, size);
    }

    long bytes() {
        return slots.length * (2L * Long.BYTES + Byte.BYTES + Integer.BYTES);
    }
}
