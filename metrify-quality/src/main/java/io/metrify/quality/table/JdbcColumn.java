package io.metrify.quality.table;

import java.math.BigInteger;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A column of a result set.
 *
 * @param column what it is here
 * @param cells makes what reads its values
 */
record JdbcColumn(Column column, Supplier<JdbcCell> cells) {

    private static final int MOST_DIGITS = 18;

    /** What the database says of a column; {@code number} counts from 1. */
    static JdbcColumn of(ResultSetMetaData described, int number) throws SQLException {
        String name = described.getColumnLabel(number);
        int place = number - 1;
        return switch (described.getColumnType(number)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                of(name, ColumnType.INTEGER, () -> JdbcCell.whole(place));
            case Types.DECIMAL, Types.NUMERIC -> decimal(described, number, name);
            case Types.REAL, Types.FLOAT, Types.DOUBLE ->
                of(name, ColumnType.DOUBLE, () -> JdbcCell.measurement(place));
            case Types.BOOLEAN -> of(name, ColumnType.BOOLEAN, () -> JdbcCell.flag(place));
            case Types.BIT ->
                described.getPrecision(number) > 1
                        ? text(name, place)
                        : of(name, ColumnType.BOOLEAN, () -> JdbcCell.flag(place));
            case Types.DATE -> of(name, ColumnType.DATE, () -> JdbcCell.date(place));
            case Types.TIMESTAMP_WITH_TIMEZONE -> of(name, ColumnType.TIMESTAMP, () -> JdbcCell.offsetTime(place));
            case Types.TIMESTAMP ->
                of(
                        name,
                        ColumnType.TIMESTAMP,
                        hasOffset(described.getColumnTypeName(number))
                                ? () -> JdbcCell.offsetTime(place)
                                : () -> JdbcCell.localTime(place));
            default -> other(described, number, name);
        };
    }

    /** What reads the values of one result set. */
    JdbcCell cell() {
        return cells.get();
    }

    private static JdbcColumn of(String name, ColumnType type, Supplier<JdbcCell> cells) {
        return new JdbcColumn(Column.of(name, type), cells);
    }

    private static JdbcColumn text(String name, int place) {
        return of(name, ColumnType.TEXT, () -> JdbcCell.text(place));
    }

    private static JdbcColumn decimal(ResultSetMetaData described, int number, String name) throws SQLException {
        int digits = described.getPrecision(number);
        int scale = described.getScale(number);
        if (digits < 1 || digits > MOST_DIGITS || scale < 0 || scale > digits) {
            throw tooWide(
                    name,
                    described.getColumnTypeName(number) + " with " + digits + " digits, " + scale
                            + " of them after the point,");
        }
        int place = number - 1;
        return new JdbcColumn(Column.decimal(name, scale), () -> JdbcCell.decimal(place, scale));
    }

    private static JdbcColumn other(ResultSetMetaData described, int number, String name) throws SQLException {
        if (BigInteger.class.getName().equals(described.getColumnClassName(number))) {
            throw tooWide(name, described.getColumnTypeName(number));
        }
        return text(name, number - 1);
    }

    private static IllegalArgumentException tooWide(String name, String type) {
        return new IllegalArgumentException("the column " + name + " of type " + type + " may hold more than "
                + MOST_DIGITS + " digits; cast it in the query, for example to DECIMAL(18, 6), to BIGINT or to DOUBLE");
    }

    /** PostgreSQL and others call times with and without an offset TIMESTAMP; the name of the type tells them apart. */
    private static boolean hasOffset(String type) {
        String upper = type.toUpperCase(Locale.ROOT);
        boolean zoned = upper.endsWith("TZ") && !upper.endsWith("NTZ");
        return zoned || upper.endsWith("WITH TIME ZONE");
    }
}
