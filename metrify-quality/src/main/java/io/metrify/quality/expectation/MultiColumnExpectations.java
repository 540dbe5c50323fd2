package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Expectations of several columns in a row. */
final class MultiColumnExpectations {

    private static final Set<String> IGNORE =
            Set.of("all_values_are_missing", "any_value_is_missing", "never", "neither");

    private MultiColumnExpectations() {}

    static Check compoundUnique(Request request) {
        List<Integer> places = places(request);
        MissingRows domain = domain(request, places);
        return request.watched(
                new CompoundTest(
                        request.scope(), domain, places, request.settings().heldValues()),
                domain,
                UnexpectedRows.Shape.RECORD,
                places);
    }

    /** Two missing values are equal, as in pandas; values of kinds that cannot be compared differ. */
    static Check uniqueWithinRecord(Request request) {
        List<Integer> places = places(request);
        List<RowPredicate> differences = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                differences.add(difference(request, places.get(i), places.get(j)));
            }
        }
        return check(request, places, (batch, row) -> {
            for (RowPredicate difference : differences) {
                if (!difference.holds(batch, row)) {
                    return false;
                }
            }
            return true;
        });
    }

    /** The sum of a row in which a value is missing is no number, so it equals nothing. */
    static Check sumEqual(Request request) {
        List<Integer> places = places(request);
        List<Column> columns = places.stream().map(request::column).toList();
        for (Column column : columns) {
            if (!column.type().isNumeric()) {
                throw new UncheckableException("the column " + column.name() + " is " + column.type()
                        + ", which cannot be added up; name columns of numbers");
            }
        }
        BigDecimal total = request.arguments().number("sum_total");
        int[] at = places.stream().mapToInt(Integer::intValue).toArray();
        boolean measured = columns.stream().anyMatch(column -> column.type() == ColumnType.DOUBLE);
        return check(request, places, (batch, row) -> {
            for (int place : at) {
                if (batch.missing(place)[row]) {
                    return false;
                }
            }
            return measured
                    ? measuredSum(batch, at, row) == total.doubleValue()
                    : exactSum(batch, at, row).compareTo(total) == 0;
        });
    }

    private static double measuredSum(RowBatch batch, int[] at, int row) {
        double sum = 0;
        for (int place : at) {
            sum += batch.columns().get(place).type() == ColumnType.DOUBLE
                    ? batch.doubles(place)[row]
                    : exact(batch, place, row).doubleValue();
        }
        return sum;
    }

    private static BigDecimal exactSum(RowBatch batch, int[] at, int row) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int place : at) {
            sum = sum.add(exact(batch, place, row));
        }
        return sum;
    }

    private static BigDecimal exact(RowBatch batch, int place, int row) {
        return BigDecimal.valueOf(
                batch.longs(place)[row], batch.columns().get(place).scale());
    }

    private static RowPredicate difference(Request request, int a, int b) {
        CellOrder order = CellOrder.of(request.column(a), a, request.column(b), b);
        return (batch, row) -> {
            boolean missing = batch.missing(a)[row];
            if (missing || batch.missing(b)[row]) {
                return missing != batch.missing(b)[row];
            }
            return order == null || order.compare(batch, row) != 0;
        };
    }

    private static Check check(Request request, List<Integer> places, RowPredicate expected) {
        MissingRows domain = domain(request, places);
        return request.watched(new EachRowTest(domain, expected), domain, UnexpectedRows.Shape.RECORD, places);
    }

    private static List<Integer> places(Request request) {
        List<String> names = request.arguments().texts("column_list");
        if (names.isEmpty()) {
            throw request.arguments().wrong("column_list", "name at least one column");
        }
        return names.stream().map(request.scope()::place).toList();
    }

    private static MissingRows domain(Request request, List<Integer> places) {
        MissingRows.When when = switch (request.arguments().word("ignore_row_if", "all_values_are_missing", IGNORE)) {
            case "all_values_are_missing" -> MissingRows.When.ALL_MISSING;
            case "any_value_is_missing" -> MissingRows.When.ANY_MISSING;
            default -> MissingRows.When.NEVER;
        };
        return MissingRows.of(request.scope(), places, when);
    }
}
