package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;

/** Selects the rows for which a condition is true, not those for which it is unknown. */
final class ConditionSelector implements RowCondition.Selector {

    private final ConditionTruths condition;
    private byte[] truths = {};

    ConditionSelector(ConditionTruths condition) {
        this.condition = condition;
    }

    @Override
    public void select(RowBatch batch, boolean[] selected) {
        if (truths.length < batch.rows()) {
            truths = new byte[batch.capacity()];
        }
        condition.judge(batch, truths);
        for (int row = 0; row < batch.rows(); row++) {
            selected[row] = truths[row] == ConditionTruths.TRUE;
        }
    }
}
