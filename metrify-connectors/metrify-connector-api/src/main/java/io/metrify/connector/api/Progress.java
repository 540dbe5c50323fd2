package io.metrify.connector.api;

import java.util.Objects;

/**
 * How far a pipeline came, over all its runs.
 *
 * @param checkpoint the next positions of its source
 * @param counts what became of everything before them
 */
public record Progress(Checkpoint checkpoint, IngestCounts counts) {

    /** Nothing was done yet. */
    public static final Progress NONE = new Progress(Checkpoint.START, IngestCounts.NONE);

    /** Checks that nothing is missing. */
    public Progress {
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(counts, "counts");
    }

    /**
     * The progress after one more batch.
     *
     * @param batch the batch
     * @return checkpoint moved to the end of the batch, its counts added
     */
    public Progress after(IngestBatch batch) {
        return new Progress(
                checkpoint.with(batch.span().partition(), batch.span().end()), counts.plus(batch.counts()));
    }
}
