package io.metrify.validation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of judged columns that violate nothing. Their reports differ only in what was skipped and why, which hardly ever
 * varies, so reports that were made are kept with the rows they are true of.
 */
final class CleanRows {

    /** What one fleet skips, by type of meter and by what its devices measure, is no more. */
    private static final int MOST = 8;

    private final List<Outcomes> outcomes;
    private final List<Alike> kept = new ArrayList<>(MOST);

    CleanRows(List<Outcomes> outcomes) {
        this.outcomes = outcomes;
    }

    /** Forgets the columns that were judged before. */
    void clear() {
        kept.clear();
    }

    /** The report of a row, or null if it violates something or no report of a row like it is kept. */
    @Nullable
    ValidationReport report(int row) {
        for (int i = 0; i < kept.size(); i++) {
            Alike alike = kept.get(i);
            if (alike.rows.get(row)) {
                return alike.report;
            }
        }
        return null;
    }

    /** Keeps the report of a row for all like it, if the row violates nothing. */
    void keep(int row, ValidationReport report, int rows) {
        if (kept.size() < MOST && report.findings().isEmpty()) {
            kept.add(new Alike(rowsLike(row, rows), report));
        }
    }

    private BitSet rowsLike(int row, int rows) {
        long[] alike = new long[rows / Long.SIZE + 1];
        for (int word = 0; word * Long.SIZE < rows; word++) {
            long bits = -1;
            for (Outcomes of : outcomes) {
                bits &= ~of.violated()[word] & of.skippedLike(row, word);
            }
            alike[word] = bits;
        }
        return BitSet.valueOf(alike);
    }

    private record Alike(BitSet rows, ValidationReport report) {}
}
