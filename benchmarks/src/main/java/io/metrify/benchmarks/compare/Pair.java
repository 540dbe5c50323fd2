package io.metrify.benchmarks.compare;

import java.util.Objects;

/**
 * Two ways to do the same work on the same data. Each side goes once through all of its data, which is larger than the
 * caches, and answers a number computed from its results; the numbers of both sides must be equal. Where theirs would take
 * too long for all records it does the first of them; then both numbers are about those.
 *
 * @param key the name of the figure, such as {@code avro.encode_vs_specific}
 * @param records the number of records of one run of ours
 * @param ours what is measured
 * @param theirRecords the number of records of one run of theirs, not more than of ours
 * @param theirs what it is compared with
 */
public record Pair(String key, int records, Side ours, int theirRecords, Side theirs) {

    /** Checks that nothing is missing. */
    public Pair {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(ours, "ours");
        Objects.requireNonNull(theirs, "theirs");
        if (theirRecords <= 0 || theirRecords > records) {
            throw new IllegalArgumentException(key + " has " + records + " records and " + theirRecords
                    + " of theirs; give at least one, and theirs no more than ours");
        }
    }

    /**
     * Two ways that go through the same records.
     *
     * @param key the name of the figure
     * @param records the number of records of one run of either
     * @param ours what is measured
     * @param theirs what it is compared with
     */
    public Pair(String key, int records, Side ours, Side theirs) {
        this(key, records, ours, records, theirs);
    }

    /** The time of one record of ours. */
    double ours(long nanos) {
        return (double) nanos / records;
    }

    /** The time of one record of theirs. */
    double theirs(long nanos) {
        return (double) nanos / theirRecords;
    }

    /** One way to do the work. */
    @FunctionalInterface
    public interface Side {

        /**
         * Does the work once.
         *
         * @return a number computed from the results that both sides have, so that none can be left out
         */
        long run();
    }
}
