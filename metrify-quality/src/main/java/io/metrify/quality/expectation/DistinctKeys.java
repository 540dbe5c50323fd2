package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import java.util.Arrays;
import java.util.List;

/** The different values of a column that is not text. */
final class DistinctKeys implements Measure, DistinctValues {

    private final int place;
    private final Column column;
    private final ColumnValues values;
    private final int bound;
    private final KeyTally tally;

    private DistinctKeys(int place, Column column, ColumnValues values, int bound) {
        this.place = place;
        this.column = column;
        this.values = values;
        this.bound = bound;
        this.tally = new KeyTally(bound);
    }

    static DistinctKeys of(Scope scope, int place, int bound) {
        ColumnValues values = scope.values(place);
        return scope.measure(
                DistinctKeys.class, List.of(place), () -> new DistinctKeys(place, scope.column(place), values, bound));
    }

    @Override
    public void add(Rows rows) {
        if (tally.overflowed()) {
            return;
        }
        long[] keys = values.keys();
        int count = values.count();
        for (int i = 0; i < count; i++) {
            tally.add(keys[i]);
        }
    }

    @Override
    public long size() {
        return tally.size();
    }

    @Override
    public long repeated() {
        return tally.repeated();
    }

    @Override
    public boolean isRepeated(Rows rows, int row) {
        return tally.count(rows.key(place, row)) > 1;
    }

    @Override
    public List<Counted> sorted() {
        return Arrays.stream(tally.sorted())
                .mapToObj(key -> new Counted(Cells.ofKey(column, key), tally.count(key)))
                .toList();
    }

    @Override
    public void requireAll() {
        if (tally.overflowed()) {
            throw DistinctValues.tooMany("the column " + column.name(), bound);
        }
    }
}
