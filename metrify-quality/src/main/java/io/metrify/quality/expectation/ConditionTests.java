package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The tests of single rows that comparisons come down to. */
final class ConditionTests {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private ConditionTests() {}

    /** A column against a value. */
    static RowPredicate compare(int place, Column column, ConditionOperator operator, ConditionValue value) {
        Object literal = literal(column, value);
        if (column.type() == ColumnType.BOOLEAN && operator.isOrder()) {
            throw new IllegalArgumentException("the row condition asks for an order of the column " + column.name()
                    + " of type BOOLEAN; ask only whether it is true or false");
        }
        if (literal instanceof String text && column.type() == ColumnType.TEXT) {
            return (batch, row) -> operator.holds(CodePoints.ORDER.compare(batch.texts(place)[row], text));
        }
        if (column.type() == ColumnType.DOUBLE) {
            double bound = number(literal);
            return (batch, row) -> operator.holds(Double.compare(batch.doubles(place)[row] + 0.0, bound));
        }
        Literals.Position position = Literals.position(column, literal);
        if (position == null) {
            throw unlike(column, value);
        }
        return within(place, operator, position);
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
            throw new IllegalArgumentException("the row condition compares the column " + first.name() + " of type "
                    + type + " with the column " + second.name() + " of type " + second.type()
                    + "; give both the same type that has an order");
        }
        return type == ColumnType.TEXT
                ? (batch, row) ->
                        operator.holds(CodePoints.ORDER.compare(batch.texts(left)[row], batch.texts(right)[row]))
                : compareExactly(left, first, operator, right, second);
    }

    /** Whether a column has one of several values. */
    static RowPredicate among(int place, Column column, List<ConditionValue> values, boolean negated) {
        List<Object> literals =
                values.stream().map(value -> literal(column, value)).toList();
        if (column.type() == ColumnType.TEXT) {
            Set<String> texts = literals.stream().map(String::valueOf).collect(Collectors.toSet());
            return (batch, row) -> texts.contains(batch.texts(place)[row]) != negated;
        }
        if (column.type() == ColumnType.DOUBLE) {
            double[] numbers = literals.stream()
                    .mapToDouble(ConditionTests::number)
                    .sorted()
                    .toArray();
            return (batch, row) -> (Arrays.binarySearch(numbers, batch.doubles(place)[row] + 0.0) >= 0) != negated;
        }
        long[] keys = literals.stream()
                .map(literal -> Literals.key(column, literal))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return (batch, row) -> (Arrays.binarySearch(keys, batch.longs(place)[row]) >= 0) != negated;
    }

    private static RowPredicate compareExactly(
            int left, Column first, ConditionOperator operator, int right, Column second) {
        long leftFactor = ConditionNumbers.powerOfTen(Math.max(0, second.scale() - first.scale()));
        long rightFactor = ConditionNumbers.powerOfTen(Math.max(0, first.scale() - second.scale()));
        return (batch, row) -> operator.holds(ConditionNumbers.compareProducts(
                batch.longs(left)[row], leftFactor, batch.longs(right)[row], rightFactor));
    }

    /** Values kept in whole numbers against one that may lie between two of them, or beyond all. */
    private static RowPredicate within(int place, ConditionOperator operator, Literals.Position position) {
        return switch (operator) {
            case EQUAL -> between(place, position.first(false), position.last(false));
            case UNEQUAL -> {
                RowPredicate equal = between(place, position.first(false), position.last(false));
                yield (batch, row) -> !equal.holds(batch, row);
            }
            case LESS -> between(place, LEAST, position.last(true));
            case AT_MOST -> between(place, LEAST, position.last(false));
            case GREATER -> between(place, position.first(true), GREATEST);
            case AT_LEAST -> between(place, position.first(false), GREATEST);
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

    /** The double nearest to a number; never -0.0, which sorts apart from 0.0. */
    private static double number(Object literal) {
        return ((Number) literal).doubleValue() + 0.0;
    }

    /** A value as the literal of JSON that means the same, if the column can be compared with it at all. */
    private static Object literal(Column column, ConditionValue value) {
        ColumnType type = column.type();
        if (value instanceof ConditionValue.Numeric numeric && (type.isNumeric() || type == ColumnType.BOOLEAN)) {
            return numeric.number();
        }
        if (value instanceof ConditionValue.Flag flag && type == ColumnType.BOOLEAN) {
            return flag.value();
        }
        boolean time = type == ColumnType.DATE || type == ColumnType.TIMESTAMP;
        if (value instanceof ConditionValue.Text text && (type == ColumnType.TEXT || time)) {
            return text.text();
        }
        if (value instanceof ConditionValue.Temporal temporal && time) {
            return temporal.text();
        }
        throw unlike(column, value);
    }

    private static IllegalArgumentException unlike(Column column, ConditionValue value) {
        return new IllegalArgumentException("the row condition compares the column " + column.name() + " of type "
                + column.type() + " with " + value + "; compare it with " + Literals.kind(column.type()));
    }
}
