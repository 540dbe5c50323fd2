package io.metrify.validation;

import java.util.Arrays;

/**
 * What one rule said of the rows of a batch: a bit for each row that violates it, and one for each that it could not
 * judge, with the number of the reason if the rule has several.
 */
final class Outcomes {

    /** How many reasons there may be to skip. */
    static final int MOST_REASONS = 4;

    private static final int FREE_ROOM = 64;
    private static final int LOW = 1;
    private static final int HIGH = 2;

    private long[] violated = {};
    private long[] skipped = {};

    // The number of the reason, in two digits.
    private long[] low = {};
    private long[] high = {};

    /** Forgets everything, and makes room for a number of rows. */
    void clear(int rows) {
        int words = (rows + Long.SIZE - 1) / Long.SIZE;
        if (violated.length < words) {
            violated = new long[words + FREE_ROOM];
            skipped = new long[words + FREE_ROOM];
            low = new long[words + FREE_ROOM];
            high = new long[words + FREE_ROOM];
        } else {
            Arrays.fill(violated, 0);
            Arrays.fill(skipped, 0);
            Arrays.fill(low, 0);
            Arrays.fill(high, 0);
        }
    }

    /** Puts down what {@link MeterRule#judge} said of a row. */
    void put(int row, int outcome) {
        if (outcome < 0) {
            violate(row);
        } else if (outcome > 0) {
            skip(row, outcome - 1);
        }
    }

    void violate(int row) {
        violated[row / Long.SIZE] |= 1L << row;
    }

    /** Puts down that a row could not be judged. */
    void skip(int row) {
        skipped[row / Long.SIZE] |= 1L << row;
    }

    private void skip(int row, int reason) {
        skip(row);
        if ((reason & LOW) != 0) {
            low[row / Long.SIZE] |= 1L << row;
        }
        if ((reason & HIGH) != 0) {
            high[row / Long.SIZE] |= 1L << row;
        }
    }

    boolean isViolated(int row) {
        return isSet(violated, row);
    }

    boolean isSkipped(int row) {
        return isSet(skipped, row);
    }

    /** What {@link MeterRule#judge} said of a row that it skipped: the number of the reason, from 1. */
    int skipOutcome(int row) {
        return 1 + (isSet(low, row) ? LOW : 0) + (isSet(high, row) ? HIGH : 0);
    }

    /** The rows of a word that were skipped for the same reason as another row, or not skipped either. */
    long skippedLike(int row, int word) {
        if (!isSkipped(row)) {
            return ~skipped[word];
        }
        return skipped[word]
                & (isSet(low, row) ? low[word] : ~low[word])
                & (isSet(high, row) ? high[word] : ~high[word]);
    }

    private static boolean isSet(long[] bits, int row) {
        return (bits[row / Long.SIZE] >>> row & 1) != 0;
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
