package io.metrify.quality.table;

import io.metrify.model.Energy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table over records: each column is a function of a record. Nothing is copied until rows are read, and then batch by
 * batch. As safe for use by several threads as the records are.
 *
 * <pre>{@code
 * Table table = RecordTable.<MeterReading>builder()
 *         .text("meter_id", MeterReading::meterId)
 *         .energy("consumption_kwh", MeterReading::consumption)
 *         .number("voltage", reading -> reading.electrical().voltage())
 *         .over(readings);
 * }</pre>
 */
public final class RecordTable {

    private RecordTable() {}

    /**
     * No columns yet.
     *
     * @param <R> the type of the records
     * @return a builder
     */
    public static <R> Builder<R> builder() {
        return new Builder<>();
    }

    /**
     * Collects columns, in their order. Functions that may find nothing return null, or NaN for a number.
     *
     * @param <R> the type of the records
     */
    public static final class Builder<R> {

        private final List<Column> columns = new ArrayList<>();
        private final List<Cell<R>> cells = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        private Builder() {}

        /**
         * A column of text.
         *
         * @param name its name, different from all others
         * @param value the text, or null if it is missing
         * @return this
         */
        public Builder<R> text(String name, Function<? super R, @Nullable String> value) {
            return add(Column.of(name, ColumnType.TEXT), (batch, column, row, from) -> {
                String text = value.apply(from);
                if (text == null) {
                    return false;
                }
                batch.texts(column)[row] = text;
                return true;
            });
        }

        /**
         * A column of energy in kilowatt-hours, with six digits after the point.
         *
         * @param name its name, different from all others
         * @param value the amount, or null if it is missing
         * @return this
         */
        public Builder<R> energy(String name, Function<? super R, @Nullable Energy> value) {
            return longs(Column.decimal(name, Energy.SCALE), from -> {
                Energy energy = value.apply(from);
                return energy == null ? null : energy.milliwattHours();
            });
        }

        /**
         * A column of whole numbers.
         *
         * @param name its name, different from all others
         * @param value the number, or null if it is missing
         * @return this
         */
        public Builder<R> integer(String name, Function<? super R, @Nullable Long> value) {
            return longs(Column.of(name, ColumnType.INTEGER), value);
        }

        /**
         * A column of measurements.
         *
         * @param name its name, different from all others
         * @param value the number, or NaN if it is missing
         * @return this
         */
        public Builder<R> number(String name, ToDoubleFunction<? super R> value) {
            Objects.requireNonNull(value, "value");
            return add(Column.of(name, ColumnType.DOUBLE), (batch, column, row, from) -> {
                batch.doubles(column)[row] = value.applyAsDouble(from);
                return true;
            });
        }

        /**
         * A column of yes and no, without missing values.
         *
         * @param name its name, different from all others
         * @param value yes or no
         * @return this
         */
        public Builder<R> flag(String name, Predicate<? super R> value) {
            return longs(Column.of(name, ColumnType.BOOLEAN), from -> value.test(from) ? 1L : 0L);
        }

        /**
         * A column of instants.
         *
         * @param name its name, different from all others
         * @param value the instant, cut to microseconds, or null if it is missing
         * @return this
         */
        public Builder<R> timestamp(String name, Function<? super R, @Nullable Instant> value) {
            return longs(Column.of(name, ColumnType.TIMESTAMP), from -> {
                Instant instant = value.apply(from);
                return instant == null ? null : ColumnType.microseconds(instant);
            });
        }

        /**
         * A column of days of the calendar.
         *
         * @param name its name, different from all others
         * @param value the day, or null if it is missing
         * @return this
         */
        public Builder<R> date(String name, Function<? super R, @Nullable LocalDate> value) {
            return longs(Column.of(name, ColumnType.DATE), from -> {
                LocalDate date = value.apply(from);
                return date == null ? null : date.toEpochDay();
            });
        }

        /**
         * The table over given records.
         *
         * @param records the rows, in their order; the table can be opened as often as they can be iterated
         * @return the table
         */
        public Table over(Iterable<? extends R> records) {
            Objects.requireNonNull(records, "records");
            List<Column> fixed = List.copyOf(columns);
            List<Cell<R>> fixedCells = List.copyOf(cells);
            return new Table() {
                @Override
                public List<Column> columns() {
                    return fixed;
                }

                @Override
                public TableReader open() {
                    return new RecordReader<>(fixedCells, records.iterator());
                }
            };
        }

        private Builder<R> longs(Column of, Function<? super R, @Nullable Long> value) {
            Objects.requireNonNull(value, "value");
            return add(of, (batch, column, row, from) -> {
                Long number = value.apply(from);
                if (number == null) {
                    return false;
                }
                batch.longs(column)[row] = number;
                return true;
            });
        }

        private Builder<R> add(Column column, Cell<R> cell) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "there are two columns " + column.name() + "; give each its own name");
            }
            columns.add(column);
            cells.add(cell);
            return this;
        }
    }

    /** Puts one value of a record into its place; false if there is none. */
    private interface Cell<R> {
        boolean put(RowBatch batch, int column, int row, R from);
    }

    private static final class RecordReader<R> implements TableReader {

        private final List<Cell<R>> cells;
        private final Iterator<? extends R> records;
        private long read;

        RecordReader(List<Cell<R>> cells, Iterator<? extends R> records) {
            this.cells = cells;
            this.records = records;
        }

        @Override
        public boolean next(RowBatch batch) {
            int rows = 0;
            while (rows < batch.capacity() && records.hasNext()) {
                R from = records.next();
                for (int column = 0; column < cells.size(); column++) {
                    batch.missing(column)[rows] = !cells.get(column).put(batch, column, rows, from);
                }
                rows++;
            }
            batch.filled(read, rows);
            read += rows;
            return rows > 0;
        }

        @Override
        public void close() {
            // Records are held by whoever made the table.
        }
    }
}
