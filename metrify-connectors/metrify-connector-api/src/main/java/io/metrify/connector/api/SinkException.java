package io.metrify.connector.api;

import io.metrify.model.MetrifyException;

/** A batch was not written. Trying again is safe. */
public final class SinkException extends MetrifyException {

    private static final long serialVersionUID = 1L;

    /**
     * A batch that was not written.
     *
     * @param message what was tried, what happened, what to do
     * @param cause the failure underneath
     */
    public SinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
