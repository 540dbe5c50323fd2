package io.metrify.connector.s3;

import java.time.Instant;
import java.util.Objects;

/**
 * An object of a lake's raw zone: the records of one batch as they came, accepted or not.
 *
 * @param key its key in the bucket
 * @param source the topic or file they came from
 * @param partition the partition of it
 * @param first the first position in the batch
 * @param end the first position no longer in the batch
 * @param records how many records it holds, at least 1
 * @param bytes its size in the store
 * @param last when the last reading of the batch begins, or when it was written if it has none; retention goes by it
 * @param eTag the store's mark of its content, as the store quotes it
 */
public record RawObject(
        String key,
        String source,
        String partition,
        long first,
        long end,
        long records,
        long bytes,
        Instant last,
        String eTag)
        implements LakeEntry {

    /** Checks that nothing is missing. */
    public RawObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(eTag, "eTag");
    }
}
