package io.metrify.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one rule that is judged record by record said of the rows of a batch: evidence or a reason, in order of rows. */
final class RowNotes {

    private static final int SMALLEST = 16;

    private int[] rows = new int[SMALLEST];
    // Evidence, or the String of a reason.
    private final List<Object> said = new ArrayList<>();
    private int repeated;

    void add(int row, Object evidenceOrReason) {
        int size = said.size();
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        repeated += size > 0 && rows[size - 1] == row ? 1 : 0;
        rows[size] = row;
        said.add(evidenceOrReason);
    }

    /** How many findings there are beyond the first of each row. */
    int moreThanOnePerRow() {
        return repeated;
    }

    /** Says of a row to an inspection what the rule said. */
    void tell(int row, Inspection inspection) {
        for (int i = first(row); i >= 0 && i < said.size() && rows[i] == row; i++) {
            if (said.get(i) instanceof Evidence evidence) {
                inspection.violation(evidence);
            } else {
                inspection.skip((String) said.get(i));
            }
        }
    }

    /** The reason why a row was skipped. */
    String reason(int row) {
        return (String) said.get(first(row));
    }

    void clear() {
        said.clear();
        repeated = 0;
    }

    /** The place of the first note on a row, or a negative number if there is none. */
    private int first(int row) {
        int place = Arrays.binarySearch(rows, 0, said.size(), row);
        while (place > 0 && rows[place - 1] == row) {
            place--;
        }
        return place;
    }
}
