package io.metrify.quality.expectation;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Expectations of two columns in a row. A row in which a value is missing and that is not passed over is unexpected. */
final class PairExpectations {

    private static final Set<String> IGNORE =
            Set.of("both_values_are_missing", "either_value_is_missing", "neither", "never");

    private PairExpectations() {}

    static Check greater(Request request) {
        boolean orEqual = request.arguments().flag("or_equal", false);
        return compared(request, orEqual ? sign -> sign >= 0 : sign -> sign > 0);
    }

    static Check equal(Request request) {
        return compared(request, sign -> sign == 0);
    }

    /** A set that is not given holds every pair, as in Great Expectations; null in a pair stands for a missing value. */
    static Check inSet(Request request) {
        List<Integer> places = places(request);
        if (request.arguments().value("value_pairs_set") == null) {
            return check(request, places, (batch, row) -> true);
        }
        PairSet set = PairSet.of(request, places);
        return check(request, places, set::holds);
    }

    private static Check compared(Request request, IntPredicate expected) {
        List<Integer> places = places(request);
        int a = places.get(0);
        int b = places.get(1);
        CellOrder order = CellOrder.of(request.column(a), a, request.column(b), b);
        if (order == null) {
            throw new UncheckableException("the columns " + request.column(a) + " and " + request.column(b)
                    + " cannot be compared; name two of numbers, or two of the same type");
        }
        return check(
                request,
                places,
                (batch, row) ->
                        !batch.missing(a)[row] && !batch.missing(b)[row] && expected.test(order.compare(batch, row)));
    }

    private static List<Integer> places(Request request) {
        return List.of(
                request.scope().place(request.arguments().text("column_A")),
                request.scope().place(request.arguments().text("column_B")));
    }

    private static Check check(Request request, List<Integer> places, RowPredicate expected) {
        MissingRows domain = MissingRows.of(request.scope(), places, when(request.arguments()));
        return request.watched(new EachRowTest(domain, expected), domain, UnexpectedRows.Shape.PAIR, places);
    }

    private static MissingRows.When when(Arguments arguments) {
        return switch (arguments.word("ignore_row_if", "both_values_are_missing", IGNORE)) {
            case "both_values_are_missing" -> MissingRows.When.ALL_MISSING;
            case "either_value_is_missing" -> MissingRows.When.ANY_MISSING;
            default -> MissingRows.When.NEVER;
        };
    }
}
