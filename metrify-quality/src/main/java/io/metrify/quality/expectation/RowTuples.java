package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of several columns of a row as numbers: keys, and for texts their codes. Missing values are told by a mask. */
final class RowTuples {

    private static final int MOST_COLUMNS = 62;

    private final int[] places;
    private final @Nullable TextCodes[] texts;
    private final long[] parts;

    private RowTuples(int[] places, @Nullable TextCodes[] texts) {
        this.places = places;
        this.texts = texts;
        this.parts = new long[places.length];
    }

    /** Tuples of columns whose texts are all numbered, up to a bound. */
    static RowTuples of(Scope scope, List<Integer> places, int bound) {
        if (places.size() > MOST_COLUMNS) {
            throw new UncheckableException(
                    places.size() + " columns are too many to be taken together; name at most " + MOST_COLUMNS);
        }
        @Nullable TextCodes[] texts = new TextCodes[places.size()];
        for (int i = 0; i < texts.length; i++) {
            if (scope.column(places.get(i)).type() == ColumnType.TEXT) {
                TextCodes codes = TextCodes.of(scope, places.get(i));
                codes.atLeast(bound);
                texts[i] = codes;
            }
        }
        return new RowTuples(places.stream().mapToInt(Integer::intValue).toArray(), texts);
    }

    int width() {
        return places.length;
    }

    /** The parts of the row read last, 0 where missing. */
    long[] parts() {
        return parts;
    }

    /** Reads a row; a bit for each value that is missing, or -1 if a text has no number. */
    long read(Rows rows, int row) {
        long mask = 0;
        for (int i = 0; i < places.length; i++) {
            TextCodes codes = texts[i];
            if (rows.batch().missing(places[i])[row]) {
                mask |= 1L << i;
                parts[i] = 0;
            } else if (codes != null) {
                parts[i] = codes.codes()[row];
                if (parts[i] == TextCodes.UNNUMBERED) {
                    return -1;
                }
            } else {
                parts[i] = rows.key(places[i], row);
            }
        }
        return mask;
    }
}
