package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;

/** Values that are there, or that are not. */
final class NullTest implements RowTest {

    private final int place;
    private final ColumnValues values;
    private final boolean missingWanted;

    NullTest(Scope scope, int place, boolean missingWanted) {
        this.place = place;
        this.values = scope.values(place);
        this.missingWanted = missingWanted;
    }

    @Override
    public void see(Rows rows) {
        // The column's values are counted once for all.
    }

    @Override
    public int next(Rows rows, int from) {
        RowBatch batch = rows.batch();
        int missingCount = batch.missingCount(place);
        if (missingWanted ? missingCount == batch.rows() : missingCount == 0) {
            return -1;
        }
        boolean[] missing = batch.missing(place);
        for (int row = from; row < batch.rows(); row++) {
            if (missing[row] != missingWanted) {
                return row;
            }
        }
        return -1;
    }

    @Override
    public long unexpected() {
        return missingWanted ? values.total() : values.ignored();
    }
}
