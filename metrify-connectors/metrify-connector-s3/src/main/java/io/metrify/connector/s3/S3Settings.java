package io.metrify.connector.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an S3 store.
 *
 * @param endpoint the address of a store other than AWS, or null for AWS
 * @param region the region requests are signed for, or null to take it from the environment as every AWS tool does
 * @param pathStyle whether the bucket is part of the path ({@code host/bucket/key}) rather than of the host name; most
 *     stores other than AWS need it
 * @param credentials fixed keys, or null for the default chain: system properties, environment, web identity, profile,
 *     container, instance
 * @param connectTimeout how long to wait for a connection, positive
 * @param requestTimeout how long a single attempt of a request may take in all, positive
 */
public record S3Settings(
        @Nullable URI endpoint,
        @Nullable String region,
        boolean pathStyle,
        @Nullable S3Credentials credentials,
        Duration connectTimeout,
        Duration requestTimeout) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    /** Checks ranges. */
    public S3Settings {
        if (endpoint != null && (endpoint.getScheme() == null || endpoint.getHost() == null)) {
            throw new IllegalArgumentException(
                    "the endpoint " + endpoint + " has no scheme or host; write it like http://localhost:9000");
        }
        if (region != null && region.isBlank()) {
            throw new IllegalArgumentException("the region is blank; leave it out to take it from the environment");
        }
        requirePositive(connectTimeout, "the connect timeout");
        requirePositive(requestTimeout, "the request timeout");
    }

    /**
     * AWS, with region and credentials from the environment; 5 s to connect and 60 s for a request.
     *
     * @return the settings
     */
    public static S3Settings aws() {
        return new S3Settings(null, null, false, null, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
    }

    /**
     * A store other than AWS, addressed by path, with credentials from the environment; 5 s to connect and 60 s for a
     * request.
     *
     * @param endpoint the address of the store
     * @param region the region requests are signed for, {@code us-east-1} for stores that have none
     * @return the settings
     */
    public static S3Settings of(URI endpoint, String region) {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(region, "region");
        return new S3Settings(endpoint, region, true, null, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
    }

    /**
     * The same with fixed keys.
     *
     * @param newCredentials the keys, or null for the default chain
     * @return a copy
     */
    public S3Settings withCredentials(@Nullable S3Credentials newCredentials) {
        return new S3Settings(endpoint, region, pathStyle, newCredentials, connectTimeout, requestTimeout);
    }

    /**
     * The same for another region.
     *
     * @param newRegion the region, or null to take it from the environment
     * @return a copy
     */
    public S3Settings withRegion(@Nullable String newRegion) {
        return new S3Settings(endpoint, newRegion, pathStyle, credentials, connectTimeout, requestTimeout);
    }

    /**
     * The same with another way to address buckets.
     *
     * @param newPathStyle whether the bucket is part of the path
     * @return a copy
     */
    public S3Settings withPathStyle(boolean newPathStyle) {
        return new S3Settings(endpoint, region, newPathStyle, credentials, connectTimeout, requestTimeout);
    }

    /**
     * The same with other timeouts.
     *
     * @param newConnectTimeout how long to wait for a connection, positive
     * @param newRequestTimeout how long a single attempt of a request may take in all, positive
     * @return a copy
     */
    public S3Settings withTimeouts(Duration newConnectTimeout, Duration newRequestTimeout) {
        return new S3Settings(endpoint, region, pathStyle, credentials, newConnectTimeout, newRequestTimeout);
    }

    private static void requirePositive(Duration timeout, String name) {
        Objects.requireNonNull(timeout, name);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(name + " " + timeout + " is not positive");
        }
    }
}
