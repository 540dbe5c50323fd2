package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Expectations of one number (or value) that is worked out from a column and should lie between limits. Where there is nothing to
 * work it out from, nothing is observed and the expectation is not met, as in Great Expectations.
 */
final class AggregateExpectations {

    private AggregateExpectations() {}

    static Check min(Request request) {
        return extreme(request, true);
    }

    static Check max(Request request) {
        return extreme(request, false);
    }

    /** The sum; 0 of no values, as in pandas. */
    static Check sum(Request request) {
        int place = request.numericPlace("sum");
        Column column = request.column(place);
        if (column.type() == ColumnType.DOUBLE) {
            DoubleSum sum = DoubleSum.of(request.scope(), place);
            return measured(request, sum::sum);
        }
        ExactSum sum = ExactSum.of(request.scope(), place);
        return exact(request, () -> new BigDecimal(sum.sum(), column.scale()));
    }

    static Check mean(Request request) {
        int place = request.numericPlace("mean");
        return measured(request, mean(request.scope(), place));
    }

    /** The mean of a column of numbers; NaN of no values. */
    static Supplier<Double> mean(Scope scope, int place) {
        ColumnValues values = scope.values(place);
        Column column = scope.column(place);
        if (column.type() == ColumnType.DOUBLE) {
            DoubleSum sum = DoubleSum.of(scope, place);
            return () -> sum.sum() / values.total();
        }
        ExactSum sum = ExactSum.of(scope, place);
        return () -> values.total() == 0
                ? Double.NaN
                : new BigDecimal(sum.sum(), column.scale())
                        .divide(BigDecimal.valueOf(values.total()), MathContext.DECIMAL128)
                        .doubleValue();
    }

    static Check deviation(Request request) {
        int place = request.numericPlace("standard deviation");
        Spread spread = Spread.of(request.scope(), place);
        return measured(request, spread::deviation);
    }

    static Check median(Request request) {
        int place = request.numericPlace("median");
        Column column = request.column(place);
        HeldKeys held = HeldKeys.of(request.scope(), place, request.settings().heldValues());
        if (column.type() == ColumnType.DOUBLE) {
            return measured(request, () -> {
                int size = held.size();
                return size == 0
                        ? Double.NaN
                        : (DoubleKeys.value(held.inOrder((size - 1) / 2)) + DoubleKeys.value(held.inOrder(size / 2)))
                                / 2;
            });
        }
        return exact(request, () -> {
            int size = held.size();
            return size == 0
                    ? null
                    : BigDecimal.valueOf(held.inOrder((size - 1) / 2), column.scale())
                            .add(BigDecimal.valueOf(held.inOrder(size / 2), column.scale()))
                            .divide(BigDecimal.valueOf(2));
        });
    }

    static Check uniqueValueCount(Request request) {
        DistinctValues distinct = distinct(request);
        return exact(request, () -> {
            distinct.requireAll();
            return BigDecimal.valueOf(distinct.size());
        });
    }

    /** Different values for each value that is there; 0 if there is none. */
    static Check proportionOfUniqueValues(Request request) {
        DistinctValues distinct = distinct(request);
        ColumnValues values = request.scope().values(request.place());
        return measured(request, () -> {
            distinct.requireAll();
            return values.total() == 0 ? 0.0 : (double) distinct.size() / values.total();
        });
    }

    private static DistinctValues distinct(Request request) {
        return DistinctValues.of(
                request.scope(), request.place(), request.settings().heldValues());
    }

    private static Check extreme(Request request, boolean smallest) {
        int place = request.place();
        Column column = request.column(place);
        ColumnValues values = request.scope().values(place);
        Limits limits = Limits.of(request.arguments());
        if (column.type() == ColumnType.TEXT) {
            TextExtent extent = TextExtent.of(request.scope(), place);
            Predicate<String> range = TextRange.of(column, limits);
            return () -> {
                String observed = smallest ? extent.low() : extent.high();
                return Outcome.observed(observed != null && range.test(observed), observed);
            };
        }
        KeyExtent extent = KeyExtent.of(request.scope(), place);
        KeyRange range = KeyRange.of(column, limits);
        return () -> {
            if (values.total() == 0) {
                return Outcome.observed(false, null);
            }
            long key = smallest ? extent.low() : extent.high();
            return Outcome.observed(range.holds(key), Cells.ofKey(column, key));
        };
    }

    private static Check measured(Request request, Supplier<Double> observed) {
        Limits limits = Limits.of(request.arguments()).numbers();
        return () -> {
            double value = observed.get();
            return Double.isNaN(value)
                    ? Outcome.observed(false, null)
                    : Outcome.observed(limits.hold(value), Cells.number(value));
        };
    }

    private static Check exact(Request request, Supplier<@Nullable BigDecimal> observed) {
        Limits limits = Limits.of(request.arguments()).numbers();
        return () -> {
            BigDecimal value = observed.get();
            return value == null
                    ? Outcome.observed(false, null)
                    : Outcome.observed(limits.hold(value), whole(Cells.plain(value)));
        };
    }

    /** A whole number as JSON has it, where it is one. */
    private static Object whole(BigDecimal value) {
        return value.scale() > 0
                ? value
                : value.precision() < 19 ? (Object) value.longValueExact() : value.toBigInteger();
    }
}
