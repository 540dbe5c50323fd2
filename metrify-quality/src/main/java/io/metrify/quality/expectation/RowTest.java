package io.metrify.quality.expectation;

/** What a map-shaped expectation asks of rows. Sees each batch once, after the measures. Not thread-safe. */
interface RowTest {

    /** Takes note of a batch. */
    void see(Rows rows);

    /**
     * The next row of the batch seen last that is unexpected.
     *
     * @param rows that batch
     * @param from the first row to look at
     * @return its place in the batch, or -1 if there is none
     */
    int next(Rows rows, int from);

    /** How many rows were unexpected; asked for after the last batch. */
    long unexpected();

    /** Whether single rows can be judged only after the last batch, so that they have to be seen again to be listed. */
    default boolean late() {
        return false;
    }

    /** Whether a late test has to see the rows again even if nobody wants them listed. */
    default boolean wantsAgain() {
        return false;
    }

    /** Takes note of a batch that is seen for the second time. */
    default void seeAgain(Rows rows) {}
}
