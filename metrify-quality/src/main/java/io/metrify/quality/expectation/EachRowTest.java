package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;

/** A test that looks at several values of each row. */
final class EachRowTest implements RowTest {

    private final MissingRows domain;
    private final RowPredicate expected;
    private boolean[] wrong = {};
    private boolean someInBatch;
    private long unexpected;

    EachRowTest(MissingRows domain, RowPredicate expected) {
        this.domain = domain;
        this.expected = expected;
    }

    @Override
    public void see(Rows rows) {
        RowBatch batch = rows.batch();
        if (wrong.length < batch.capacity()) {
            wrong = new boolean[batch.capacity()];
        }
        int count = 0;
        for (int row = 0; row < batch.rows(); row++) {
            boolean isWrong = !domain.ignores(row) && !expected.holds(batch, row);
            wrong[row] = isWrong;
            count += isWrong ? 1 : 0;
        }
        someInBatch = count > 0;
        unexpected += count;
    }

    @Override
    public int next(Rows rows, int from) {
        if (someInBatch) {
            for (int row = from; row < rows.count(); row++) {
                if (wrong[row]) {
                    return row;
                }
            }
        }
        return -1;
    }

    @Override
    public long unexpected() {
        return unexpected;
    }
}
