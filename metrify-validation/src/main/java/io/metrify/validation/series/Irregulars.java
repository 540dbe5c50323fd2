package io.metrify.validation.series;

import java.util.Arrays;

/**
 * Readings that take no slot, as they start off the raster or are of another length: start and length, in the order of
 * start, each with the number of its deliveries. Usually there are none, so it keeps no arrays before the first.
 */
final class Irregulars {

    /** How many are kept; what comes beyond is reported at once. */
    static final int MOST = 2_048;

    private static final int SMALLEST = 4;

    private long[] startMillis = {};
    private int[] seconds = {};
    private long[] amounts = {};
    private int[] counts = {};
    private int size;

    int size() {
        return size;
    }

    long startMilli(int entry) {
        return startMillis[entry];
    }

    int seconds(int entry) {
        return seconds[entry];
    }

    long amount(int entry) {
        return amounts[entry];
    }

    int count(int entry) {
        return counts[entry];
    }

    /** Adds a reading; false if it is one more delivery of a known one. */
    boolean add(long startMilli, int length, long amount, int count) {
        int place = size;
        while (place > 0 && compare(place - 1, startMilli, length, amount) >= 0) {
            place--;
        }
        if (place < size && compare(place, startMilli, length, amount) == 0) {
            counts[place] += count;
            return false;
        }
        if (size == seconds.length) {
            int capacity = Math.max(SMALLEST, size * 2);
            startMillis = Arrays.copyOf(startMillis, capacity);
            seconds = Arrays.copyOf(seconds, capacity);
            amounts = Arrays.copyOf(amounts, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(startMillis, place, startMillis, place + 1, size - place);
        System.arraycopy(seconds, place, seconds, place + 1, size - place);
        System.arraycopy(amounts, place, amounts, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        startMillis[place] = startMilli;
        seconds[place] = length;
        amounts[place] = amount;
        counts[place] = count;
        size++;
        return true;
    }

    /** Forgets the first entries. */
    void drop(int entries) {
        size -= entries;
        System.arraycopy(startMillis, entries, startMillis, 0, size);
        System.arraycopy(seconds, entries, seconds, 0, size);
        System.arraycopy(amounts, entries, amounts, 0, size);
        System.arraycopy(counts, entries, counts, 0, size);
    }

    long bytes() {
        return seconds.length * (2L * Long.BYTES + 2 * Integer.BYTES);
    }

    private int compare(int entry, long startMilli, int length, long amount) {
        int order = Long.compare(startMillis[entry], startMilli);
        if (order == 0) {
            order = Integer.compare(seconds[entry], length);
        }
        return order == 0 ? Long.compare(amounts[entry], amount) : order;
    }
}
