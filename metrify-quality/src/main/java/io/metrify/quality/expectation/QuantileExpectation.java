package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expectation of the quantiles of a column of numbers, worked out from all of its values. Which value stands for a
 * quantile that falls between two is named by {@code allow_relative_error}, as in {@code
 * great_expectations/expectations/metrics/column_aggregate_metrics/column_quantile_values.py} for pandas: {@code nearest} unless
 * given (and of two that are equally near the one with the even place, as NumPy takes it), {@code linear}, {@code lower},
 * {@code higher} or {@code midpoint}. {@code true} and {@code false}, which SQL engines take, mean {@code nearest} too. A
 * quantile within a ten-thousandth of a limit is within it, as there.
 */
final class QuantileExpectation {

    private static final Set<String> WAYS = Set.of("nearest", "linear", "lower", "higher", "midpoint");
    private static final double RELATIVE_TOLERANCE = 1e-4;
    private static final double ABSOLUTE_TOLERANCE = 1e-8;

    private QuantileExpectation() {}

    static Check between(Request request) {
        int place = request.numericPlace("quantile");
        Column column = request.column(place);
        Map<String, @Nullable Object> ranges = request.arguments().object("quantile_ranges");
        List<Double> quantiles = quantiles(request.arguments(), ranges.get("quantiles"));
        List<Limits> limits = limits(request.arguments(), ranges.get("value_ranges"));
        if (quantiles.size() != limits.size()) {
            throw request.arguments().wrong("quantile_ranges", "give as many value_ranges as quantiles");
        }
        String way = request.arguments().value("allow_relative_error") instanceof Boolean
                ? "nearest"
                : request.arguments().word("allow_relative_error", "nearest", WAYS);
        HeldKeys held = HeldKeys.of(request.scope(), place, request.settings().heldValues());
        return () -> outcome(column, held, quantiles, limits, way);
    }

    private static Outcome outcome(
            Column column, HeldKeys held, List<Double> quantiles, List<Limits> limits, String way) {
        List<@Nullable Object> values = new ArrayList<>();
        List<Object> details = new ArrayList<>();
        for (int i = 0; i < quantiles.size(); i++) {
            Object value = held.size() == 0 ? null : value(column, held, quantiles.get(i), way);
            values.add(value);
            details.add(value != null && isWithin(Cells.toDouble(value), limits.get(i)));
        }
        return Outcome.observed(
                        !details.contains(false),
                        Map.of(
                                "quantiles",
                                quantiles.stream().map(BigDecimal::valueOf).toList(),
                                "values",
                                values))
                .withDetails(Map.of("success_details", details));
    }

    /** The value of a quantile; null stands for none in the lists above only. */
    private static Object value(Column column, HeldKeys held, double quantile, String way) {
        double index = quantile * (held.size() - 1);
        int below = (int) Math.floor(index);
        int above = (int) Math.ceil(index);
        return switch (way) {
            case "lower" -> at(column, held, below);
            case "higher" -> at(column, held, above);
            case "nearest" -> at(column, held, (int) Math.rint(index));
            case "midpoint" -> middle(at(column, held, below), at(column, held, above));
            default -> {
                double low = Cells.toDouble(at(column, held, below));
                double high = Cells.toDouble(at(column, held, above));
                yield Cells.number(below == above ? low : low + (high - low) * (index - below));
            }
        };
    }

    private static Object at(Column column, HeldKeys held, int place) {
        return Cells.numberOfKey(column, held.inOrder(place));
    }

    private static Object middle(Object low, Object high) {
        return low instanceof BigDecimal from && high instanceof BigDecimal to
                ? Cells.plain(from.add(to).divide(BigDecimal.valueOf(2)))
                : Cells.number((Cells.toDouble(low) + Cells.toDouble(high)) / 2);
    }

    private static boolean isWithin(double value, Limits limits) {
        return limits.hold(value) || isNear(value, limits.low()) || isNear(value, limits.high());
    }

    private static boolean isNear(double value, @Nullable Object limit) {
        BigDecimal number = Literals.decimal(limit);
        return number != null
                && Math.abs(value - number.doubleValue())
                        <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(number.doubleValue());
    }

    private static List<Double> quantiles(Arguments arguments, @Nullable Object given) {
        List<Double> quantiles = new ArrayList<>();
        for (Object element : arguments.listOf("quantile_ranges", given)) {
            BigDecimal number = Literals.decimal(element);
            if (number == null || number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
                throw arguments.wrong("quantile_ranges", "give quantiles from 0 to 1");
            }
            quantiles.add(number.doubleValue());
        }
        return quantiles;
    }

    private static List<Limits> limits(Arguments arguments, @Nullable Object given) {
        List<Limits> limits = new ArrayList<>();
        for (Object element : arguments.listOf("quantile_ranges", given)) {
            List<@Nullable Object> pair = arguments.listOf("quantile_ranges", element);
            if (pair.size() != 2) {
                throw arguments.wrong("quantile_ranges", "give value_ranges of two limits each, null for none");
            }
            limits.add(new Limits(pair.get(0), false, pair.get(1), false).numbers());
        }
        return limits;
    }
}
