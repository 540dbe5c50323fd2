package io.metrify.connector.s3;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fixed pair of keys that requests are signed with. Its text form shows the access key id only.
 *
 * @param accessKeyId which keys they are; not a secret
 * @param secretAccessKey the secret
 * @param sessionToken the token that goes with temporary keys, or null for permanent ones
 */
public record S3Credentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {

    /** Checks that the keys are not blank. */
    public S3Credentials {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException(
                    "a blank key cannot sign a request; give both keys, or no credentials for the default chain");
        }
    }

    /**
     * Permanent keys.
     *
     * @param accessKeyId which keys they are
     * @param secretAccessKey the secret
     * @return the credentials
     */
    public static S3Credentials of(String accessKeyId, String secretAccessKey) {
        return new S3Credentials(accessKeyId, secretAccessKey, null);
    }

    /**
     * The credentials without what is secret.
     *
     * @return the access key id
     */
    @Override
    public String toString() {
        return "S3Credentials[" + accessKeyId + ", secret hidden]";
    }
}
