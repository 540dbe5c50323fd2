package io.metrify.connector.s3;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * Wrapping keys that never leave AWS KMS: one request for each object written, and one for each read. Needs {@code
 * software.amazon.awssdk:kms} on the class path, which this artifact does not bring. Safe for use by many threads. The client
 * stays the caller's, who closes it; it retries by itself.
 */
public final class KmsKeys implements KeyProvider {

    private final KmsClient client;
    private final String keyId;
    private final Map<String, String> context;

    private KmsKeys(KmsClient client, String keyId, Map<String, String> context) {
        this.client = client;
        this.keyId = keyId;
        this.context = context;
    }

    /**
     * Keys wrapped by a symmetric key in KMS.
     *
     * @param client how to reach KMS
     * @param keyId the id, ARN or alias of the key; its user needs kms:GenerateDataKey to write and kms:Decrypt to read
     * @return the keys
     */
    public static KmsKeys of(KmsClient client, String keyId) {
        Objects.requireNonNull(client, "client");
        if (keyId.isBlank()) {
            throw new IllegalArgumentException("the KMS key is blank; give its id, ARN or alias");
        }
        return new KmsKeys(client, keyId, Map.of());
    }

    /**
     * The same with a context, which KMS logs and demands again for reading.
     *
     * @param newContext no secrets
     * @return a copy
     */
    public KmsKeys withContext(Map<String, String> newContext) {
        return new KmsKeys(client, keyId, Map.copyOf(new HashMap<>(newContext)));
    }

    @Override
    public DataKey create() {
        try {
            GenerateDataKeyResponse made = client.generateDataKey(
                    request -> request.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(context));
            return DataKey.of(
                    made.plaintext().asByteArrayUnsafe(),
                    made.keyId(),
                    made.ciphertextBlob().asByteArray());
        } catch (SdkException e) {
            throw new EncryptionException(
                    "KMS did not make a key with " + keyId + "; check the key, its policy and the network", e);
        }
    }

    @Override
    public SecretKey unwrap(String wrappedBy, byte[] wrapped) {
        try {
            byte[] plain = client.decrypt(request -> request.keyId(wrappedBy)
                            .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                            .encryptionContext(context))
                    .plaintext()
                    .asByteArrayUnsafe();
            return new SecretKeySpec(plain, "AES");
        } catch (SdkException e) {
            throw new EncryptionException(
                    "KMS did not unwrap a key with " + wrappedBy
                            + "; check the key, its policy, the context and the network",
                    e);
        }
    }

    @Override
    public String toString() {
        return "KmsKeys[" + keyId + ", context " + context.keySet() + "]";
    }
}
