package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;
import java.util.List;

/**
 * Judges rows as false, unknown or true, in this order: so all of several is the least of them, any the greatest, and a negation
 * counts from the other end. Not thread-safe.
 */
interface ConditionTruths {

    /** False. */
    byte FALSE = 0;

    /** Neither, because a value is missing. */
    byte UNKNOWN = 1;

    /** True. */
    byte TRUE = 2;

    /**
     * Judges each row.
     *
     * @param batch the rows
     * @param truths gets one for each row of the batch
     */
    void judge(RowBatch batch, byte[] truths);

    /** A test of values that may be missing. */
    static ConditionTruths always(RowPredicate test) {
        return (batch, truths) -> {
            for (int row = 0; row < batch.rows(); row++) {
                truths[row] = test.holds(batch, row) ? TRUE : FALSE;
            }
        };
    }

    /** A test of one column, asked only where its value is there. */
    static ConditionTruths of(int place, byte whenMissing, RowPredicate test) {
        return of(place, place, whenMissing, test);
    }

    /** A test of two columns, asked only where both values are there. */
    static ConditionTruths of(int first, int second, byte whenMissing, RowPredicate test) {
        return (batch, truths) -> {
            boolean[] firstMissing = batch.missing(first);
            boolean[] secondMissing = batch.missing(second);
            for (int row = 0; row < batch.rows(); row++) {
                if (firstMissing[row] || secondMissing[row]) {
                    truths[row] = whenMissing;
                } else {
                    truths[row] = test.holds(batch, row) ? TRUE : FALSE;
                }
            }
        };
    }

    /** All of several. */
    static ConditionTruths allOf(List<ConditionTruths> parts) {
        return new Combined(parts, true);
    }

    /** Any of several. */
    static ConditionTruths anyOf(List<ConditionTruths> parts) {
        return new Combined(parts, false);
    }

    /** The opposite. */
    default ConditionTruths negated() {
        return (batch, truths) -> {
            judge(batch, truths);
            for (int row = 0; row < batch.rows(); row++) {
                truths[row] = (byte) (TRUE - truths[row]);
            }
        };
    }

    /** The least or the greatest of several. */
    final class Combined implements ConditionTruths {

        private final List<ConditionTruths> parts;
        private final boolean least;
        private byte[] others = {};

        private Combined(List<ConditionTruths> parts, boolean least) {
            this.parts = parts;
            this.least = least;
        }

        @Override
        public void judge(RowBatch batch, byte[] truths) {
            if (others.length < batch.rows()) {
                others = new byte[batch.capacity()];
            }
            parts.get(0).judge(batch, truths);
            for (int part = 1; part < parts.size(); part++) {
                parts.get(part).judge(batch, others);
                for (int row = 0; row < batch.rows(); row++) {
                    boolean takes = least ? others[row] < truths[row] : others[row] > truths[row];
                    truths[row] = takes ? others[row] : truths[row];
                }
            }
        }
    }
}
