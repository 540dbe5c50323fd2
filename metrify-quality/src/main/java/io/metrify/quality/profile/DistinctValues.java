package io.metrify.quality.profile;

/**
 * The different values of a column that have the smallest hashes, with how often each occurs, by ascending hash. A value
 * that is among the smallest of all rows is among the smallest of any part of them that has it, so its count is exact
 * whatever was merged in which order.
 *
 * @param hashes the hashes, ascending as unsigned numbers
 * @param counts how often each occurs, 1 or more
 * @param texts the texts in their order; of no length where values are numbers, which their hashes tell
 * @param exceeded whether there are more different values than these
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
record DistinctValues(long[] hashes, long[] counts, String[] texts, boolean exceeded) {

    private static final double ALL_HASHES = 0x1p64;

    int size() {
        return hashes.length;
    }

    /** The number of different values: this many or, after Bar-Yossef et al. 2002 and Beyer et al. 2007, (k-1)/h(k). */
    double estimate() {
        if (!exceeded) {
            return size();
        }
        long last = hashes[size() - 1];
        double share = ((last >>> 1) * 2.0 + (last & 1) + 1) / ALL_HASHES;
        return (size() - 1) / share;
    }

    /** The standard error of the estimate in proportion to it: 1/sqrt(k - 2). */
    double standardError() {
        return exceeded ? 1 / Math.sqrt(size() - 2.0) : 0;
    }
}
