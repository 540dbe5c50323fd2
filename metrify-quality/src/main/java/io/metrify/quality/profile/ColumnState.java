package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import java.math.BigInteger;

/**
 * All that is kept of a column, in the form that equal values always have. Nothing writes to its arrays.
 *
 * @param column the column
 * @param count how many values it has
 * @param missing how many are missing
 * @param least the least value as it is kept, the bits of the least finite one of a DOUBLE column, the least length of a
 *     TEXT column in code points; 0 if there is none
 * @param greatest the same of the greatest
 * @param negativeInfinities how many values of a DOUBLE column are negative infinity
 * @param positiveInfinities how many are positive infinity
 * @param sum the exact sum of the finite values, in units of the last digit or of 2<sup>-1074</sup>; 0 for other than numbers
 * @param squares the exact sum of their squares, in squares of that unit
 * @param positive the buckets of values above zero; none for other than numbers
 * @param negative the buckets of the magnitudes of values below zero; none for other than numbers
 * @param distinct the different values
 */
record ColumnState(
        Column column,
        long count,
        long missing,
        long least,
        long greatest,
        long negativeInfinities,
        long positiveInfinities,
        BigInteger sum,
        BigInteger squares,
        BucketCounts positive,
        BucketCounts negative,
        DistinctValues distinct) {

    /** How many values have a place among the sums and the buckets. */
    long finite() {
        return count - negativeInfinities - positiveInfinities;
    }
}
