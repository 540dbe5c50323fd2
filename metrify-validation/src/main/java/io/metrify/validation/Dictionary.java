package io.metrify.validation;

import java.util.Arrays;

/**
 * Distinct values numbered from 0 in the order in which they came, by open addressing with linear probing. It costs no
 * memory per look-up, and none after {@link #clear()} until it holds more than ever before.
 */
final class Dictionary<T> {

    private static final int SMALLEST = 16;

    private Object[] values = new Object[SMALLEST / 2];
    // The number of a value + 1, or 0 for a free slot; at most half full.
    private int[] slots = new int[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** The value of a number that was given. */
    @SuppressWarnings("unchecked") // only values of T are put in
    T value(int number) {
        return (T) values[number];
    }

    /** The number of a value, or -1 if it is not there. */
    int find(T value) {
        return slots[slotOf(value)] - 1;
    }

    /** Numbers a value that is not there. */
    int add(T value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
            slots = new int[slots.length * 2];
            for (int i = 0; i < size; i++) {
                slots[slotOf(values[i])] = i + 1;
            }
        }
        slots[slotOf(value)] = size + 1;
        values[size] = value;
        return size++;
    }

    /** Forgets all values and keeps the room. */
    void clear() {
        Arrays.fill(values, 0, size, null);
        Arrays.fill(slots, 0);
        size = 0;
    }

    private int slotOf(Object value) {
        int mask = slots.length - 1;
        int hash = value.hashCode() * 0x9E3779B9;
        int slot = (hash ^ hash >>> 16) & mask;
        while (slots[slot] != 0 && !values[slots[slot] - 1].equals(value)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
