package io.metrify.quality.profile;

import java.util.Arrays;

/**
 * How many values of one sign lie in each logarithmic bucket, in the form that equal values always have: the first and the
 * last bucket are not empty. A bucket is named by the upper bits of a magnitude as a double, so its edges are doubles and
 * the same everywhere.
 *
 * @param first the index of the first bucket; 0 if there is none
 * @param counts how many values each bucket from the first on has
 * @param below how many values are too small for the number of buckets that there may be
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
record BucketCounts(int first, long[] counts, long below) {

    static final BucketCounts NONE = new BucketCounts(0, new long[0], 0);

    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENTS = 2_047;

    /** How many bits of the mantissa name a bucket: the fewest that keep a relative error. */
    static int bits(double relativeError) {
        int bits = 0;
        while (1 / (Math.scalb(2.0, bits) + 1) > relativeError) {
            bits++;
        }
        return bits;
    }

    /** By how much the bits of a magnitude are shifted to give the index of its bucket. */
    static int shift(double relativeError) {
        return MANTISSA_BITS - bits(relativeError);
    }

    /** How many buckets the finite magnitudes have. */
    static int all(double relativeError) {
        return EXPONENTS << bits(relativeError);
    }

    /** The smallest magnitude of a bucket. */
    static double edge(int index, int shift) {
        return Double.longBitsToDouble((long) index << shift);
    }

    /** The magnitude whose relative distance from both edges of a bucket is the same: their harmonic mean. */
    static double middle(int index, int shift) {
        double low = edge(index, shift);
        double high = Math.min(edge(index + 1, shift), Double.MAX_VALUE);
        return low + (high - low) * (low / (low / 2 + high / 2)) / 2;
    }

    long total() {
        return below + Arrays.stream(counts).sum();
    }
}
