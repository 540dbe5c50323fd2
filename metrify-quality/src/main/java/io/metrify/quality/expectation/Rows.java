package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;

/** The rows of one batch that a scope speaks of, and their numbers in the table. Reused from batch to batch. */
final class Rows {

    private final RowBatch batch;
    private final long[] numbers;

    /** Rows that are all rows of a batch. */
    Rows(RowBatch batch) {
        this(batch, new long[0]);
    }

    /** Rows taken out of other batches, whose numbers are kept beside. */
    Rows(RowBatch batch, long[] numbers) {
        this.batch = batch;
        this.numbers = numbers;
    }

    RowBatch batch() {
        return batch;
    }

    int count() {
        return batch.rows();
    }

    /** The number of a row within the table, from 0. */
    long number(int row) {
        return numbers.length == 0 ? batch.firstRow() + row : numbers[row];
    }

    /** The key of a value that is not text and not missing. */
    long key(int place, int row) {
        return batch.columns().get(place).type() == ColumnType.DOUBLE
                ? DoubleKeys.key(batch.doubles(place)[row])
                : batch.longs(place)[row];
    }
}
