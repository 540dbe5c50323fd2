package io.metrify.benchmarks.compare;

import java.util.Objects;

/**
 * Two ways to do the same work on the same data. Each side goes once through all of its data, which is larger than the
 * caches, and answers a number computed from its results; the numbers of both sides must be equal.
 *
 * @param key the name of the figure, such as {@code avro.encode_vs_specific}
 * @param records the number of records of one run
 * @param ours what is measured
 * @param theirs what it is compared with
 */
public record Pair(String key, int records, Side ours, Side theirs) {

    /** Checks that nothing is missing. */
    public Pair {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(ours, "ours");
        Objects.requireNonNull(theirs, "theirs");
        if (records <= 0) {
            throw new IllegalArgumentException(key + " has " + records + " records; nothing can be measured on those");
        }
    }

    /** One way to do the work. */
    @FunctionalInterface
    public interface Side {

        /**
         * Does the work once.
         *
         * @return a number computed from every result, so that no result can be left out
         */
        long run();
    }
}
