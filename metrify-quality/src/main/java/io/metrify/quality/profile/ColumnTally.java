package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;

/** Gathers what is kept of one column. Not thread-safe. */
abstract sealed class ColumnTally permits DoubleTally, LongTally, TextTally {

    final Column column;
    long count;
    private long missing;

    ColumnTally(Column column) {
        this.column = column;
    }

    static ColumnTally of(Column column, ProfileSettings settings, WorkSpace space) {
        if (column.type() == ColumnType.TEXT) {
            return new TextTally(column, settings);
        }
        return column.type() == ColumnType.DOUBLE
                ? new DoubleTally(column, settings, space)
                : new LongTally(column, settings, space);
    }

    /** Adds rows of a batch. */
    final void add(RowBatch batch, int place, Rows rows) {
        int absent = addPresent(batch, place, rows);
        missing += absent;
        count += rows.count() - absent;
    }

    /** Adds what was gathered elsewhere. */
    final void add(ColumnState other) {
        merge(other);
        missing += other.missing();
        count += other.count();
    }

    final ColumnState toState() {
        return state(missing);
    }

    /** Adds the values that are not missing; how many were. */
    abstract int addPresent(RowBatch batch, int place, Rows rows);

    /** Adds all but the counts. */
    abstract void merge(ColumnState other);

    abstract ColumnState state(long absent);

    /**
     * Which rows of a batch are meant.
     *
     * @param numbers the numbers of rows, or of no length if the first rows are meant
     * @param from the first of the numbers
     * @param count how many rows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never kept longer than a batch
    record Rows(int[] numbers, int from, int count) {

        private static final int[] ALL = new int[0];

        static Rows first(int count) {
            return new Rows(ALL, 0, count);
        }

        int row(int at) {
            return numbers.length == 0 ? at : numbers[from + at];
        }
    }
}
