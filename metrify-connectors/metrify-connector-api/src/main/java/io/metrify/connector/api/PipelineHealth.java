package io.metrify.connector.api;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline does at a moment, for a health check.
 *
 * @param state what it does
 * @param since since when, as the system's clock tells
 * @param lastStored when the last batch was stored, or null if none was in this run
 * @param lag how many records wait to be polled, or -1 if that is not known
 * @param failure why it failed, a sentence without secrets; empty unless it failed
 */
public record PipelineHealth(
        State state, Instant since, @Nullable Instant lastStored, long lag, String failure) {

    /** What a pipeline does. */
    public enum State {
        /** It has not run yet. */
        NEW,
        /** It reads and stores. */
        RUNNING,
        /** A write failed and is tried again; reading goes on as long as there is room. */
        RETRYING,
        /** It ran to the end or was stopped, and everything it read is stored. */
        STOPPED,
        /** It failed; nothing after the last commit counts. */
        FAILED
    }

    /** Checks that nothing is missing. */
    public PipelineHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * Whether nothing is wrong: it has not begun, runs, or has ended as it should.
     *
     * @return false while it tries again and after it failed
     */
    public boolean isHealthy() {
        return state != State.RETRYING && state != State.FAILED;
    }
}
