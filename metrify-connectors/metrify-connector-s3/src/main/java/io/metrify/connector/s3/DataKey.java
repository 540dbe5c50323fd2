package io.metrify.connector.s3;

import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The AES-256 key of one object, plain and wrapped. Its text form shows only which key wrapped it. */
public final class DataKey {

    /** The length of a key in bytes: {@value}. */
    public static final int BYTES = 32;

    private static final int LONGEST_HEADER_FIELD = 0xffff;

    private final SecretKey secret;
    private final String keyId;
    private final byte[] wrapped;

    private DataKey(SecretKey secret, String keyId, byte[] wrapped) {
        this.secret = secret;
        this.keyId = keyId;
        this.wrapped = wrapped;
    }

    /**
     * A key and its wrapped form.
     *
     * @param plain the key, {@value #BYTES} bytes, which are copied
     * @param keyId which key wrapped it; stored with the object, so no secret
     * @param wrapped the wrapped key; stored with the object
     * @return the key
     */
    public static DataKey of(byte[] plain, String keyId, byte[] wrapped) {
        if (plain.length != BYTES) {
            throw new IllegalArgumentException(
                    "a key of " + plain.length + " bytes is no AES-256 key; it takes " + BYTES);
        }
        Objects.requireNonNull(keyId, "keyId");
        if (keyId.length() * 3 > LONGEST_HEADER_FIELD || wrapped.length > LONGEST_HEADER_FIELD) {
            throw new IllegalArgumentException("the key id or the wrapped key is longer than 20,000 characters");
        }
        return new DataKey(new SecretKeySpec(plain, "AES"), keyId, wrapped.clone());
    }

    /**
     * The key itself.
     *
     * @return an AES key
     */
    public SecretKey secret() {
        return secret;
    }

    /**
     * Which key wrapped it.
     *
     * @return the provider's name of that key
     */
    public String keyId() {
        return keyId;
    }

    /**
     * The wrapped key.
     *
     * @return a copy
     */
    public byte[] wrapped() {
        return wrapped.clone();
    }

    @Override
    public String toString() {
        return "DataKey[wrapped by " + keyId + ", secret hidden]";
    }
}
