package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * A real S3 endpoint inside this JVM, on a free port of 127.0.0.1, that checks signatures (version 4) and honours
 * conditional writes.
 *
 * <p>Objects live in memory or, given a directory, on disk. Clients address buckets by path
 * ({@code forcePathStyle(true)}) in {@link #REGION}. Not offered: lifecycle rules, tags, object lock, checksums returned
 * with an object, ranged reads by part number; versioning and server-side encryption only in memory.
 *
 * <p>Safe for use by many threads, and several servers may run in one JVM.
 */
public final class EmbeddedS3 implements AutoCloseable {

    /** The region to sign requests for. */
    public static final String REGION = "us-east-1";

    private static final String HOST = "127.0.0.1";

    // A server that waits fails to stop as soon as one client does not hang up.
    private static final long STOP_WITHOUT_WAITING = 0;

    private final S3Proxy server;
    private final BlobStore store;
    private final URI endpoint;
    private final String accessKey;
    private final String secretKey;
    private boolean closed;

    private EmbeddedS3(S3Proxy server, BlobStore store, String accessKey, String secretKey) {
        this.server = server;
        this.store = store;
        this.endpoint = URI.create("http://" + HOST + ":" + server.getPort());
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /**
     * Starts an empty server in memory.
     *
     * @return the running server
     * @throws MetrifyException if the server cannot be started
     */
    public static EmbeddedS3 start() {
        return builder().start();
    }

    /**
     * Starts a server on a directory that outlives it: a later server on the same directory has its buckets and
     * objects, under new keys and on a port that may be another one. Content types and user metadata are kept in
     * extended attributes, so they are lost on a file system that has none.
     *
     * @param directory a directory of its own; created if missing
     * @return the running server
     * @throws MetrifyException if the server cannot be started
     */
    public static EmbeddedS3 start(Path directory) {
        return builder().directory(directory).start();
    }

    /**
     * A server's settings: in memory and with random keys unless told otherwise.
     *
     * @return a builder of its own for one server
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The base address of the server.
     *
     * @return {@code http://127.0.0.1:port}
     */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * The access key id that requests are signed with.
     *
     * @return a random one unless one was given
     */
    public String accessKey() {
        return accessKey;
    }

    /**
     * The secret key that requests are signed with.
     *
     * @return a random one unless one was given; not for logs
     */
    public String secretKey() {
        return secretKey;
    }

    /**
     * Makes sure that a bucket exists.
     *
     * @param name 3 to 63 lower-case letters, digits, dots and hyphens
     * @return true if the bucket was created, false if it was there
     * @throws IllegalStateException if this server is closed
     */
    public synchronized boolean createBucket(String name) {
        Objects.requireNonNull(name, "name");
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("The bucket name \"" + name
                    + "\" is not legal in S3; use 3 to 63 lower-case letters, digits, dots and hyphens.");
        }
        if (closed) {
            throw new IllegalStateException("This server is closed; start another one.");
        }
        if (store.containerExists(name)) {
            return false;
        }
        store.createContainer(name);
        return true;
    }

    /**
     * Stops the server without waiting for requests being answered; what is in memory is gone, what is on disk stays.
     * Calling it again does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (store) {
            server.stop();
        } catch (Exception e) {
            throw new MetrifyException("The S3 server at " + endpoint + " could not be stopped.", e);
        }
    }

    /** The address alone: the keys are not for logs. */
    @Override
    public String toString() {
        return "EmbeddedS3[" + endpoint + "]";
    }

    /** The settings of a server to be started; not safe for use by many threads. */
    public static final class Builder {

        private static final int ACCESS_KEY_BYTES = 10;
        private static final int SECRET_KEY_BYTES = 20;

        private @Nullable Path directory;
        private String accessKey = random(ACCESS_KEY_BYTES);
        private String secretKey = random(SECRET_KEY_BYTES);

        private Builder() {}

        /**
         * Keeps buckets and objects on disk instead of in memory.
         *
         * @param directory a directory of its own; created if missing
         * @return this builder
         */
        public Builder directory(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Accepts these keys instead of random ones.
         *
         * @param accessKey the access key id, not blank
         * @param secretKey the secret key, not blank
         * @return this builder
         */
        public Builder credentials(String accessKey, String secretKey) {
            if (accessKey.isBlank() || secretKey.isBlank()) {
                throw new IllegalArgumentException("A blank key cannot sign a request; give both keys, or neither.");
            }
            this.accessKey = accessKey;
            this.secretKey = secretKey;
            return this;
        }

        /**
         * Starts a server with these settings.
         *
         * @return the running server
         * @throws MetrifyException if the server cannot be started
         */
        public EmbeddedS3 start() {
            BlobStore store = openStore();
            try {
                S3Proxy server = S3Proxy.builder()
                        .blobStore(store)
                        .endpoint(URI.create("http://" + HOST + ":0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                        .ignoreUnknownHeaders(true)
                        .stopTimeout(STOP_WITHOUT_WAITING)
                        .build();
                server.start();
                return new EmbeddedS3(server, store, accessKey, secretKey);
            } catch (Exception e) {
                store.close();
                throw new MetrifyException("The S3 server could not be started on " + HOST + ".", e);
            }
        }

        private BlobStore openStore() {
            Properties settings = new Properties();
            if (directory == null) {
                return BlobStores.create("transient-nio2", settings);
            }
            try {
                Path existing = Files.createDirectories(directory.toAbsolutePath());
                settings.setProperty("jclouds.filesystem.basedir", existing.toString());
            } catch (IOException e) {
                throw new MetrifyException(
                        "The directory " + directory + " could not be created; name one that can be written to.", e);
            }
            return BlobStores.create("filesystem-nio2", settings);
        }

        private static String random(int bytes) {
            byte[] key = new byte[bytes];
            new SecureRandom().nextBytes(key);
            return HexFormat.of().formatHex(key);
        }
    }
}
