package io.metrify.connector.postgres;

import io.metrify.connector.api.IngestCounts;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A run of a pipeline as it was recorded.
 *
 * @param id tells it from all others
 * @param pipeline the pipeline
 * @param state how it stands
 * @param startedBy who or what started it
 * @param startedAt when, by the database's clock
 * @param endedAt when it ended; empty while it is running
 * @param counts what became of the records it read
 * @param message what is to be said of its end; empty if nothing
 */
public record RecordedRun(
        UUID id,
        String pipeline,
        RunState state,
        String startedBy,
        Instant startedAt,
        Optional<Instant> endedAt,
        IngestCounts counts,
        String message) {

    /** Checks that nothing is missing. */
    public RecordedRun {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(startedBy, "startedBy");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(message, "message");
    }
}
