package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import java.util.List;

/** The different values of a column and how often each came, exactly; or the fact that there were more than the bound. */
interface DistinctValues {

    /** The different values of a column, of at most so many. */
    static DistinctValues of(Scope scope, int place, int bound) {
        return scope.column(place).type() == ColumnType.TEXT
                ? new DistinctTexts(scope, place, bound)
                : DistinctKeys.of(scope, place, bound);
    }

    /** How many there are. */
    long size();

    /** How many rows have a value that another row has too. */
    long repeated();

    /** Whether another row has the value of a row too, which is not missing; asked for after the last batch. */
    boolean isRepeated(Rows rows, int row);

    /** The values in ascending order, with their counts. */
    List<Counted> sorted();

    /** Throws if there were more different values than the bound. */
    void requireAll();

    /**
     * A value and how often it came.
     *
     * @param value the value, as in JSON
     * @param count how often, 1 or more
     */
    record Counted(Object value, long count) {}

    /** Says that there were too many. */
    static UncheckableException tooMany(String what, int bound) {
        return new UncheckableException(what + " has more than " + bound
                + " different values; raise heldValues of the evaluator, which needs about 50 bytes for each");
    }
}
