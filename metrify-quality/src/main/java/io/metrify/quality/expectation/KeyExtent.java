package io.metrify.quality.expectation;

import java.util.List;

/** The smallest and the greatest value of a column that is not text: of the current batch, and so far. */
final class KeyExtent implements Measure {

    private final ColumnValues values;
    private long lowInBatch;
    private long highInBatch;
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;

    private KeyExtent(ColumnValues values) {
        this.values = values;
    }

    static KeyExtent of(Scope scope, int place) {
        ColumnValues values = scope.values(place);
        return scope.measure(KeyExtent.class, List.of(place), () -> new KeyExtent(values));
    }

    @Override
    public void add(Rows rows) {
        long[] keys = values.keys();
        int count = values.count();
        long smallest = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            if (key < smallest) {
                smallest = key;
            }
            if (key > greatest) {
                greatest = key;
            }
        }
        lowInBatch = smallest;
        highInBatch = greatest;
        low = Math.min(low, smallest);
        high = Math.max(high, greatest);
    }

    /** The smallest key of the current batch; undefined if it has none. */
    long lowInBatch() {
        return lowInBatch;
    }

    /** The greatest key of the current batch; undefined if it has none. */
    long highInBatch() {
        return highInBatch;
    }

    /** The smallest key so far; undefined if there was none. */
    long low() {
        return low;
    }

    /** The greatest key so far; undefined if there was none. */
    long high() {
        return high;
    }
}
