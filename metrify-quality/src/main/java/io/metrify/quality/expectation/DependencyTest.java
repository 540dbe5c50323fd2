package io.metrify.quality.expectation;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that other columns of the row determine: rows that are equal there should be equal here. Within such a group the value
 * that most rows have is taken for right and the rows that differ are unexpected; where several values are equally
 * frequent nobody knows which is right, so that all of them are. Rows with a missing value are passed over.
 *
 * <p>An extension of ours: Great Expectations has no such type.
 */
final class DependencyTest implements RowTest {

    private final MissingRows domain;
    private final RowTuples determinants;
    private final RowTuples value;
    private final TupleTally groups;
    /** Pairs of a group's number and a value. */
    private final TupleTally values;

    private final long[] pair = new long[2];
    private final int bound;
    private boolean overflowed;
    private boolean[] right = {};
    private long rows;
    private long unexpected = -1;

    private DependencyTest(Scope scope, MissingRows domain, List<Integer> determinants, int value, int bound) {
        this.domain = domain;
        this.determinants = RowTuples.of(scope, determinants, bound);
        this.value = RowTuples.of(scope, List.of(value), bound);
        this.groups = new TupleTally(determinants.size(), bound);
        this.values = new TupleTally(2, bound);
        this.bound = bound;
    }

    static Check determinedBy(Request request) {
        Scope scope = request.scope();
        int place = request.place();
        List<Integer> determinants = request.arguments().texts("determinant_columns").stream()
                .map(scope::place)
                .toList();
        if (determinants.isEmpty()) {
            throw request.arguments().wrong("determinant_columns", "name at least one column");
        }
        List<Integer> all = new ArrayList<>(determinants);
        all.add(place);
        MissingRows domain = MissingRows.of(scope, all, MissingRows.When.ANY_MISSING);
        RowTest test = new DependencyTest(
                scope, domain, determinants, place, request.settings().heldValues());
        return request.watched(test, domain, UnexpectedRows.Shape.VALUE, List.of(place));
    }

    @Override
    public void see(Rows of) {
        int count = overflowed ? 0 : of.count();
        for (int row = 0; row < count; row++) {
            if (domain.ignores(row)) {
                continue;
            }
            if (determinants.read(of, row) < 0 || value.read(of, row) < 0) {
                overflowed = true;
                return;
            }
            pair[0] = groups.add(determinants.parts(), groups.hash(determinants.parts()));
            pair[1] = value.parts()[0];
            overflowed = pair[0] < 0 || values.add(pair, values.hash(pair)) < 0;
            if (overflowed) {
                return;
            }
            rows++;
        }
    }

    @Override
    public int next(Rows of, int from) {
        for (int row = from; row < of.count(); row++) {
            if (!domain.ignores(row)) {
                determinants.read(of, row);
                value.read(of, row);
                pair[0] = groups.find(determinants.parts());
                pair[1] = value.parts()[0];
                if (!right[values.find(pair)]) {
                    return row;
                }
            }
        }
        return -1;
    }

    @Override
    public long unexpected() {
        if (overflowed) {
            throw DistinctValues.tooMany("the combination of determinant columns and column", bound);
        }
        if (unexpected < 0) {
            decide();
        }
        return unexpected;
    }

    @Override
    public boolean late() {
        return true;
    }

    private void decide() {
        long[] most = new long[groups.size()];
        int[] holders = new int[groups.size()];
        for (int number = 0; number < values.size(); number++) {
            int group = (int) values.part(number, 0);
            long count = values.count(number);
            holders[group] = count > most[group] ? 1 : count == most[group] ? holders[group] + 1 : holders[group];
            most[group] = Math.max(most[group], count);
        }
        right = new boolean[values.size()];
        long rightRows = 0;
        for (int number = 0; number < values.size(); number++) {
            int group = (int) values.part(number, 0);
            right[number] = values.count(number) == most[group] && holders[group] == 1;
            rightRows += right[number] ? values.count(number) : 0;
        }
        unexpected = rows - rightRows;
    }
}
