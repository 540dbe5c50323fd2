package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows that some expectations speak of (all, or those of one row condition), the measures taken of them, and the checks
 * that read these. Not thread-safe.
 */
final class Scope {

    private final List<Column> columns;
    private final RowCondition.@Nullable Selector selector;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean[] used;
    private final Map<List<Object>, Measure> measures = new LinkedHashMap<>();
    private final List<MapCheck> checks = new ArrayList<>();
    private @Nullable Rows rows;
    private boolean @Nullable [] selected;
    private long[] numbers = {};
    private long count;

    /**
     * A scope without checks.
     *
     * @param columns the columns of the table
     * @param selector what selects its rows, or null for all
     */
    Scope(List<Column> columns, RowCondition.@Nullable Selector selector) {
        this.columns = columns;
        this.selector = selector;
        this.used = new boolean[columns.size()];
        for (int place = 0; place < columns.size(); place++) {
            places.put(columns.get(place).name(), place);
        }
    }

    List<Column> columns() {
        return columns;
    }

    Column column(int place) {
        return columns.get(place);
    }

    /** How many rows it had so far. */
    long count() {
        return count;
    }

    /** The place of a column that a check reads. */
    int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new UncheckableException("there is no column " + name + "; the table has "
                    + columns.stream().map(Column::name).toList());
        }
        used[place] = true;
        return place;
    }

    /** The measure of a kind, of one or several columns: made when it is first asked for. */
    <M extends Measure> M measure(Class<M> kind, List<Integer> of, Supplier<M> made) {
        return measure(kind, of, "", made);
    }

    /** The same, for kinds that come in several variants. */
    <M extends Measure> M measure(Class<M> kind, List<Integer> of, Object variant, Supplier<M> made) {
        List<Object> key = List.of(kind, of, variant);
        Measure known = measures.get(key);
        if (known == null) {
            M added = made.get();
            measures.put(key, added);
            return added;
        }
        return kind.cast(known);
    }

    /** The values of a column that are not missing. */
    ColumnValues values(int place) {
        return measure(
                ColumnValues.class,
                List.of(place),
                () -> new ColumnValues(place, columns.get(place).type()));
    }

    void watch(MapCheck check) {
        checks.add(check);
    }

    /** Takes a batch in: the measures first, then the checks that look at single rows. */
    void read(RowBatch batch) {
        Rows taken = take(batch);
        count += taken.count();
        for (Measure measure : measures.values()) {
            measure.add(taken);
        }
        for (MapCheck check : checks) {
            check.see(taken);
        }
    }

    /** Whether some check wants the rows for a second time. */
    boolean wantsAgain() {
        return checks.stream().anyMatch(MapCheck::wantsAgain);
    }

    /** Shows a batch for the second time. */
    void readAgain(RowBatch batch) {
        Rows taken = take(batch);
        for (Measure measure : measures.values()) {
            measure.again(taken);
        }
        for (MapCheck check : checks) {
            if (check.wantsAgain()) {
                check.seeAgain(taken);
            }
        }
    }

    private Rows take(RowBatch batch) {
        if (selector == null) {
            if (rows == null || rows.batch() != batch) {
                rows = new Rows(batch);
            }
            return rows;
        }
        if (rows == null || selected == null || selected.length != batch.capacity()) {
            selected = new boolean[batch.capacity()];
            numbers = new long[batch.capacity()];
            rows = new Rows(new RowBatch(columns, batch.capacity()), numbers);
        }
        selector.select(batch, selected);
        int kept = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (selected[row]) {
                numbers[kept++] = batch.firstRow() + row;
            }
        }
        for (int place = 0; place < used.length; place++) {
            if (used[place]) {
                copy(batch, place, rows.batch(), kept);
            }
        }
        rows.batch().filled(batch.firstRow(), kept);
        return rows;
    }

    private void copy(RowBatch from, int place, RowBatch to, int kept) {
        boolean[] missing = from.missing(place);
        boolean[] missingTo = to.missing(place);
        ColumnType type = columns.get(place).type();
        for (int row = 0; row < kept; row++) {
            int source = (int) (numbers[row] - from.firstRow());
            missingTo[row] = missing[source];
            if (type == ColumnType.TEXT) {
                to.texts(place)[row] = from.texts(place)[source];
            } else if (type == ColumnType.DOUBLE) {
                to.doubles(place)[row] = from.doubles(place)[source];
            } else {
                to.longs(place)[row] = from.longs(place)[source];
            }
        }
    }
}
