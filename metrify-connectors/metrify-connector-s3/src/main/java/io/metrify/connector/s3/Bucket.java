package io.metrify.connector.s3;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.metrify.connector.api.RetrySchedule;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The few requests that a lake makes, each repeated while its failure is a passing one, and ending in a {@link
 * StoreException} otherwise. Safe for use by many threads.
 */
final class Bucket {

    /** The fifth that {@link RetrySchedule} promises. */
    private static final double JITTER = 0.2;

    /** What changes nothing, whether it is answered or not. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "LIST");

    static final String ANY = "*";
    static final int EXISTS = 412;

    private final S3Client client;
    private final @Nullable StoreEncryption encryption;
    private final String name;
    private final FailsafeExecutor<Object> retrying;

    Bucket(S3Client client, String name, RetrySchedule schedule, @Nullable StoreEncryption encryption) {
        this.encryption = encryption;
        this.client = client;
        this.name = name;
        this.retrying = Failsafe.with(RetryPolicy.builder()
                .handleIf(StoreFailure::isTransient)
                .withMaxAttempts(schedule.attempts())
                .withBackoff(schedule.firstPause(), schedule.longestPause())
                .withJitter(JITTER)
                .build());
    }

    /**
     * Writes an object unless there is one under the key.
     *
     * @return the mark of the object written; null if there is one already, which may be what an attempt of this very call
     *     wrote whose answer was lost
     */
    @Nullable
    String create(String key, Content content, String contentType) {
        return call("PUT", key, () -> {
            try {
                PutObjectResponse written = client.putObject(
                        request -> encrypt(
                                request.bucket(name).key(key).ifNoneMatch(ANY).contentType(contentType)),
                        content.body());
                return stored(written.eTag());
            } catch (AwsServiceException answer) {
                if (answer.statusCode() == EXISTS) {
                    return null;
                }
                throw answer;
            }
        });
    }

    /** Writes an object, replacing it if it exists. */
    void replace(String key, byte[] content, String contentType) {
        call(
                "PUT",
                key,
                () -> stored(client.putObject(
                                request -> encrypt(request.bucket(name).key(key).contentType(contentType)),
                                RequestBody.fromBytes(content))
                        .eTag()));
    }

    /** Size and mark of an object, or null if there is none. */
    @Nullable
    HeadObjectResponse head(String key) {
        return call("HEAD", key, () -> {
            try {
                return client.headObject(request -> request.bucket(name).key(key));
            } catch (AwsServiceException answer) {
                if (StoreFailure.isMissing(answer)) {
                    return null;
                }
                throw answer;
            }
        });
    }

    private PutObjectRequest.Builder encrypt(PutObjectRequest.Builder request) {
        if (encryption == null) {
            return request;
        }
        if (encryption.bucketKey()) {
            request.bucketKeyEnabled(true);
        }
        return request.serverSideEncryption(algorithm(encryption)).ssekmsKeyId(encryption.kmsKeyId());
    }

    static ServerSideEncryption algorithm(StoreEncryption encryption) {
        return encryption.kms() ? ServerSideEncryption.AWS_KMS : ServerSideEncryption.AES256;
    }

    /** Every store answers with a mark; a proxy's "200 OK" would otherwise pass for a stored object. */
    static String stored(@Nullable String eTag) {
        if (eTag == null) {
            throw new StoreFailure.NotAStoreException("an object was accepted without an ETag");
        }
        return eTag;
    }

    /** The content of a small object, or null if there is none. */
    byte @Nullable [] find(String key) {
        return call("GET", key, () -> {
            try {
                return client.getObjectAsBytes(request -> request.bucket(name).key(key))
                        .asByteArrayUnsafe();
            } catch (AwsServiceException answer) {
                if (StoreFailure.isMissing(answer)) {
                    return null;
                }
                throw answer;
            }
        });
    }

    /** Some bytes of an object that must not have changed since it was listed. */
    byte[] range(LakeEntry object, long from, int length) {
        byte[] bytes = call(
                "GET",
                object.key(),
                () -> client.getObjectAsBytes(request -> request.bucket(name)
                                .key(object.key())
                                .ifMatch(object.eTag())
                                .range("bytes=" + from + "-" + (from + length - 1)))
                        .asByteArrayUnsafe());
        if (bytes.length != length) {
            throw new StoreException(
                    "GET " + address(object.key()) + " gave " + bytes.length + " bytes instead of the " + length
                            + " asked for; check that the store honours ranges",
                    false,
                    new StoreFailure.NotAStoreException("wrong range"));
        }
        return bytes;
    }

    /** Removes an object; one that does not exist is no failure. */
    void delete(String key) {
        call("DELETE", key, () -> {
            try {
                return client.deleteObject(request -> request.bucket(name).key(key));
            } catch (AwsServiceException answer) {
                if (StoreFailure.isMissing(answer)) {
                    return null;
                }
                throw answer;
            }
        });
    }

    /** The objects whose keys begin so, in the order of their keys, page by page as the stream is consumed. */
    Stream<S3Object> list(String prefix) {
        return list(prefix, "");
    }

    /** The same, from behind a key on. */
    Stream<S3Object> list(String prefix, String after) {
        return Stream.iterate(page(prefix, after, null), Objects::nonNull, page -> next(prefix, page))
                .flatMap(page -> page.contents().stream());
    }

    String address(String key) {
        return "s3://" + name + "/" + key;
    }

    private @Nullable ListObjectsV2Response next(String prefix, ListObjectsV2Response page) {
        return Boolean.TRUE.equals(page.isTruncated()) ? page(prefix, "", page.nextContinuationToken()) : null;
    }

    private ListObjectsV2Response page(String prefix, String after, @Nullable String token) {
        return call("LIST", prefix, () -> {
            ListObjectsV2Response page = client.listObjectsV2(request -> {
                request.bucket(name).prefix(prefix).continuationToken(token);
                if (!after.isEmpty()) {
                    request.startAfter(after);
                }
            });
            if (page.name() == null) {
                throw new StoreFailure.NotAStoreException("a listing that does not name its bucket");
            }
            return page;
        });
    }

    /** A request of another kind. */
    <T> T ask(String verb, String key, Request<T> request) {
        return call(verb, key, () -> request.send(client, name));
    }

    @Nullable
    StoreEncryption encryption() {
        return encryption;
    }

    /** What is sent to a bucket, again and again while its failure is a passing one. */
    interface Request<T> {
        @Nullable
        T send(S3Client client, String bucket);
    }

    /** An attempt that may have taken effect makes the whole call so, however clearly later attempts were refused. */
    private <T> T call(String verb, String key, CheckedSupplier<T> request) {
        AtomicBoolean effectUnknown = new AtomicBoolean();
        try {
            return retrying.get(() -> {
                try {
                    return request.get();
                } catch (RuntimeException failure) {
                    if (!READING.contains(verb) && StoreFailure.isEffectUnknown(failure)) {
                        effectUnknown.set(true);
                    }
                    throw failure;
                }
            });
        } catch (RuntimeException failure) {
            throw new StoreException(
                    verb + " " + address(key) + " " + StoreFailure.explain(failure), effectUnknown.get(), failure);
        }
    }
}
