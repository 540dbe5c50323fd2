package io.metrify.connector.api;

import java.util.Objects;

/**
 * Where a record came from, precisely enough to find it again.
 *
 * @param source the topic or file
 * @param partition the part of the source that has its own order, such as a Kafka partition; empty if it has only one
 * @param position the place within the partition: a Kafka offset, or a line number counted from 1
 */
public record Origin(String source, String partition, long position) {

    /** Checks that nothing is missing. */
    public Origin {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(partition, "partition");
    }

    /**
     * The place in a form a person can follow.
     *
     * @return for example {@code readings/3@1042}
     */
    @Override
    public String toString() {
        return partition.isEmpty() ? source + "@" + position : source + "/" + partition + "@" + position;
    }
}
