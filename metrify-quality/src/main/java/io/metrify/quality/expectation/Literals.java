package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of JSON as they are compared with the values of a column. */
final class Literals {

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger NANOS_PER_MICROSECOND = BigInteger.valueOf(1_000);
    private static final BigInteger NANOS_PER_DAY = BigInteger.valueOf(86_400_000_000_000L);
    private static final int MOST_DIGITS = 40;

    /** A day, then optionally a time with or without an offset; no offset means UTC, as everywhere in tables. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT);

    private Literals() {}

    /** A number of JSON, exactly, or null if the value is none. */
    static @Nullable BigDecimal decimal(@Nullable Object literal) {
        if (literal instanceof BigDecimal decimal) {
            return decimal;
        }
        if (literal instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (literal instanceof Long || literal instanceof Integer) {
            return BigDecimal.valueOf(((Number) literal).longValue());
        }
        if (literal instanceof Double number && Double.isFinite(number)) {
            return BigDecimal.valueOf(number);
        }
        return null;
    }

    /**
     * Where a literal lies among the values of a column that is not text.
     *
     * @return its position in keys, or null if the literal is of another kind than the column
     */
    static @Nullable Position position(Column column, Object literal) {
        return switch (column.type()) {
            case INTEGER, DECIMAL, BOOLEAN -> number(column, literal);
            case DOUBLE -> measurement(literal);
            case TIMESTAMP -> moment(literal, NANOS_PER_MICROSECOND);
            case DATE -> moment(literal, NANOS_PER_DAY);
            case TEXT -> null;
        };
    }

    /** The key of a value that equals a literal; null if no value of the column can. */
    static @Nullable Long key(Column column, @Nullable Object literal) {
        if (literal == null) {
            return null;
        }
        Position position = position(column, literal);
        return position == null || !position.exact || position.floor.bitLength() > 63
                ? null
                : (Long) position.floor.longValue();
    }

    /**
     * A position on the line of keys: at a key, or between it and the next.
     *
     * @param floor the greatest key that is not above
     * @param exact whether it is that key
     */
    record Position(BigInteger floor, boolean exact) {

        /** The first key that is not below this position, or above it if asked for strictly. */
        BigInteger first(boolean strict) {
            return exact && !strict ? floor : floor.add(BigInteger.ONE);
        }

        /** The last key that is not above this position, or below it if asked for strictly. */
        BigInteger last(boolean strict) {
            return exact && strict ? floor.subtract(BigInteger.ONE) : floor;
        }
    }

    private static @Nullable Position number(Column column, Object literal) {
        if (literal instanceof Boolean flag) {
            return new Position(flag ? BigInteger.TEN.pow(column.scale()) : BigInteger.ZERO, true);
        }
        BigDecimal number = decimal(literal);
        if (number == null) {
            return null;
        }
        BigDecimal units = number.scaleByPowerOfTen(column.scale());
        if (units.signum() != 0 && (long) units.precision() - units.scale() > MOST_DIGITS) {
            return new Position(BigInteger.TEN.pow(MOST_DIGITS).multiply(BigInteger.valueOf(units.signum())), false);
        }
        if (units.signum() != 0 && (long) units.precision() - units.scale() < 0) {
            return new Position(units.signum() < 0 ? BigInteger.ONE.negate() : BigInteger.ZERO, false);
        }
        BigDecimal floor = units.setScale(0, RoundingMode.FLOOR);
        return new Position(floor.toBigInteger(), floor.compareTo(units) == 0);
    }

    /** A double column is compared with the double nearest to the literal, as Python reads it. */
    private static @Nullable Position measurement(Object literal) {
        BigDecimal number =
                literal instanceof Boolean flag ? (flag ? BigDecimal.ONE : BigDecimal.ZERO) : decimal(literal);
        return number == null ? null : new Position(BigInteger.valueOf(DoubleKeys.key(number.doubleValue())), true);
    }

    private static @Nullable Position moment(Object literal, BigInteger nanosPerKey) {
        if (!(literal instanceof String text)) {
            return null;
        }
        Instant instant = instant(text);
        if (instant == null) {
            return null;
        }
        BigInteger nanos = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(instant.getNano()));
        BigInteger[] parts = nanos.divideAndRemainder(nanosPerKey);
        BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return new Position(floor, parts[1].signum() == 0);
    }

    private static @Nullable Instant instant(String text) {
        String trimmed = text.strip();
        String iso = trimmed.length() > 10 && trimmed.charAt(10) == ' '
                ? trimmed.substring(0, 10) + 'T' + trimmed.substring(11)
                : trimmed;
        try {
            TemporalAccessor moment = MOMENT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (moment instanceof OffsetDateTime withOffset) {
                return withOffset.toInstant();
            }
            LocalDateTime local = moment instanceof LocalDateTime time
                    ? time
                    : LocalDate.from(moment).atStartOfDay();
            return local.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What literals a column can be compared with, for a sentence. */
    static String kind(ColumnType type) {
        return switch (type) {
            case INTEGER, DECIMAL, DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case TEXT -> "a text";
            case TIMESTAMP, DATE -> "a day or moment such as 2026-03-29 or 2026-03-29T01:00:00Z";
        };
    }
}
