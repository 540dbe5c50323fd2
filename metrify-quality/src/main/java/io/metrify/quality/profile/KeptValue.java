package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A value as it is kept, 64 bits for whatever type, and as the type of its column has it. */
final class KeptValue {

    private KeptValue() {}

    static Object toObject(Column column, long kept) {
        return switch (column.type()) {
            case INTEGER -> kept;
            case DECIMAL -> BigDecimal.valueOf(kept, column.scale());
            case DOUBLE -> Double.longBitsToDouble(kept);
            case BOOLEAN -> kept != 0;
            case TIMESTAMP -> Instant.EPOCH.plus(kept, ChronoUnit.MICROS);
            case DATE -> LocalDate.ofEpochDay(kept);
            case TEXT -> throw new IllegalArgumentException("a text is not kept in 64 bits");
        };
    }

    /** A number, rounded once. */
    static double toDouble(Column column, long kept) {
        return switch (column.type()) {
            case DOUBLE -> Double.longBitsToDouble(kept);
            case DECIMAL -> BigDecimal.valueOf(kept, column.scale()).doubleValue();
            default -> (double) kept;
        };
    }

    /** By what a kept number is divided to give the number: a power of ten that is exact as a double. */
    static double unit(Column column) {
        return BigDecimal.ONE.scaleByPowerOfTen(column.scale()).doubleValue();
    }
}
