package io.metrify.quality.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Puts the value of one column of the current row into its place; false if it is missing. */
interface JdbcCell {

    /**
     * Reads a value.
     *
     * @param rows at the row
     * @param batch where to put it
     * @param row at which row of the batch
     * @return false if it is missing
     * @throws SQLException if the database fails
     * @throws ArithmeticException if it does not fit
     */
    boolean put(ResultSet rows, RowBatch batch, int row) throws SQLException;

    /** Whole numbers; {@code place} counts from 0 here and in all others. */
    static JdbcCell whole(int place) {
        return (rows, batch, row) -> {
            batch.longs(place)[row] = rows.getLong(place + 1);
            return !rows.wasNull();
        };
    }

    /** Exact decimals. */
    static JdbcCell decimal(int place, int scale) {
        return (rows, batch, row) -> {
            BigDecimal decimal = rows.getBigDecimal(place + 1);
            if (decimal == null) {
                return false;
            }
            batch.longs(place)[row] = decimal.setScale(scale, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
            return true;
        };
    }

    /** Measurements. */
    static JdbcCell measurement(int place) {
        return (rows, batch, row) -> {
            batch.doubles(place)[row] = rows.getDouble(place + 1);
            return !rows.wasNull();
        };
    }

    /** Yes and no. */
    static JdbcCell flag(int place) {
        return (rows, batch, row) -> {
            batch.longs(place)[row] = rows.getBoolean(place + 1) ? 1 : 0;
            return !rows.wasNull();
        };
    }

    /** Days. */
    static JdbcCell date(int place) {
        return (rows, batch, row) -> {
            LocalDate date = rows.getObject(place + 1, LocalDate.class);
            if (date == null) {
                return false;
            }
            batch.longs(place)[row] = date.toEpochDay();
            return true;
        };
    }

    /** Times of which UTC is assumed. */
    static JdbcCell localTime(int place) {
        return new LocalTimeCell(place);
    }

    /** Times that say their offset. */
    static JdbcCell offsetTime(int place) {
        return (rows, batch, row) -> {
            OffsetDateTime time = rows.getObject(place + 1, OffsetDateTime.class);
            if (time == null) {
                return false;
            }
            batch.longs(place)[row] = ColumnType.microseconds(time.toInstant());
            return true;
        };
    }

    /** Texts; equal ones become the same object where that costs little. */
    static JdbcCell text(int place) {
        RecentTexts recent = new RecentTexts();
        return (rows, batch, row) -> {
            String text = rows.getString(place + 1);
            if (text == null) {
                return false;
            }
            batch.texts(place)[row] = recent.same(text);
            return true;
        };
    }
}
