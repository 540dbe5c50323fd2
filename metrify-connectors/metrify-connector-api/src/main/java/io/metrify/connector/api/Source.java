package io.metrify.connector.api;

import java.time.Duration;
import java.util.List;

/**
 * Something that records come from, in order within each partition. A source is used by one thread at a time, {@link
 * #close} included: an {@link IngestPipeline} closes it only when it does not run.
 */
public interface Source extends AutoCloseable {

    /**
     * Goes to where an earlier run stopped. Called once, before the first poll.
     *
     * @param from the next positions
     */
    void seek(Checkpoint from);

    /**
     * The next records.
     *
     * @param atMost how long to wait for the first one
     * @return records in order within each partition; empty if none came in time or the source is exhausted
     * @throws io.metrify.model.MetrifyException if the source cannot be read any more
     */
    List<RawRecord> poll(Duration atMost);

    /**
     * Tells the source how far its records were stored, so that its own monitoring sees it. The truth about progress is
     * the {@link Ledger}'s.
     *
     * @param upTo the next positions
     */
    void commit(Checkpoint upTo);

    /**
     * Whether the source has an end and all before it was polled.
     *
     * @return true if no poll will ever give another record
     */
    boolean isExhausted();

    /** Gives back what the source holds. Closing twice is harmless. */
    @Override
    void close();
}
