package io.metrify.connector.s3;

import io.metrify.model.MetrifyException;

/** A request to the store failed for good. */
final class StoreException extends MetrifyException {

    private static final long serialVersionUID = 1L;

    private final boolean effectUnknown;

    StoreException(String message, boolean effectUnknown, Throwable cause) {
        super(message, cause);
        this.effectUnknown = effectUnknown;
    }

    /** Whether a write may have happened although it was not confirmed. */
    boolean isEffectUnknown() {
        return effectUnknown;
    }
}
