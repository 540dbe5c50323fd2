package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expectations of single values of any type: that they are there, between limits, in a set, unique. */
final class ValueExpectations {

    private ValueExpectations() {}

    static Check notNull(Request request) {
        int place = request.place();
        return request.ofAllRows(place, new NullTest(request.scope(), place, false));
    }

    static Check isNull(Request request) {
        int place = request.place();
        return request.ofAllRows(place, new NullTest(request.scope(), place, true));
    }

    static Check between(Request request) {
        int place = request.place();
        Column column = request.column(place);
        Limits limits = Limits.atLeastOne(request.arguments());
        return request.ofValues(
                place,
                column.type() == ColumnType.TEXT
                        ? new TextTest(request.scope(), place, TextRange.of(column, limits))
                        : new RangeTest(request.scope(), place, KeyRange.of(column, limits)));
    }

    static Check inSet(Request request) {
        return set(request, true);
    }

    static Check notInSet(Request request) {
        return set(request, false);
    }

    static Check unique(Request request) {
        int place = request.place();
        DistinctValues distinct =
                DistinctValues.of(request.scope(), place, request.settings().heldValues());
        return request.ofValues(place, new UniqueTest(place, distinct));
    }

    /** A set that is not given holds every value, as in Great Expectations; an empty one holds none. */
    private static Check set(Request request, boolean wanted) {
        int place = request.place();
        List<@Nullable Object> set = request.arguments().listOrNull("value_set");
        if (request.column(place).type() == ColumnType.TEXT) {
            Set<String> texts = set == null ? Set.of() : texts(set);
            Predicate<String> expected = text -> set == null || texts.contains(text) == wanted;
            return request.ofValues(place, new TextTest(request.scope(), place, expected));
        }
        Set<Long> keys = set == null ? Set.of() : keys(request.column(place), set);
        return request.ofValues(place, new SetTest(request.scope(), place, keys, wanted && set != null));
    }

    private static Set<String> texts(List<@Nullable Object> set) {
        return set.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Members that no value of the column can equal, such as texts in a set for numbers, are left out. */
    private static Set<Long> keys(Column column, List<@Nullable Object> set) {
        return set.stream()
                .map(member -> Literals.key(column, member))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
