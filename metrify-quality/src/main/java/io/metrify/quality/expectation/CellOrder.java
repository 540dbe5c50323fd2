package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Compares the values of two columns in a row, neither of which is missing. */
@FunctionalInterface
interface CellOrder {

    /** Negative, 0 or positive, as the value of the first column is smaller, equal or greater. */
    int compare(RowBatch batch, int row);

    /** The order of two columns, or null if their values are of kinds that cannot be compared. */
    static @Nullable CellOrder of(Column first, int a, Column second, int b) {
        ColumnType left = first.type();
        ColumnType right = second.type();
        if (left == ColumnType.TEXT && right == ColumnType.TEXT) {
            return (batch, row) -> CodePoints.ORDER.compare(batch.texts(a)[row], batch.texts(b)[row]);
        }
        if (left == right && left.isLong() && first.scale() == second.scale()) {
            return (batch, row) -> Long.compare(batch.longs(a)[row], batch.longs(b)[row]);
        }
        if (left == ColumnType.DOUBLE && right == ColumnType.DOUBLE) {
            return (batch, row) -> Double.compare(batch.doubles(a)[row] + 0.0, batch.doubles(b)[row] + 0.0);
        }
        if (!left.isNumeric() || !right.isNumeric()) {
            return null;
        }
        if (left == ColumnType.DOUBLE || right == ColumnType.DOUBLE) {
            return (batch, row) -> Double.compare(measured(first, batch, a, row), measured(second, batch, b, row));
        }
        return (batch, row) -> BigDecimal.valueOf(batch.longs(a)[row], first.scale())
                .compareTo(BigDecimal.valueOf(batch.longs(b)[row], second.scale()));
    }

    private static double measured(Column column, RowBatch batch, int place, int row) {
        return column.type() == ColumnType.DOUBLE
                ? batch.doubles(place)[row] + 0.0
                : BigDecimal.valueOf(batch.longs(place)[row], column.scale()).doubleValue();
    }
}
