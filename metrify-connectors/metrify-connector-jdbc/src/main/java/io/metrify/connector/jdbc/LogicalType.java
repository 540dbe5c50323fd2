package io.metrify.connector.jdbc;

/** What a column holds, whatever a database calls it. */
public enum LogicalType {
    /** Text of any length, in Unicode. */
    TEXT,
    /** An instant in whole milliseconds, of the years 0001 to 9999. */
    INSTANT,
    /** Energy in kWh, exact: {@code DECIMAL(18, 6)}. */
    ENERGY,
    /** A number of double precision; never NaN, as a measurement that was not taken is NULL. */
    DOUBLE,
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits. */
    BIGINT,
    /** A day of a calendar, without time and zone. */
    DATE,
    /** Bytes as they came. */
    BYTES,
    /** Texts by name. */
    TEXT_MAP
}
