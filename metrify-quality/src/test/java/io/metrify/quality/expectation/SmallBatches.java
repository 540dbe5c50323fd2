package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import io.metrify.quality.table.Table;
import io.metrify.quality.table.TableReader;
import java.util.List;

/** A table whose reader puts fewer rows into a batch than fit. */
record SmallBatches(Table table, int size) implements Table {

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    @Override
    public TableReader open() {
        TableReader reader = table.open();
        RowBatch small = new RowBatch(columns(), size);
        return new TableReader() {
            @Override
            public boolean next(RowBatch batch) {
                boolean some = reader.next(small);
                for (int place = 0; place < columns().size(); place++) {
                    ColumnType type = columns().get(place).type();
                    System.arraycopy(small.missing(place), 0, batch.missing(place), 0, small.rows());
                    if (type == ColumnType.TEXT) {
                        System.arraycopy(small.texts(place), 0, batch.texts(place), 0, small.rows());
                    } else if (type == ColumnType.DOUBLE) {
                        System.arraycopy(small.doubles(place), 0, batch.doubles(place), 0, small.rows());
                    } else {
                        System.arraycopy(small.longs(place), 0, batch.longs(place), 0, small.rows());
                    }
                }
                batch.filled(small.firstRow(), small.rows());
                return some;
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }
}
