package io.metrify.connector.api;

import io.metrify.model.MetrifyException;

/** Nobody knows whether a batch was written: the connection broke after the commit was sent and before its answer. */
public final class CommitStateUnknownException extends MetrifyException {

    private static final long serialVersionUID = 1L;

    /**
     * A batch that may or may not have been written.
     *
     * @param message what was tried, what happened, what to do
     * @param cause the failure underneath
     */
    public CommitStateUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
