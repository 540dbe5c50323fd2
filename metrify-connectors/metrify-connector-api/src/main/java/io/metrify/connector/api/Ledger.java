package io.metrify.connector.api;

import io.metrify.validation.SeenReadings;

/**
 * The store that decides what counts: it makes a batch and the progress after it visible together, or neither. A
 * pipeline has exactly one, usually the warehouse.
 */
public interface Ledger extends AutoCloseable {

    /**
     * How far earlier runs came.
     *
     * @return their progress; {@link Progress#NONE} if there were none
     * @throws SinkException if the store cannot be read
     */
    Progress load();

    /**
     * Tells a duplicate filter about the readings stored so far.
     *
     * @param into the filter to fill
     * @throws SinkException if the store cannot be read
     */
    void restore(SeenReadings into);

    /**
     * Stores a batch and the progress after it in one transaction.
     *
     * @param batch the batch
     * @param after the progress after it
     * @throws SinkException if neither was stored; it may be tried again
     * @throws CommitStateUnknownException if nobody knows whether they were stored; load the progress to find out
     */
    void commit(IngestBatch batch, Progress after);

    /** Gives back what the store holds. Closing twice is harmless. */
    @Override
    void close();
}
