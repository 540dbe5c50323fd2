package io.metrify.connector.s3;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.metrify.connector.api.RetrySchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
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

    private static final String ANY = "*";
    private static final int EXISTS = 412;
    private static final int NOT_IMPLEMENTED = 501;

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

    /** Begins an object that is sent in parts. */
    String beginParts(String key, String contentType) {
        return call("POST", key, () -> {
            String upload = client.createMultipartUpload(request -> {
                        request.bucket(name).key(key).contentType(contentType);
                        if (encryption != null) {
                            request.serverSideEncryption(algorithm(encryption)).ssekmsKeyId(encryption.kmsKeyId());
                            if (encryption.bucketKey()) {
                                request.bucketKeyEnabled(true);
                            }
                        }
                    })
                    .uploadId();
            if (upload == null) {
                throw new StoreFailure.NotAStoreException("an upload was begun without an id");
            }
            return upload;
        });
    }

    String putPart(String key, String upload, int number, byte[] part) {
        return call(
                "PUT",
                key,
                () -> stored(client.uploadPart(
                                request -> request.bucket(name)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromBytes(part))
                        .eTag()));
    }

    /** Makes an object of its parts; null if there is one under the key, or nothing is known of the upload any more. */
    @Nullable
    String endParts(String key, String upload, List<String> eTags) {
        List<CompletedPart> parts = IntStream.range(0, eTags.size())
                .mapToObj(i -> CompletedPart.builder()
                        .partNumber(i + 1)
                        .eTag(eTags.get(i))
                        .build())
                .toList();
        return call("POST", key, () -> {
            try {
                return stored(client.completeMultipartUpload(request -> request.bucket(name)
                                .key(key)
                                .uploadId(upload)
                                .ifNoneMatch(ANY)
                                .multipartUpload(all -> all.parts(parts)))
                        .eTag());
            } catch (AwsServiceException answer) {
                if (answer.statusCode() == EXISTS || StoreFailure.isMissing(answer)) {
                    return null;
                }
                throw answer;
            }
        });
    }

    /** Gives up an upload in parts; one that is not known is no failure. */
    void abortParts(String key, String upload) {
        call("DELETE", key, () -> {
            try {
                return client.abortMultipartUpload(
                        request -> request.bucket(name).key(key).uploadId(upload));
            } catch (AwsServiceException answer) {
                if (StoreFailure.isMissing(answer)) {
                    return null;
                }
                throw answer;
            }
        });
    }

    /** The uploads in parts under a prefix that were begun before a time and never ended. */
    List<MultipartUpload> unfinishedParts(String prefix, Instant before) {
        return call(
                "LIST",
                prefix,
                () -> client
                        .listMultipartUploads(request -> request.bucket(name).prefix(prefix))
                        .uploads()
                        .stream()
                        .filter(upload ->
                                upload.initiated() == null || upload.initiated().isBefore(before))
                        .toList());
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

    /** Whether the bucket keeps what is deleted or replaced. */
    boolean isVersioned() {
        return call("GET", "?versioning", () -> {
            try {
                return client.getBucketVersioning(request -> request.bucket(name))
                                .status()
                        != null;
            } catch (AwsServiceException answer) {
                // A store that has no versions says so.
                if (answer.statusCode() == NOT_IMPLEMENTED) {
                    return false;
                }
                throw answer;
            }
        });
    }

    /** Removes an object with all of its versions and delete markers. */
    void deleteVersions(String key) {
        deleteVersions(key, false);
    }

    /** When each key below a prefix changed last, of whatever is there in any version. */
    Map<String, Instant> versionedKeys(String prefix) {
        return call("LIST", prefix, () -> {
            Map<String, Instant> keys = new HashMap<>();
            client.listObjectVersionsPaginator(request -> request.bucket(name).prefix(prefix))
                    .forEach(page -> {
                        page.versions()
                                .forEach(version ->
                                        keys.merge(version.key(), time(version.lastModified()), Bucket::later));
                        page.deleteMarkers()
                                .forEach(
                                        marker -> keys.merge(marker.key(), time(marker.lastModified()), Bucket::later));
                    });
            return keys;
        });
    }

    private static Instant time(@Nullable Instant lastModified) {
        return lastModified == null ? Instant.EPOCH : lastModified;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Removes all versions of an object but the current one. */
    void deleteOldVersions(String key) {
        deleteVersions(key, true);
    }

    private void deleteVersions(String key, boolean keepCurrent) {
        List<ObjectIdentifier> versions = call("LIST", key, () -> {
            List<ObjectIdentifier> found = new ArrayList<>();
            client.listObjectVersionsPaginator(request -> request.bucket(name).prefix(key))
                    .forEach(page -> {
                        page.versions().stream()
                                .filter(version -> version.key().equals(key))
                                .filter(version -> !(keepCurrent && Boolean.TRUE.equals(version.isLatest())))
                                .forEach(version -> found.add(identifier(key, version.versionId())));
                        page.deleteMarkers().stream()
                                .filter(marker -> marker.key().equals(key))
                                .forEach(marker -> found.add(identifier(key, marker.versionId())));
                    });
            return found;
        });
        for (ObjectIdentifier version : versions) {
            call(
                    "DELETE",
                    key,
                    () -> client.deleteObject(
                            request -> request.bucket(name).key(key).versionId(version.versionId())));
        }
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    /** The rules on the bucket for what grows old. */
    List<LifecycleRule> lifecycle() {
        return call("GET", "?lifecycle", () -> {
            try {
                return client.getBucketLifecycleConfiguration(request -> request.bucket(name))
                        .rules();
            } catch (AwsServiceException answer) {
                if (StoreFailure.isMissing(answer)) {
                    return List.of();
                }
                throw answer;
            }
        });
    }

    /** Does something with the bucket itself, such as setting its rules. */
    void configure(String what, BiConsumer<S3Client, String> request) {
        call("PUT", "?" + what, () -> {
            request.accept(client, name);
            return null;
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

    private static ServerSideEncryption algorithm(StoreEncryption encryption) {
        return encryption.kms() ? ServerSideEncryption.AWS_KMS : ServerSideEncryption.AES256;
    }

    /** Every store answers with a mark; a proxy's "200 OK" would otherwise pass for a stored object. */
    private static String stored(@Nullable String eTag) {
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

    private <T> T call(String verb, String key, CheckedSupplier<T> request) {
        try {
            return retrying.get(request);
        } catch (RuntimeException failure) {
            throw new StoreException(
                    verb + " " + address(key) + " " + StoreFailure.explain(failure),
                    StoreFailure.isEffectUnknown(failure),
                    failure);
        }
    }
}
