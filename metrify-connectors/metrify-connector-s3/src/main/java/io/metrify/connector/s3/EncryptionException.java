package io.metrify.connector.s3;

import io.metrify.model.MetrifyException;

/**
 * An object cannot be encrypted or decrypted: the key is not there or not allowed, or the object is not what was written.
 * Never shows a key.
 */
public final class EncryptionException extends MetrifyException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure that began here.
     *
     * @param message what failed, and what to do
     */
    public EncryptionException(String message) {
        super(message);
    }

    /**
     * A failure with a cause.
     *
     * @param message what failed, and what to do
     * @param cause why, without key material
     */
    public EncryptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
