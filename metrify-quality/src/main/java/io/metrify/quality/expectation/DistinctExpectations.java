package io.metrify.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Expectations of the set of different values of a column. */
final class DistinctExpectations {

    private DistinctExpectations() {}

    /** A set that is not given holds every value, as in Great Expectations. */
    static Check inSet(Request request) {
        return request.arguments().listOrNull("value_set") == null
                ? compared(request, List.of(), (seen, set) -> true)
                : compared(request, (seen, set) -> set.containsAll(seen));
    }

    static Check containSet(Request request) {
        return compared(request, (seen, set) -> seen.containsAll(set));
    }

    static Check equalSet(Request request) {
        return compared(request, (seen, set) -> seen.equals(set));
    }

    /** The most common value should be in a set; with {@code ties_okay}, one of those that are equally common. */
    static Check mostCommon(Request request) {
        int place = request.place();
        DistinctValues distinct =
                DistinctValues.of(request.scope(), place, request.settings().heldValues());
        List<@Nullable Object> given = request.arguments().listOrNull("value_set");
        Set<Object> set = canonical(request, place, given == null ? List.of() : given);
        boolean ties = request.arguments().flag("ties_okay", false);
        int bound = request.reporting().bound();
        return () -> {
            distinct.requireAll();
            List<DistinctValues.Counted> counted = distinct.sorted();
            long most = counted.stream()
                    .mapToLong(DistinctValues.Counted::count)
                    .max()
                    .orElse(0);
            List<Object> common = counted.stream()
                    .filter(value -> value.count() == most)
                    .map(DistinctValues.Counted::value)
                    .toList();
            long inSet = common.stream().filter(set::contains).count();
            return cut(
                    Outcome.observed(ties ? inSet > 0 : common.size() == 1 && inSet == 1, first(common, bound)),
                    common.size(),
                    bound);
        };
    }

    private static Check compared(Request request, BiPredicate<Set<Object>, Set<Object>> expected) {
        return compared(request, request.arguments().list("value_set"), expected);
    }

    private static Check compared(
            Request request, List<@Nullable Object> given, BiPredicate<Set<Object>, Set<Object>> expected) {
        int place = request.place();
        DistinctValues distinct =
                DistinctValues.of(request.scope(), place, request.settings().heldValues());
        Set<Object> set = canonical(request, place, given);
        int bound = request.reporting().bound();
        return () -> {
            distinct.requireAll();
            List<DistinctValues.Counted> counted = distinct.sorted();
            TreeSet<Object> seen = new TreeSet<>(JsonOrder.BY_VALUE);
            counted.forEach(value -> seen.add(value.value()));
            List<Object> values =
                    counted.stream().map(DistinctValues.Counted::value).toList();
            List<Object> counts = new ArrayList<>();
            for (DistinctValues.Counted value : first(counted, bound)) {
                counts.add(Map.of("value", value.value(), "count", value.count()));
            }
            Outcome outcome = Outcome.observed(expected.test(seen, set), first(values, bound))
                    .withDetails(Map.of("value_counts", counts));
            return cut(outcome, counted.size(), bound);
        };
    }

    /** Members as the column's own values are told, so that 1 and 1.0, or two ways to write a moment, are the same. */
    private static Set<Object> canonical(Request request, int place, List<@Nullable Object> given) {
        TreeSet<Object> set = new TreeSet<>(JsonOrder.BY_VALUE);
        for (Object member : given) {
            Long key = Literals.key(request.column(place), member);
            if (key != null) {
                set.add(Cells.ofKey(request.column(place), key));
            } else if (member != null) {
                set.add(member);
            }
        }
        return set;
    }

    private static <T> List<T> first(List<T> of, int bound) {
        return of.subList(0, Math.min(bound, of.size()));
    }

    private static Outcome cut(Outcome outcome, int size, int bound) {
        return size <= bound
                ? outcome
                : outcome.with(
                        "incomplete",
                        "the first " + bound + " of " + size
                                + " values are listed; raise reportedRows of the evaluator");
    }
}
