package io.metrify.quality.expectation;

/**
 * Something worked out once from the rows of a scope, however many checks ask for it: the place for the next statistic. It sees
 * every batch, after the measures that it was made from. Not thread-safe.
 */
interface Measure {

    /** Takes the rows of the next batch in. */
    void add(Rows rows);

    /**
     * Sees a batch for the second time: what was worked out stays, what describes the current batch is worked out again.
     * Nothing by default.
     */
    default void again(Rows rows) {}
}
