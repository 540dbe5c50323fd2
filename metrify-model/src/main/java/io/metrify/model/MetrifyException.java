package io.metrify.model;

/**
 * Something outside the program failed: a broker, a store, a file, a remote service. Bad data is never reported this
 * way (it is a finding or a dead letter), and neither is a bad call (it is a {@link NullPointerException} or an {@link
 * IllegalArgumentException}).
 *
 * <p>The message says what was tried, what happened and what to do about it, and never contains a secret.
 */
public class MetrifyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure that has no cause of its own.
     *
     * @param message what was tried, what happened, what to do
     */
    public MetrifyException(String message) {
        super(message);
    }

    /**
     * A failure caused by another.
     *
     * @param message what was tried, what happened, what to do
     * @param cause the failure underneath
     */
    public MetrifyException(String message, Throwable cause) {
        super(message, cause);
    }
}
