package io.metrify.connector.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The requests about what a bucket keeps: versions, and the rules for what grows old. */
final class BucketVersions {

    private static final int NOT_IMPLEMENTED = 501;

    private final Bucket bucket;

    BucketVersions(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Whether the bucket keeps what is deleted or replaced. */
    boolean areKept() {
        return bucket.ask("GET", "?versioning", (client, name) -> {
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
    void delete(String key) {
        delete(key, false);
    }

    /** When each key below a prefix changed last, of whatever is there in any version. */
    Map<String, Instant> keys(String prefix) {
        return bucket.ask("LIST", prefix, (client, name) -> {
            Map<String, Instant> keys = new HashMap<>();
            client.listObjectVersionsPaginator(request -> request.bucket(name).prefix(prefix))
                    .forEach(page -> {
                        page.versions()
                                .forEach(version ->
                                        keys.merge(version.key(), time(version.lastModified()), BucketVersions::later));
                        page.deleteMarkers()
                                .forEach(marker ->
                                        keys.merge(marker.key(), time(marker.lastModified()), BucketVersions::later));
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
    void deleteOld(String key) {
        delete(key, true);
    }

    private void delete(String key, boolean keepCurrent) {
        List<ObjectIdentifier> versions = bucket.ask("LIST", key, (client, name) -> {
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
            bucket.ask(
                    "DELETE",
                    key,
                    (client, name) -> client.deleteObject(
                            request -> request.bucket(name).key(key).versionId(version.versionId())));
        }
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    /** Lets the bucket keep what is deleted or replaced. */
    void keep() {
        bucket.ask(
                "PUT",
                "?versioning",
                (client, name) -> client.putBucketVersioning(request ->
                        request.bucket(name).versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED))));
    }

    /** The rules on the bucket for what grows old. */
    List<LifecycleRule> rules() {
        return bucket.ask("GET", "?lifecycle", (client, name) -> {
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

    /** Puts all rules on the bucket for what grows old. */
    void putRules(List<LifecycleRule> rules) {
        bucket.ask(
                "PUT",
                "?lifecycle",
                (client, name) -> client.putBucketLifecycleConfiguration(
                        request -> request.bucket(name).lifecycleConfiguration(all -> all.rules(rules))));
    }
}
