package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.util.stream.LongStream;

/** Numbers of columns with different types, compared without making objects. */
final class ConditionNumbers {

    private static final long[] POWERS_OF_TEN =
            LongStream.iterate(1, power -> power * 10).limit(19).toArray();

    private ConditionNumbers() {}

    /** The sign of {@code left * leftFactor - right * rightFactor}, exactly: the products may need 128 bits. */
    static int compareProducts(long left, long leftFactor, long right, long rightFactor) {
        int high = Long.compare(Math.multiplyHigh(left, leftFactor), Math.multiplyHigh(right, rightFactor));
        return high != 0 ? high : Long.compareUnsigned(left * leftFactor, right * rightFactor);
    }

    /** Ten to a power of 0 to 18. */
    static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** The value of a column of numbers as a double; -0.0 as 0.0. */
    static double toDouble(RowBatch batch, int place, Column column, int row) {
        return column.type() == ColumnType.DOUBLE
                ? batch.doubles(place)[row] + 0.0
                : batch.longs(place)[row] / (double) powerOfTen(column.scale());
    }
}
