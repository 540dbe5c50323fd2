package io.metrify.quality.expectation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of several columns that no other row has together. Missing values equal each other here, as in pandas; all rows of a
 * combination that came more than once are unexpected.
 */
final class CompoundTest implements RowTest {

    private final MissingRows domain;
    private final RowTuples tuples;
    private final int bound;
    /** Combinations by which of their values are missing: nearly always there is only the one without any. */
    private final Map<Long, TupleTally> tallies = new HashMap<>();

    private long lastMask;
    private TupleTally lastTally;
    private boolean overflowed;

    CompoundTest(Scope scope, MissingRows domain, List<Integer> places, int bound) {
        this.domain = domain;
        this.tuples = RowTuples.of(scope, places, bound);
        this.bound = bound;
        this.lastTally = tally(0);
    }

    @Override
    public void see(Rows rows) {
        int count = overflowed ? 0 : rows.count();
        for (int row = 0; row < count; row++) {
            if (domain.ignores(row)) {
                continue;
            }
            long mask = tuples.read(rows, row);
            overflowed |= mask < 0 || tally(mask).add(tuples.parts()) < 0;
        }
    }

    @Override
    public int next(Rows rows, int from) {
        for (int row = from; row < rows.count(); row++) {
            if (!domain.ignores(row)) {
                TupleTally tally = tally(tuples.read(rows, row));
                if (tally.count(tally.find(tuples.parts())) > 1) {
                    return row;
                }
            }
        }
        return -1;
    }

    @Override
    public long unexpected() {
        if (overflowed) {
            throw DistinctValues.tooMany("the combination of columns", bound);
        }
        long unexpected = 0;
        for (TupleTally tally : tallies.values()) {
            for (int number = 0; number < tally.size(); number++) {
                unexpected += tally.count(number) > 1 ? tally.count(number) : 0;
            }
        }
        return unexpected;
    }

    @Override
    public boolean late() {
        return true;
    }

    private TupleTally tally(long mask) {
        if (mask != lastMask || tallies.isEmpty()) {
            lastMask = mask;
            lastTally = tallies.computeIfAbsent(mask, k -> new TupleTally(tuples.width(), bound));
        }
        return lastTally;
    }
}
