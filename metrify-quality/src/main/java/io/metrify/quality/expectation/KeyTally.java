package io.metrify.quality.expectation;

import java.util.Arrays;

/** A map from keys to how often they came, in arrays: no object for each key. Bounded. */
final class KeyTally {

    private static final int FIRST_SLOTS = 1 << 10;

    private final int bound;
    private long[] keys = new long[FIRST_SLOTS];
    private long[] counts = new long[FIRST_SLOTS];
    private int shift = Long.numberOfLeadingZeros(FIRST_SLOTS - 1);
    private int size;
    private boolean overflowed;

    /** An empty tally of at most so many different keys. */
    KeyTally(int bound) {
        this.bound = bound;
    }

    void add(long key) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            if (size == bound) {
                overflowed = true;
                return;
            }
            keys[slot] = key;
            size++;
            if (size > keys.length / 2) {
                counts[slot] = 1;
                widen();
                return;
            }
        }
        counts[slot]++;
    }

    /** Whether there were more different keys than the bound allows; then nothing here is right. */
    boolean overflowed() {
        return overflowed;
    }

    int size() {
        return size;
    }

    /** How often a key came. */
    long count(long key) {
        return counts[slot(key)];
    }

    /** The different keys in ascending order. */
    long[] sorted() {
        long[] sorted = new long[size];
        int next = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] != 0) {
                sorted[next++] = keys[slot];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many additions were of keys that came more than once. */
    long repeated() {
        long repeated = 0;
        for (long count : counts) {
            repeated += count > 1 ? count : 0;
        }
        return repeated;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long mixed = (key ^ (key >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> shift);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void widen() {
        long[] narrowKeys = keys;
        long[] narrowCounts = counts;
        keys = new long[2 * narrowKeys.length];
        counts = new long[2 * narrowKeys.length];
        shift--;
        for (int i = 0; i < narrowKeys.length; i++) {
            if (narrowCounts[i] != 0) {
                int slot = slot(narrowKeys[i]);
                keys[slot] = narrowKeys[i];
                counts[slot] = narrowCounts[i];
            }
        }
    }
}
