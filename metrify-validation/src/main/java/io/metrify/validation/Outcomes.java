package io.metrify.validation;

import java.util.Arrays;

/**
 * What one rule said of the rows of a batch: a bit for each row that violates it, and one for each that it could not
 * judge.
 */
final class Outcomes {

    private static final int FREE_ROOM = 64;

    private long[] violated = {};
    private long[] skipped = {};

    /** Forgets everything, and makes room for a number of rows. */
    void clear(int rows) {
        int words = (rows + Long.SIZE - 1) / Long.SIZE;
        if (violated.length < words) {
            violated = new long[words + FREE_ROOM];
            skipped = new long[words + FREE_ROOM];
        } else {
            Arrays.fill(violated, 0);
            Arrays.fill(skipped, 0);
        }
    }

    /** Puts down what {@link MeterRule#judge} said of a row. */
    void put(int row, int outcome) {
        if (outcome < 0) {
            violate(row);
        } else if (outcome > 0) {
            skip(row);
        }
    }

    void violate(int row) {
        violated[row / Long.SIZE] |= 1L << row;
    }

    void skip(int row) {
        skipped[row / Long.SIZE] |= 1L << row;
    }

    boolean isViolated(int row) {
        return (violated[row / Long.SIZE] >>> row & 1) != 0;
    }

    boolean isSkipped(int row) {
        return (skipped[row / Long.SIZE] >>> row & 1) != 0;
    }

    /** The violated rows, 64 to a word; the words behind the last row are 0. */
    long[] violated() {
        return violated;
    }

    /** The skipped rows, 64 to a word; the words behind the last row are 0. */
    long[] skipped() {
        return skipped;
    }

    long violations() {
        return count(violated);
    }

    long skips() {
        return count(skipped);
    }

    private static long count(long[] words) {
        long count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
