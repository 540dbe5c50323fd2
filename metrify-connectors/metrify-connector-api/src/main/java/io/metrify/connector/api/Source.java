package io.metrify.connector.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Something that records come from, in order within each partition. A source is used by one thread at a time, {@link
 * #close} included: an {@link IngestPipeline} closes it only when it does not run.
 */
public interface Source extends AutoCloseable {

    /**
     * Begins to read. Called once, before the first poll. A source that always reads all its partitions takes them here; one
     * that shares them with other readers takes and gives them as it polls.
     *
     * @param assignment told which partitions are the reader's, and asked where to begin in them
     * @throws io.metrify.model.MetrifyException if the source cannot be read
     */
    void open(Assignment assignment);

    /**
     * The next records.
     *
     * @param atMost how long to wait for the first one
     * @return records in order within each partition; empty if none came in time or the source is exhausted
     * @throws io.metrify.model.MetrifyException if the source cannot be read any more
     */
    List<RawRecord> poll(Duration atMost);

    /**
     * Says that the reader is alive but takes no records now, for example because it waits for a slow store. Called every
     * now and then instead of {@link #poll}; nothing that was not polled may be lost by it.
     *
     * @throws io.metrify.model.MetrifyException if the source cannot be read any more
     */
    default void idle() {}

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

    /**
     * How many records wait to be polled.
     *
     * @return their number by partition of this reader; a partition of which it is not known is not named
     */
    default Map<String, Long> lag() {
        return Map.of();
    }

    /** Gives back what the source holds. Closing twice is harmless. */
    @Override
    void close();
}
