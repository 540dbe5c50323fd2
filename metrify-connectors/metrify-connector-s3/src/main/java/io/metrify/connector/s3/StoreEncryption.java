package io.metrify.connector.s3;

import org.jspecify.annotations.Nullable;

/**
 * Encryption that the store does with keys of its own (server-side): whoever may read the object reads it in the clear. It
 * goes together with the encryption by a {@link KeyProvider}, after which the store never sees the content.
 *
 * @param kms whether AWS KMS keeps the key (SSE-KMS) rather than the store itself (SSE-S3)
 * @param kmsKeyId the id, ARN or alias of the KMS key, or null for the account's default key
 * @param bucketKey whether the store may derive a key per bucket, which saves most requests to KMS
 */
public record StoreEncryption(boolean kms, @Nullable String kmsKeyId, boolean bucketKey) {

    /** Checks that a key is named only where one is used. */
    public StoreEncryption {
        if (!kms && kmsKeyId != null) {
            throw new IllegalArgumentException("a KMS key is named, but KMS is not used; use StoreEncryption.kms");
        }
        if (kmsKeyId != null && kmsKeyId.isBlank()) {
            throw new IllegalArgumentException("the KMS key is blank; leave it out for the account's default key");
        }
    }

    /**
     * With keys of the store itself (SSE-S3).
     *
     * @return the setting
     */
    public static StoreEncryption s3() {
        return new StoreEncryption(false, null, false);
    }

    /**
     * With a key in AWS KMS (SSE-KMS), and a key per bucket derived from it.
     *
     * @param keyId the id, ARN or alias of the key, or null for the account's default key
     * @return the setting
     */
    public static StoreEncryption kms(@Nullable String keyId) {
        return new StoreEncryption(true, keyId, true);
    }
}
