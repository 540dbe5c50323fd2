package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;
import org.jspecify.annotations.Nullable;

/** Values between two limits. Counts come from the column's cuts; only batches with unexpected rows are looked through. */
final class RangeTest implements RowTest {

    private final int place;
    private final KeyRange range;
    private final ColumnValues values;
    private final KeyCuts.Cut first;
    private final KeyCuts.@Nullable Cut behind;
    private long inside;
    private int unexpectedInBatch;

    RangeTest(Scope scope, int place, KeyRange range) {
        this.place = place;
        this.range = range;
        this.values = scope.values(place);
        KeyCuts cuts = KeyCuts.of(scope, place);
        this.first = cuts.at(range.first());
        this.behind = cuts.behind(range.last());
    }

    @Override
    public void see(Rows rows) {
        int within = Math.max(0, first.inBatch() - (behind == null ? 0 : behind.inBatch()));
        inside += within;
        unexpectedInBatch = values.count() - within;
    }

    @Override
    public int next(Rows rows, int from) {
        if (unexpectedInBatch == 0) {
            return -1;
        }
        RowBatch batch = rows.batch();
        boolean[] missing = batch.missing(place);
        for (int row = from; row < batch.rows(); row++) {
            if (!missing[row] && !range.holds(rows.key(place, row))) {
                return row;
            }
        }
        return -1;
    }

    @Override
    public long unexpected() {
        return values.total() - inside;
    }
}
