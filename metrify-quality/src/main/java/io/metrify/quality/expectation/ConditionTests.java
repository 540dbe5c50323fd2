package io.metrify.quality.expectation;

import io.metrify.quality.expectation.ConditionTruths.RowPredicate;
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
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tests of single rows that comparisons come down to. */
final class ConditionTests {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** How long a date such as 2026-03-29 is. */
    private static final int LENGTH_OF_DATE = 10;

    private ConditionTests() {}

    /** A column against a value. */
    static RowPredicate compare(int place, Column column, ConditionOperator operator, ConditionValue value) {
        if (column.type() == ColumnType.TEXT && value instanceof ConditionValue.Text text) {
            return (batch, row) -> operator.holds(batch.texts(place)[row].compareTo(text.text()));
        }
        if (column.type() == ColumnType.DOUBLE && value instanceof ConditionValue.Numeric numeric) {
            double bound = numeric.number().doubleValue();
            return (batch, row) -> operator.holds(Double.compare(batch.doubles(place)[row] + 0.0, bound + 0.0));
        }
        if (column.type() == ColumnType.BOOLEAN && operator.isOrder()) {
            throw new IllegalArgumentException("the row condition asks for an order of the column " + column.name()
                    + " of type BOOLEAN; ask only whether it is true or false");
        }
        return within(place, operator, exactly(column, value));
    }

    /** A column against another. */
    static RowPredicate compare(int left, Column first, ConditionOperator operator, int right, Column second) {
        ColumnType type = first.type();
        if (type.isNumeric() && second.type().isNumeric()) {
            return type == ColumnType.DOUBLE || second.type() == ColumnType.DOUBLE
                    ? (batch, row) -> operator.holds(Double.compare(
                            ConditionNumbers.toDouble(batch, left, first, row),
                            ConditionNumbers.toDouble(batch, right, second, row)))
                    : compareExactly(left, first, operator, right, second);
        }
        if (type != second.type() || (type == ColumnType.BOOLEAN && operator.isOrder())) {
            throw new IllegalArgumentException(
                    "the row condition compares the column " + first.name() + " of type " + type
                            + " with the column " + second.name() + " of type " + second.type()
                            + "; give both the same type that has an order");
        }
        return type == ColumnType.TEXT
                ? (batch, row) -> operator.holds(batch.texts(left)[row].compareTo(batch.texts(right)[row]))
                : compareExactly(left, first, operator, right, second);
    }

    /** Whether a column has one of several values. */
    static RowPredicate among(int place, Column column, List<ConditionValue> values, boolean negated) {
        if (column.type() == ColumnType.TEXT) {
            Set<String> texts = new HashSet<>();
            for (ConditionValue value : values) {
                if (!(value instanceof ConditionValue.Text text)) {
                    throw unlike(column, value);
                }
                texts.add(text.text());
            }
            return (batch, row) -> texts.contains(batch.texts(place)[row]) != negated;
        }
        if (column.type() == ColumnType.DOUBLE) {
            double[] numbers = new double[values.size()];
            for (int index = 0; index < numbers.length; index++) {
                if (!(values.get(index) instanceof ConditionValue.Numeric numeric)) {
                    throw unlike(column, values.get(index));
                }
                numbers[index] = numeric.number().doubleValue() + 0.0;
            }
            Arrays.sort(numbers);
            return (batch, row) -> (Arrays.binarySearch(numbers, batch.doubles(place)[row] + 0.0) >= 0) != negated;
        }
        long[] longs = values.stream()
                .map(value -> exactly(column, value))
                .filter(ConditionTests::isLong)
                .mapToLong(BigDecimal::longValueExact)
                .sorted()
                .toArray();
        return (batch, row) -> (Arrays.binarySearch(longs, batch.longs(place)[row]) >= 0) != negated;
    }

    private static RowPredicate compareExactly(
            int left, Column first, ConditionOperator operator, int right, Column second) {
        long leftFactor = ConditionNumbers.powerOfTen(Math.max(0, second.scale() - first.scale()));
        long rightFactor = ConditionNumbers.powerOfTen(Math.max(0, first.scale() - second.scale()));
        return (batch, row) -> operator.holds(ConditionNumbers.compareProducts(
                batch.longs(left)[row], leftFactor, batch.longs(right)[row], rightFactor));
    }

    /** A test of values kept in whole numbers against one that may lie between two of them or beyond all. */
    private static RowPredicate within(int place, ConditionOperator operator, BigDecimal value) {
        BigInteger below = value.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        BigInteger above = value.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
        return switch (operator) {
            case EQUAL -> between(place, above, below);
            case UNEQUAL -> {
                RowPredicate equal = between(place, above, below);
                yield (batch, row) -> !equal.holds(batch, row);
            }
            case LESS -> between(place, LEAST, above.subtract(BigInteger.ONE));
            case AT_MOST -> between(place, LEAST, below);
            case GREATER -> between(place, below.add(BigInteger.ONE), GREATEST);
            case AT_LEAST -> between(place, above, GREATEST);
        };
    }

    private static RowPredicate between(int place, BigInteger least, BigInteger greatest) {
        if (least.compareTo(greatest) > 0 || least.compareTo(GREATEST) > 0 || greatest.compareTo(LEAST) < 0) {
            return (batch, row) -> false;
        }
        long from = least.max(LEAST).longValueExact();
        long to = greatest.min(GREATEST).longValueExact();
        return (batch, row) -> {
            long number = batch.longs(place)[row];
            return from <= number && number <= to;
        };
    }

    private static boolean isLong(BigDecimal number) {
        return number.remainder(BigDecimal.ONE).signum() == 0
                && number.compareTo(new BigDecimal(LEAST)) >= 0
                && number.compareTo(new BigDecimal(GREATEST)) <= 0;
    }

    /** A value in the units in which a column keeps its values. */
    private static BigDecimal exactly(Column column, ConditionValue value) {
        switch (column.type()) {
            case INTEGER, DECIMAL -> {
                if (value instanceof ConditionValue.Numeric numeric) {
                    return numeric.number().movePointRight(column.scale());
                }
            }
            case BOOLEAN -> {
                if (value instanceof ConditionValue.Flag flag) {
                    return flag.value() ? BigDecimal.ONE : BigDecimal.ZERO;
                }
                if (value instanceof ConditionValue.Numeric numeric) {
                    return numeric.number();
                }
            }
            case DATE, TIMESTAMP -> {
                if (value instanceof ConditionValue.Text text) {
                    return time(column, text.text());
                }
                if (value instanceof ConditionValue.Temporal temporal) {
                    return time(column, temporal.text());
                }
            }
            case DOUBLE, TEXT -> {
                // Only the kind of value that they are compared with elsewhere would do.
            }
        }
        throw unlike(column, value);
    }

    private static BigDecimal time(Column column, String text) {
        try {
            if (column.type() == ColumnType.DATE) {
                return BigDecimal.valueOf(LocalDate.parse(text).toEpochDay());
            }
            Instant instant = instant(text);
            Instant cut = instant.truncatedTo(ChronoUnit.MICROS);
            return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, cut))
                    .add(BigDecimal.valueOf(ChronoUnit.NANOS.between(cut, instant), 3));
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new IllegalArgumentException(
                    "the row condition compares the column " + column.name() + " of type " + column.type() + " with \""
                            + text + "\"; write "
                            + (column.type() == ColumnType.DATE ? "2026-03-29" : "2026-03-29 or 2026-03-29T02:00:00Z"),
                    malformed);
        }
    }

    private static Instant instant(String text) {
        if (text.length() == LENGTH_OF_DATE) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean spaced = text.length() > LENGTH_OF_DATE && text.charAt(LENGTH_OF_DATE) == ' ';
        String joined = spaced ? text.substring(0, LENGTH_OF_DATE) + "T" + text.substring(LENGTH_OF_DATE + 1) : text;
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(joined, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
    }

    private static IllegalArgumentException unlike(Column column, ConditionValue value) {
        String remedy = switch (column.type()) {
            case INTEGER, DECIMAL, DOUBLE -> "a number";
            case BOOLEAN -> "true, false, 1 or 0";
            case TEXT -> "a text in quotes";
            case TIMESTAMP, DATE -> "a date or time in quotes";
        };
        return new IllegalArgumentException("the row condition compares the column " + column.name() + " of type "
                + column.type() + " with " + value + "; compare it with " + remedy);
    }
}
