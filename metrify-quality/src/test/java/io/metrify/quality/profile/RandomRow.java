package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A row of all types of columns, with what is hard: missing values, infinities, both zeros, subnormals, long texts. */
record RandomRow(
        @Nullable String type,
        @Nullable Long flag,
        double measured,
        @Nullable Long energy,
        @Nullable Long number,
        @Nullable Long time,
        @Nullable Long day,
        @Nullable String id) {

    static final List<Column> COLUMNS = List.of(
            Column.of("type", ColumnType.TEXT),
            Column.of("flag", ColumnType.BOOLEAN),
            Column.of("measured", ColumnType.DOUBLE),
            Column.decimal("energy", 6),
            Column.of("number", ColumnType.INTEGER),
            Column.of("time", ColumnType.TIMESTAMP),
            Column.of("day", ColumnType.DATE),
            Column.of("id", ColumnType.TEXT));

    private static final double[] HARD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -1e308,
        1e308,
        1e-300
    };

    static List<RandomRow> list(Random random, int rows) {
        List<RandomRow> list = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            list.add(new RandomRow(
                    random.nextInt(9) == 0 ? null : "type-" + random.nextInt(5),
                    random.nextInt(9) == 0 ? null : random.nextLong() & 1,
                    random.nextInt(4) == 0 ? HARD[random.nextInt(HARD.length)] : random.nextGaussian() * 10,
                    random.nextInt(9) == 0 ? null : (long) random.nextInt(1_000_000) - 1_000,
                    random.nextInt(9) == 0 ? null : random.nextLong() >> random.nextInt(64),
                    random.nextInt(9) == 0 ? null : random.nextLong() >> 8,
                    random.nextInt(9) == 0 ? null : (long) random.nextInt(30),
                    text(random)));
        }
        return list;
    }

    private static @Nullable String text(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "İı\uD83D\uDE00\uD83D".repeat(random.nextInt(4));
            case 3 -> "long".repeat(60 + random.nextInt(10));
            default -> Integer.toString(random.nextInt(40));
        };
    }

    static void batches(List<RandomRow> rows, int batchSize, Consumer<RowBatch> sink) {
        RowBatch batch = new RowBatch(COLUMNS, batchSize);
        try (TableReader reader = new RowReader(rows)) {
            while (reader.next(batch)) {
                sink.accept(batch);
            }
        }
    }

    static Table table(List<RandomRow> rows) {
        return new Table() {
            @Override
            public List<Column> columns() {
                return COLUMNS;
            }

            @Override
            public TableReader open() {
                return new RowReader(rows);
            }
        };
    }

    private static final class RowReader implements TableReader {

        private final List<RandomRow> rows;
        private int next;

        RowReader(List<RandomRow> rows) {
            this.rows = rows;
        }

        @Override
        public boolean next(RowBatch batch) {
            int count = Math.min(batch.capacity(), rows.size() - next);
            for (int at = 0; at < count; at++) {
                rows.get(next + at).put(batch, at);
            }
            batch.filled(next, count);
            next += count;
            return count > 0;
        }

        @Override
        public void close() {
            // The rows belong to the test.
        }
    }

    private void put(RowBatch batch, int at) {
        putText(batch, 0, at, type);
        putLong(batch, 1, at, flag);
        batch.doubles(2)[at] = measured;
        batch.missing(2)[at] = false;
        putLong(batch, 3, at, energy);
        putLong(batch, 4, at, number);
        putLong(batch, 5, at, time);
        putLong(batch, 6, at, day);
        putText(batch, 7, at, id);
    }

    private static void putLong(RowBatch batch, int column, int at, @Nullable Long value) {
        batch.missing(column)[at] = value == null;
        batch.longs(column)[at] = value == null ? 42 : value;
    }

    private static void putText(RowBatch batch, int column, int at, @Nullable String value) {
        batch.missing(column)[at] = value == null;
        if (value != null) {
            batch.texts(column)[at] = value;
        }
    }
}
