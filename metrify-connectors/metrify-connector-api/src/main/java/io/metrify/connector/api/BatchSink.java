package io.metrify.connector.api;

import java.util.Map;

/**
 * Something that batches are written to before the {@link Ledger} makes them count. Writing is idempotent: a batch whose
 * span begins at the same place replaces what an earlier attempt wrote for it.
 */
public interface BatchSink extends AutoCloseable {

    /**
     * What the sink is called in logs, metrics and messages.
     *
     * @return a short name such as {@code lake}
     */
    String name();

    /**
     * Whether batches must carry the records they were made of. A pipeline keeps them only if one of its sinks needs them, as
     * they take as much memory again.
     *
     * @return false unless overridden
     */
    default boolean needsRecords() {
        return false;
    }

    /**
     * Undoes what an earlier owner of partitions wrote and never committed. Called after each claim, before the first write
     * of these partitions.
     *
     * @param claimed the claims by partition; whatever begins at or after the next position of a claim does not count. Other
     *     partitions are other processes' and stay untouched
     * @throws SinkException if that fails; it may be tried again
     */
    void recover(Map<String, Claim> claimed);

    /**
     * Writes a batch.
     *
     * @param batch the batch
     * @throws SinkException if it was not written; it may be tried again
     * @throws CommitStateUnknownException if nobody knows whether it was written; as writing is idempotent, it may be
     *     tried again
     * @throws FencedException if a later owner of the partition wrote the batch already
     */
    void write(IngestBatch batch);

    /** Gives back what the sink holds. Closing twice is harmless. */
    @Override
    void close();
}
