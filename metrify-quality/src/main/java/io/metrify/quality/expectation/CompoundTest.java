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
    private final TupleTally tally;
    /** Combinations with missing values, by which of them are missing. */
    private final Map<Long, TupleTally> incomplete = new HashMap<>();

    private int[] hashes = {};
    private boolean overflowed;

    CompoundTest(Scope scope, MissingRows domain, List<Integer> places, int bound) {
        this.domain = domain;
        this.tuples = RowTuples.of(scope, places, bound);
        this.bound = bound;
        this.tally = new TupleTally(tuples.width(), bound);
    }

    @Override
    public void see(Rows rows) {
        int count = overflowed ? 0 : rows.count();
        if (hashes.length < count) {
            hashes = new int[rows.batch().capacity()];
        }
        for (int row = 0; row < count; row++) {
            tuples.read(rows, row);
            hashes[row] = tally.hash(tuples.parts());
        }
        tally.prepare(hashes, count);
        for (int row = 0; row < count; row++) {
            if (!domain.ignores(row)) {
                long mask = tuples.read(rows, row);
                overflowed |= mask < 0 || tally(mask).add(tuples.parts(), hashes[row]) < 0;
            }
        }
    }

    @Override
    public int next(Rows rows, int from) {
        for (int row = from; row < rows.count(); row++) {
            if (!domain.ignores(row)) {
                TupleTally known = tally(tuples.read(rows, row));
                if (known.count(known.find(tuples.parts())) > 1) {
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
        return repeated(tally)
                + incomplete.values().stream().mapToLong(CompoundTest::repeated).sum();
    }

    @Override
    public boolean late() {
        return true;
    }

    private TupleTally tally(long mask) {
        return mask == 0 ? tally : incomplete.computeIfAbsent(mask, k -> new TupleTally(tuples.width(), bound));
    }

    private static long repeated(TupleTally tally) {
        long repeated = 0;
        for (int number = 0; number < tally.size(); number++) {
            repeated += tally.count(number) > 1 ? tally.count(number) : 0;
        }
        return repeated;
    }
}
