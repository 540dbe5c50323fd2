package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.util.List;

/**
 * The values of a column without the missing ones: those of the current batch in one dense array, and how many there were in
 * all. Copied only where some are missing, and only if somebody asks.
 */
final class ColumnValues implements Measure, Domain {

    private final int place;
    private final ColumnType type;
    private long total;
    private long missing;
    private int count;
    private long[] keys = {};
    private double[] doubles = {};
    private long[] keyBuffer = {};
    private double[] doubleBuffer = {};
    private boolean keysReady;
    private boolean doublesReady;
    private RowBatch batch = new RowBatch(List.of(), 1);

    ColumnValues(int place, ColumnType type) {
        this.place = place;
        this.type = type;
    }

    @Override
    public void add(Rows rows) {
        again(rows);
        total += count;
        missing += rows.count() - count;
    }

    @Override
    public void again(Rows rows) {
        batch = rows.batch();
        count = batch.rows() - batch.missingCount(place);
        keysReady = false;
        doublesReady = false;
    }

    /** How many values the current batch has. */
    int count() {
        return count;
    }

    /** How many values there were so far. */
    long total() {
        return total;
    }

    /** How many rows had none so far. */
    @Override
    public long ignored() {
        return missing;
    }

    /** The {@link #count()} values of the current batch as keys; not for TEXT. */
    long[] keys() {
        if (!keysReady) {
            keysReady = true;
            keys = type == ColumnType.DOUBLE ? keysOfDoubles() : denseLongs();
        }
        return keys;
    }

    /** The {@link #count()} values of the current batch of a DOUBLE column. */
    double[] doubles() {
        if (!doublesReady) {
            doublesReady = true;
            doubles = denseDoubles();
        }
        return doubles;
    }

    private long[] denseLongs() {
        long[] values = batch.longs(place);
        if (count == batch.rows()) {
            return values;
        }
        long[] dense = room();
        boolean[] absent = batch.missing(place);
        int next = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (!absent[row]) {
                dense[next++] = values[row];
            }
        }
        return dense;
    }

    private double[] denseDoubles() {
        double[] values = batch.doubles(place);
        if (count == batch.rows()) {
            return values;
        }
        if (doubleBuffer.length < batch.capacity()) {
            doubleBuffer = new double[batch.capacity()];
        }
        boolean[] absent = batch.missing(place);
        int next = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (!absent[row]) {
                doubleBuffer[next++] = values[row];
            }
        }
        return doubleBuffer;
    }

    private long[] keysOfDoubles() {
        double[] values = doubles();
        long[] dense = room();
        for (int i = 0; i < count; i++) {
            dense[i] = DoubleKeys.key(values[i]);
        }
        return dense;
    }

    private long[] room() {
        if (keyBuffer.length < batch.capacity()) {
            keyBuffer = new long[batch.capacity()];
        }
        return keyBuffer;
    }
}
