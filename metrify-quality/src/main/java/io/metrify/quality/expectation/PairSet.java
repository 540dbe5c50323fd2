package io.metrify.quality.expectation;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import io.metrify.quality.table.RowBatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A set of pairs of values. The members of each side are numbered, so that a row is looked up without an object for it. */
final class PairSet {

    private final Side left;
    private final Side right;
    private final long[] pairs;

    private PairSet(Side left, Side right, List<List<@Nullable Object>> given) {
        this.left = left;
        this.right = right;
        this.pairs = given.stream()
                .mapToLong(pair -> together(left.number(pair.get(0)), right.number(pair.get(1))))
                .filter(pair -> pair >= 0)
                .sorted()
                .toArray();
    }

    static PairSet of(Request request, List<Integer> places) {
        List<List<@Nullable Object>> given = request.arguments().list("value_pairs_set").stream()
                .map(pair -> pair(request.arguments(), pair))
                .toList();
        Column first = request.column(places.get(0));
        Column second = request.column(places.get(1));
        return new PairSet(
                new Side(
                        first,
                        places.get(0),
                        given.stream().map(pair -> pair.get(0)).toList()),
                new Side(
                        second,
                        places.get(1),
                        given.stream().map(pair -> pair.get(1)).toList()),
                given);
    }

    boolean holds(RowBatch batch, int row) {
        int a = left.number(batch, row);
        int b = a < 0 ? -1 : right.number(batch, row);
        return b >= 0 && Arrays.binarySearch(pairs, together(a, b)) >= 0;
    }

    /** The number of a pair, or -1 if no row can have one of its members. */
    private static long together(int a, int b) {
        return a < 0 || b < 0 ? -1 : (long) a << Integer.SIZE | b;
    }

    private static List<@Nullable Object> pair(Arguments arguments, @Nullable Object given) {
        List<@Nullable Object> pair = arguments.listOf("value_pairs_set", given);
        if (pair.size() != 2) {
            throw arguments.wrong("value_pairs_set", "give pairs of values");
        }
        return pair;
    }

    /** The members of one side: 0 is missing, then the others. */
    private static final class Side {

        private final Column column;
        private final int place;
        private final Map<String, Integer> texts = new HashMap<>();
        private final long[] keys;

        Side(Column column, int place, List<@Nullable Object> members) {
            this.column = column;
            this.place = place;
            if (column.type() == ColumnType.TEXT) {
                for (Object member : members) {
                    if (member instanceof String text) {
                        texts.putIfAbsent(text, texts.size() + 1);
                    }
                }
            }
            this.keys = members.stream()
                    .map(member -> Literals.key(column, member))
                    .filter(key -> key != null)
                    .mapToLong(key -> key == null ? 0 : key)
                    .sorted()
                    .distinct()
                    .toArray();
        }

        int number(@Nullable Object member) {
            if (member == null) {
                return 0;
            }
            if (column.type() == ColumnType.TEXT) {
                return member instanceof String text ? texts.getOrDefault(text, -1) : -1;
            }
            Long key = Literals.key(column, member);
            return key == null ? -1 : 1 + Arrays.binarySearch(keys, key);
        }

        int number(RowBatch batch, int row) {
            if (batch.missing(place)[row]) {
                return 0;
            }
            if (column.type() == ColumnType.TEXT) {
                return texts.getOrDefault(batch.texts(place)[row], -1);
            }
            long key = column.type() == ColumnType.DOUBLE
                    ? DoubleKeys.key(batch.doubles(place)[row])
                    : batch.longs(place)[row];
            int found = Arrays.binarySearch(keys, key);
            return found < 0 ? -1 : 1 + found;
        }
    }
}
