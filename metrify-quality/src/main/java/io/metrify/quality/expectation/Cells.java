package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a table as values of JSON. */
final class Cells {

    private Cells() {}

    /** The value of a row, or null if it is missing. */
    static @Nullable Object of(RowBatch batch, int place, int row) {
        if (batch.missing(place)[row]) {
            return null;
        }
        Column column = batch.columns().get(place);
        return switch (column.type()) {
            case TEXT -> batch.texts(place)[row];
            case DOUBLE -> number(batch.doubles(place)[row]);
            case INTEGER, DECIMAL, BOOLEAN, TIMESTAMP, DATE -> ofKey(column, batch.longs(place)[row]);
        };
    }

    /** The values of a row by the names of their columns. */
    static Map<String, @Nullable Object> of(RowBatch batch, List<Integer> places, int row) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        for (int place : places) {
            cells.put(batch.columns().get(place).name(), of(batch, place, row));
        }
        return cells;
    }

    /** The value of a key of a column that is not text. */
    static Object ofKey(Column column, long key) {
        return switch (column.type()) {
            case INTEGER -> key;
            case DECIMAL -> plain(BigDecimal.valueOf(key, column.scale()));
            case DOUBLE -> number(DoubleKeys.value(key));
            case BOOLEAN -> key != 0;
            case TIMESTAMP -> Instant.EPOCH.plus(key, ChronoUnit.MICROS).toString();
            case DATE -> LocalDate.ofEpochDay(key).toString();
            case TEXT -> throw new IllegalArgumentException("a " + ColumnType.TEXT + " column has no keys");
        };
    }

    /** The value of a key of a numeric column: a decimal without zeros at its end, or a text where it is not finite. */
    static Object numberOfKey(Column column, long key) {
        Object number = column.type() == ColumnType.DOUBLE
                ? number(DoubleKeys.value(key))
                : BigDecimal.valueOf(key, column.scale());
        return number instanceof BigDecimal decimal ? plain(decimal) : number;
    }

    /** The double that a value of {@link #number} or {@link #numberOfKey} stands for. */
    static double toDouble(Object number) {
        return number instanceof BigDecimal decimal ? decimal.doubleValue() : Double.parseDouble(number.toString());
    }

    /** A measured number; the text that Python writes if it is not finite, as JSON has no number for it. */
    static Object number(double value) {
        if (Double.isFinite(value)) {
            return BigDecimal.valueOf(value);
        }
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /** A decimal without zeros at its end. */
    static BigDecimal plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
