package io.metrify.connector.api;

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
     * Undoes what a killed run wrote and never committed. Called once, before the first write.
     *
     * @param committed the next positions that the ledger knows; whatever begins at or after them does not count
     * @throws SinkException if that fails
     */
    void recover(Checkpoint committed);

    /**
     * Writes a batch.
     *
     * @param batch the batch
     * @throws SinkException if it was not written; it may be tried again
     * @throws CommitStateUnknownException if nobody knows whether it was written; as writing is idempotent, it may be
     *     tried again
     */
    void write(IngestBatch batch);

    /** Gives back what the sink holds. Closing twice is harmless. */
    @Override
    void close();
}
