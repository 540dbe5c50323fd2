package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;
import java.util.List;

/** Rows that an expectation of several columns passes over: those with all, any or none of the values missing. */
final class MissingRows implements Measure, Domain {

    private final int[] places;
    private final When when;
    private boolean[] ignored = {};
    private boolean someInBatch;
    private long total;

    /** Which rows are passed over. */
    enum When {
        ALL_MISSING,
        ANY_MISSING,
        NEVER
    }

    private MissingRows(List<Integer> places, When when) {
        this.places = places.stream().mapToInt(Integer::intValue).toArray();
        this.when = when;
    }

    static MissingRows of(Scope scope, List<Integer> places, When when) {
        return scope.measure(MissingRows.class, places, when, () -> new MissingRows(places, when));
    }

    @Override
    public void add(Rows rows) {
        again(rows);
        if (someInBatch) {
            for (int row = 0; row < rows.count(); row++) {
                total += ignored[row] ? 1 : 0;
            }
        }
    }

    @Override
    public void again(Rows rows) {
        RowBatch batch = rows.batch();
        someInBatch = someIn(batch);
        if (!someInBatch) {
            return;
        }
        if (ignored.length < batch.capacity()) {
            ignored = new boolean[batch.capacity()];
        }
        boolean all = when == When.ALL_MISSING;
        for (int row = 0; row < batch.rows(); row++) {
            boolean passed = all;
            for (int place : places) {
                boolean missing = batch.missing(place)[row];
                passed = all ? passed && missing : passed || missing;
            }
            ignored[row] = passed;
        }
    }

    /** Whether a row of the current batch is passed over. */
    boolean ignores(int row) {
        return someInBatch && ignored[row];
    }

    @Override
    public long ignored() {
        return total;
    }

    private boolean someIn(RowBatch batch) {
        if (when == When.NEVER) {
            return false;
        }
        boolean all = when == When.ALL_MISSING;
        boolean some = all;
        for (int place : places) {
            boolean missing = batch.missingCount(place) > 0;
            some = all ? some && missing : some || missing;
        }
        return some;
    }
}
