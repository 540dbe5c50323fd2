package io.metrify.quality.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table over arrays, one per column. The arrays are not copied: they must not change while the table is read. Safe for
 * use by several threads.
 *
 * <pre>{@code
 * Table table = ColumnTable.builder(2)
 *         .texts("meter_id", "m-1", "m-2")
 *         .decimals("consumption_kwh", 6, new long[] {125_000, 118_500}, null)
 *         .build();
 * }</pre>
 */
public final class ColumnTable implements Table {

    private final List<Column> columns;
    private final List<Values> values;
    private final int rows;

    private ColumnTable(List<Column> columns, List<Values> values, int rows) {
        this.columns = List.copyOf(columns);
        this.values = List.copyOf(values);
        this.rows = rows;
    }

    /**
     * No columns yet.
     *
     * @param rows how many rows every column has, 0 or more
     * @return a builder
     */
    public static Builder builder(int rows) {
        return new Builder(rows);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public TableReader open() {
        return new ColumnReader();
    }

    /** Collects columns, in their order. */
    public static final class Builder {

        private final int rows;
        private final List<Column> columns = new ArrayList<>();
        private final List<Values> values = new ArrayList<>();

        private Builder(int rows) {
            if (rows < 0) {
                throw new IllegalArgumentException("a table of " + rows + " rows cannot be; give 0 or more");
            }
            this.rows = rows;
        }

        /**
         * A column of text.
         *
         * @param name its name, different from all others
         * @param texts one for each row, null where missing
         * @return this
         */
        public Builder texts(String name, @Nullable String... texts) {
            return add(Column.of(name, ColumnType.TEXT), texts.length, new Values(null, null, texts, null));
        }

        /**
         * A column of measurements.
         *
         * @param name its name, different from all others
         * @param numbers one for each row, NaN where missing
         * @return this
         */
        public Builder doubles(String name, double... numbers) {
            return add(Column.of(name, ColumnType.DOUBLE), numbers.length, new Values(null, numbers, null, null));
        }

        /**
         * A column of exact decimals.
         *
         * @param name its name, different from all others
         * @param scale how many digits follow the point, 0 to 18
         * @param unscaled one for each row, in units of the last digit
         * @param missing true for each row whose value is missing, or null if none is
         * @return this
         */
        public Builder decimals(String name, int scale, long[] unscaled, boolean @Nullable [] missing) {
            return longs(Column.decimal(name, scale), unscaled, missing);
        }

        /**
         * A column of any type that is kept in whole numbers.
         *
         * @param column the column, whose type {@linkplain ColumnType#isLong is kept so}
         * @param longs one for each row, as {@link ColumnType} says
         * @param missing true for each row whose value is missing, or null if none is
         * @return this
         */
        public Builder longs(Column column, long[] longs, boolean @Nullable [] missing) {
            if (!column.type().isLong()) {
                throw new IllegalArgumentException("the values of a column of type " + column.type()
                        + " are not kept in whole numbers; use texts or doubles for " + column.name());
            }
            if (missing != null && missing.length != rows) {
                throw wrongLength(column, missing.length);
            }
            return add(column, longs.length, new Values(longs, null, null, missing));
        }

        /**
         * The table.
         *
         * @return a table of the columns given so far
         */
        public ColumnTable build() {
            return new ColumnTable(columns, values, rows);
        }

        private Builder add(Column column, int length, Values added) {
            if (length != rows) {
                throw wrongLength(column, length);
            }
            if (columns.stream().anyMatch(known -> known.name().equals(column.name()))) {
                throw new IllegalArgumentException(
                        "there are two columns " + column.name() + "; give each its own name");
            }
            columns.add(column);
            values.add(added);
            return this;
        }

        private IllegalArgumentException wrongLength(Column column, int length) {
            return new IllegalArgumentException("the column " + column.name() + " has " + length
                    + " values but the table has " + rows + " rows; give one for each row");
        }
    }

    private static final class Values {

        private final long @Nullable [] longs;
        private final double @Nullable [] doubles;
        private final @Nullable String @Nullable [] texts;
        private final boolean @Nullable [] missing;

        Values(
                long @Nullable [] longs,
                double @Nullable [] doubles,
                @Nullable String @Nullable [] texts,
                boolean @Nullable [] missing) {
            this.longs = longs;
            this.doubles = doubles;
            this.texts = texts;
            this.missing = missing;
        }

        void copy(int from, int count, RowBatch batch, int column) {
            boolean[] absent = batch.missing(column);
            if (missing == null) {
                Arrays.fill(absent, 0, count, false);
            } else {
                System.arraycopy(missing, from, absent, 0, count);
            }
            if (longs != null) {
                System.arraycopy(longs, from, batch.longs(column), 0, count);
            } else if (doubles != null) {
                System.arraycopy(doubles, from, batch.doubles(column), 0, count);
            } else {
                @Nullable String[] all = Objects.requireNonNull(texts);
                System.arraycopy(all, from, batch.texts(column), 0, count);
                for (int row = 0; row < count; row++) {
                    absent[row] = all[from + row] == null;
                }
            }
        }
    }

    private final class ColumnReader implements TableReader {

        private int next;

        @Override
        public boolean next(RowBatch batch) {
            int count = Math.min(batch.capacity(), rows - next);
            for (int column = 0; column < columns.size(); column++) {
                values.get(column).copy(next, count, batch, column);
            }
            batch.filled(next, count);
            next += count;
            return count > 0;
        }

        @Override
        public void close() {
            // The arrays belong to whoever made the table.
        }
    }
}
