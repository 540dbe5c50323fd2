package io.metrify.connector.s3;

import javax.crypto.SecretKey;

/**
 * Where the keys of an encrypted lake come from. Each object is encrypted with a key of its own, which is stored beside it,
 * wrapped by a key that never leaves the provider (envelope encryption). {@link LocalKeys} keeps that key in the process,
 * {@link KmsKeys} leaves it with AWS KMS. Implementations are safe for use by many threads, and neither their text forms nor
 * their exceptions show keys.
 */
public interface KeyProvider {

    /**
     * A new key for one object.
     *
     * @return the key, plain and wrapped
     * @throws EncryptionException if the provider cannot make one now
     */
    DataKey create();

    /**
     * The key of an object that is to be read.
     *
     * @param keyId which key wrapped it, as {@link DataKey#keyId} said
     * @param wrapped the wrapped key
     * @return the key
     * @throws EncryptionException if the provider does not have the wrapping key, may not use it, or the wrapped key was
     *     changed
     */
    SecretKey unwrap(String keyId, byte[] wrapped);
}
