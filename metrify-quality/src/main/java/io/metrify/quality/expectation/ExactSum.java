package io.metrify.quality.expectation;

import java.math.BigInteger;
import java.util.List;

/** The sum of a column of whole numbers or exact decimals, in units of the last digit, without rounding or overflow. */
final class ExactSum implements Measure {

    /** Sums of a batch below this cannot overflow a long. */
    private static final double SAFE = 4e18;

    private final ColumnValues values;
    private final KeyExtent extent;
    private BigInteger sum = BigInteger.ZERO;

    private ExactSum(ColumnValues values, KeyExtent extent) {
        this.values = values;
        this.extent = extent;
    }

    static ExactSum of(Scope scope, int place) {
        ColumnValues values = scope.values(place);
        KeyExtent extent = KeyExtent.of(scope, place);
        return scope.measure(ExactSum.class, List.of(place), () -> new ExactSum(values, extent));
    }

    @Override
    public void add(Rows rows) {
        int count = values.count();
        if (count == 0) {
            return;
        }
        double largest = Math.max(Math.abs((double) extent.lowInBatch()), Math.abs((double) extent.highInBatch()));
        sum = sum.add(largest * count < SAFE ? BigInteger.valueOf(plain(count)) : wide(count));
    }

    /** The sum so far; 0 if there were no values. */
    BigInteger sum() {
        return sum;
    }

    private long plain(int count) {
        long[] keys = values.keys();
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += keys[i];
        }
        return total;
    }

    private BigInteger wide(int count) {
        long[] keys = values.keys();
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            total = total.add(BigInteger.valueOf(keys[i]));
        }
        return total;
    }
}
