package io.metrify.connector.api;

import io.metrify.validation.SeenReadings;
import java.util.Map;
import java.util.Set;

/**
 * The store that decides what counts: it makes a batch and the progress after it visible together, or neither. A
 * pipeline has exactly one, usually the warehouse; several processes of a pipeline share it, each with partitions of its
 * own, and it fences off those that another process has taken over.
 */
public interface Ledger extends AutoCloseable {

    /**
     * How far the pipeline came, over all partitions, runs and processes.
     *
     * @return its progress; {@link Progress#NONE} if nothing was stored
     * @throws SinkException if the store cannot be read
     */
    Progress load();

    /**
     * Makes partitions this process's. Whoever claimed one of them before is fenced off: its commits fail from now on.
     *
     * @param partitions which; an empty set claims nothing
     * @return the claim of each
     * @throws SinkException if that failed; it may be tried again, and whoever held the partitions may be fenced off all the
     *     same
     */
    Map<String, Claim> claim(Set<String> partitions);

    /**
     * Tells a duplicate filter about the readings stored so far.
     *
     * @param into the filter to fill
     * @throws SinkException if the store cannot be read
     */
    void restore(SeenReadings into);

    /**
     * Stores a batch and the progress after it in one transaction: the next position of its partition becomes the end of its
     * span, and its counts are added to the partition's.
     *
     * @param batch the batch, of an epoch that {@link #claim} gave
     * @throws SinkException if neither was stored; it may be tried again
     * @throws CommitStateUnknownException if nobody knows whether they were stored; load the progress to find out
     * @throws FencedException if the partition was claimed by another process since, or is stored beyond the begin of the
     *     span already; neither was stored
     */
    void commit(IngestBatch batch);

    /** Gives back what the store holds. Closing twice is harmless. */
    @Override
    void close();
}
