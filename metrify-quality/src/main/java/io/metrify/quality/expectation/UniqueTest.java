package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;

/** Values that no other row has. All rows of a value that came more than once are unexpected, the first too. */
final class UniqueTest implements RowTest {

    private final int place;
    private final DistinctValues distinct;

    UniqueTest(int place, DistinctValues distinct) {
        this.place = place;
        this.distinct = distinct;
    }

    @Override
    public void see(Rows rows) {
        // The different values are counted once for the column.
    }

    @Override
    public int next(Rows rows, int from) {
        RowBatch batch = rows.batch();
        boolean[] missing = batch.missing(place);
        for (int row = from; row < batch.rows(); row++) {
            if (!missing[row] && distinct.isRepeated(rows, row)) {
                return row;
            }
        }
        return -1;
    }

    @Override
    public long unexpected() {
        distinct.requireAll();
        return distinct.repeated();
    }

    @Override
    public boolean late() {
        return true;
    }
}
