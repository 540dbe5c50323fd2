package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Values of a column that is not text and that are in a set, or not in it. */
final class SetTest implements RowTest {

    private final int place;
    private final long[] set;
    private final boolean wanted;
    private final ColumnValues values;
    private final List<ListedKeys.Entry> entries;
    private int unexpectedInBatch;

    /**
     * A test.
     *
     * @param set the keys of the set
     * @param wanted whether values should be in it
     */
    SetTest(Scope scope, int place, Set<Long> set, boolean wanted) {
        this.place = place;
        this.set = set.stream().mapToLong(Long::longValue).sorted().toArray();
        this.wanted = wanted;
        this.values = scope.values(place);
        ListedKeys keys = ListedKeys.of(scope, place);
        this.entries = set.stream().map(keys::list).toList();
    }

    @Override
    public void see(Rows rows) {
        int inSet = 0;
        for (ListedKeys.Entry entry : entries) {
            inSet += entry.inBatch();
        }
        unexpectedInBatch = wanted ? values.count() - inSet : inSet;
    }

    @Override
    public int next(Rows rows, int from) {
        if (unexpectedInBatch == 0) {
            return -1;
        }
        RowBatch batch = rows.batch();
        boolean[] missing = batch.missing(place);
        for (int row = from; row < batch.rows(); row++) {
            if (!missing[row] && isInSet(rows.key(place, row)) != wanted) {
                return row;
            }
        }
        return -1;
    }

    private boolean isInSet(long key) {
        return Arrays.binarySearch(set, key) >= 0;
    }

    @Override
    public long unexpected() {
        long inSet = entries.stream().mapToLong(ListedKeys.Entry::total).sum();
        return wanted ? values.total() - inSet : inSet;
    }
}
