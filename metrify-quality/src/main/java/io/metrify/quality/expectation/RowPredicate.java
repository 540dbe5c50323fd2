package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;

/** What may hold for a row of a batch. */
@FunctionalInterface
interface RowPredicate {

    /** Whether it holds. */
    boolean holds(RowBatch batch, int row);
}
