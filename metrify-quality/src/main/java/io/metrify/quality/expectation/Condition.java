package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import java.util.List;

/** A row condition that was understood, before it is known which columns there are. */
sealed interface Condition {

    /** What judges the rows of a table with given columns. */
    ConditionTruths bind(ConditionColumns columns);

    /** The condition as those who select rows by it see it. */
    default RowCondition over(ConditionDialect dialect) {
        return columns -> {
            ConditionTruths truths = bind(new ConditionColumns(columns, dialect));
            return new ConditionSelector(truths);
        };
    }

    /** All of several are true. */
    record AllOf(List<Condition> parts) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            return ConditionTruths.allOf(bound(parts, columns));
        }
    }

    /** Any of several is true. */
    record AnyOf(List<Condition> parts) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            return ConditionTruths.anyOf(bound(parts, columns));
        }
    }

    /** Another one is false. */
    record Not(Condition part) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            return part.bind(columns).negated();
        }
    }

    /** A column has no value, or has one. */
    record Missing(String column, boolean present) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            int place = columns.place(column);
            boolean wanted = !present;
            return ConditionTruths.always((batch, row) -> batch.missing(place)[row] == wanted);
        }
    }

    /** A column of yes and no says yes. */
    record Truth(String column) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            int place = columns.place(column);
            if (columns.at(place).type() != ColumnType.BOOLEAN) {
                throw new IllegalArgumentException("the row condition takes the column " + column + " of type "
                        + columns.at(place).type() + " for true or false; compare it with a value");
            }
            return ConditionTruths.of(place, columns.whenMissing(false), (batch, row) -> batch.longs(place)[row] != 0);
        }
    }

    /** A column is compared with a value. */
    record Comparison(String column, ConditionOperator operator, ConditionValue value) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            int place = columns.place(column);
            return ConditionTruths.of(
                    place,
                    columns.whenMissing(operator == ConditionOperator.UNEQUAL),
                    ConditionTests.compare(place, columns.at(place), operator, value));
        }
    }

    /** A column is compared with another. */
    record ColumnComparison(String left, ConditionOperator operator, String right) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            int first = columns.place(left);
            int second = columns.place(right);
            return ConditionTruths.of(
                    first,
                    second,
                    columns.whenMissing(operator == ConditionOperator.UNEQUAL),
                    ConditionTests.compare(first, columns.at(first), operator, second, columns.at(second)));
        }
    }

    /** The value of a column is one of several, or none of them. */
    record Among(String column, List<ConditionValue> values, boolean negated) implements Condition {
        @Override
        public ConditionTruths bind(ConditionColumns columns) {
            int place = columns.place(column);
            return ConditionTruths.of(
                    place,
                    columns.whenMissing(negated),
                    ConditionTests.among(place, columns.at(place), values, negated));
        }
    }

    private static List<ConditionTruths> bound(List<Condition> parts, ConditionColumns columns) {
        return parts.stream().map(part -> part.bind(columns)).toList();
    }
}
