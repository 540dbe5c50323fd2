package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;
import java.util.List;

/** Which rows an expectation speaks of: the meaning of the argument {@code row_condition}. Immutable. */
interface RowCondition {

    /**
     * The condition over the columns of a table.
     *
     * @param columns the columns
     * @return what selects rows
     * @throws IllegalArgumentException if a column is not there, or of a type that the condition cannot be asked of
     */
    Selector bind(List<Column> columns);

    /** Selects rows of batches. Not thread-safe. */
    interface Selector {

        /**
         * Marks the rows for which the condition holds.
         *
         * @param batch the rows
         * @param selected gets true or false for each row of the batch
         */
        void select(RowBatch batch, boolean[] selected);
    }
}
