package io.metrify.connector.api;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The health of a pipeline, told by its threads and read by any. */
final class Vitals {

    private final AtomicReference<PipelineHealth> health =
            new AtomicReference<>(new PipelineHealth(PipelineHealth.State.NEW, Instant.now(), null, -1, ""));

    PipelineHealth health() {
        return Objects.requireNonNull(health.get());
    }

    void running() {
        become(PipelineHealth.State.RUNNING, "");
    }

    void retrying() {
        become(PipelineHealth.State.RETRYING, "");
    }

    void stopped() {
        become(PipelineHealth.State.STOPPED, "");
    }

    void failed(Throwable failure) {
        become(PipelineHealth.State.FAILED, String.valueOf(failure.getMessage()));
    }

    /** What was tried again has succeeded. */
    void recovered() {
        Instant now = Instant.now();
        update(last -> last.state() == PipelineHealth.State.RETRYING
                ? new PipelineHealth(PipelineHealth.State.RUNNING, now, last.lastStored(), last.lag(), "")
                : last);
    }

    void stored() {
        Instant now = Instant.now();
        update(last -> new PipelineHealth(last.state(), last.since(), now, last.lag(), last.failure()));
    }

    void lag(long records) {
        update(last -> new PipelineHealth(last.state(), last.since(), last.lastStored(), records, last.failure()));
    }

    private void become(PipelineHealth.State state, String failure) {
        Instant now = Instant.now();
        update(last ->
                last.state() == state ? last : new PipelineHealth(state, now, last.lastStored(), last.lag(), failure));
    }

    private void update(UnaryOperator<PipelineHealth> change) {
        health.updateAndGet(change);
    }
}
