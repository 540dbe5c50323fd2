package io.metrify.quality.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the values of a column are, and so in which array of a {@link RowBatch} they are found. */
public enum ColumnType {
    /** Whole numbers, in {@code longs}. */
    INTEGER,
    /** Exact decimals of up to 18 digits, in {@code longs} as whole numbers of the last digit: see {@link Column#scale()}. */
    DECIMAL,
    /** Measurements, in {@code doubles}; NaN is a measurement that was not taken, so it is missing. */
    DOUBLE,
    /** True or false, in {@code longs} as 1 or 0. */
    BOOLEAN,
    /** Text, in {@code texts}; null is missing, the empty text is not. */
    TEXT,
    /** Instants, in {@code longs} as microseconds since 1970-01-01T00:00:00Z. */
    TIMESTAMP,
    /** Days of the calendar, in {@code longs} as days since 1970-01-01. */
    DATE;

    /**
     * Whether values are kept in {@code longs}.
     *
     * @return false for {@link #DOUBLE} and {@link #TEXT}
     */
    public boolean isLong() {
        return this != DOUBLE && this != TEXT;
    }

    /** An instant as {@link #TIMESTAMP} has it; what is finer than microseconds is cut off towards the past. */
    static long microseconds(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Whether values are numbers that can be added up.
     *
     * @return true for {@link #INTEGER}, {@link #DECIMAL} and {@link #DOUBLE}
     */
    public boolean isNumeric() {
        return this == INTEGER || this == DECIMAL || this == DOUBLE;
    }
}
