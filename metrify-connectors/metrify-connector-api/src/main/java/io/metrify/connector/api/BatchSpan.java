package io.metrify.connector.api;

import java.util.Objects;

/**
 * Which stretch of a source a batch holds. Two batches that begin at the same place are the same batch, written again:
 * sinks derive their names and keys from {@code source}, {@code partition} and {@code first}.
 *
 * @param source the topic or file
 * @param partition the partition; empty if the source has only one
 * @param first the first position in the batch
 * @param end the first position no longer in the batch, greater than {@code first}
 */
public record BatchSpan(String source, String partition, long first, long end) {

    /** Checks that the span is not empty. */
    public BatchSpan {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(partition, "partition");
        if (first >= end) {
            throw new IllegalArgumentException(
                    "the span [" + first + ", " + end + ") of " + source + "/" + partition + " is empty");
        }
    }

    /**
     * The span in a form a person can follow.
     *
     * @return for example {@code readings/3@[1000, 2000)}
     */
    @Override
    public String toString() {
        return source + "/" + partition + "@[" + first + ", " + end + ")";
    }
}
