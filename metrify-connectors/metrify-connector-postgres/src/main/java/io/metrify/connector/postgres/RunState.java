package io.metrify.connector.postgres;

/** How a run of a pipeline stands. */
public enum RunState {
    /** It was started and did not say that it ended; it may have been killed. */
    RUNNING,
    /** It came to the end of its source. */
    FINISHED,
    /** It was asked to stop, and stored what it had. */
    STOPPED,
    /** It gave up. */
    FAILED
}
