package io.metrify.connector.jdbc;

import io.metrify.model.Energy;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows into one table by the fastest way a database has. Each row is begun, given one value for each column in
 * the order of the table, and ended; nothing is sure to be in the table before {@link #flush}. The rows belong to the
 * transaction of the connection. Several writers of one connection may be open and take rows in turns. Used by one thread.
 */
public interface RowWriter extends AutoCloseable {

    /**
     * Begins a row.
     *
     * @throws SQLException if the database failed
     */
    void beginRow() throws SQLException;

    /**
     * Appends a text.
     *
     * @param value the text, or null for NULL
     * @throws SQLException if the database failed
     */
    void text(@Nullable String value) throws SQLException;

    /**
     * Appends an instant.
     *
     * @param value the instant, cut to milliseconds, or null for NULL
     * @throws SQLException if the database failed
     */
    void instant(@Nullable Instant value) throws SQLException;

    /**
     * Appends an amount of energy.
     *
     * @param value the amount, stored as kWh, or null for NULL
     * @throws SQLException if the database failed
     */
    void energy(@Nullable Energy value) throws SQLException;

    /**
     * Appends a measurement.
     *
     * @param value the number; NaN, a measurement that was not taken, is NULL
     * @throws SQLException if the database failed
     */
    void number(double value) throws SQLException;

    /**
     * Appends a whole number of 32 bits.
     *
     * @param value the number
     * @throws SQLException if the database failed
     */
    void integer(int value) throws SQLException;

    /**
     * Appends a whole number of 64 bits.
     *
     * @param value the number
     * @throws SQLException if the database failed
     */
    void bigint(long value) throws SQLException;

    /**
     * Appends a day.
     *
     * @param value the day
     * @throws SQLException if the database failed
     */
    void date(LocalDate value) throws SQLException;

    /**
     * Appends bytes.
     *
     * @param value the bytes, or null for NULL
     * @throws SQLException if the database failed
     */
    void bytes(byte @Nullable [] value) throws SQLException;

    /**
     * Appends texts by name.
     *
     * @param value the texts; may be empty
     * @throws SQLException if the database failed
     */
    void texts(Map<String, String> value) throws SQLException;

    /**
     * Ends the row.
     *
     * @throws SQLException if the database failed
     */
    void endRow() throws SQLException;

    /**
     * Puts all rows that were ended into the table, as part of the connection's transaction. More rows may follow.
     *
     * @throws SQLException if the database failed; the transaction is to be rolled back
     */
    void flush() throws SQLException;

    /**
     * Gives back what the writer holds. Rows that were not flushed may be lost.
     *
     * @throws SQLException if the database failed
     */
    @Override
    void close() throws SQLException;
}
