package io.metrify.connector.s3;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The requests by which an object is sent in parts. */
final class BucketParts {

    private final Bucket bucket;

    BucketParts(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Begins an object that is sent in parts. */
    String begin(String key, String contentType) {
        StoreEncryption encryption = bucket.encryption();
        return bucket.ask("POST", key, (client, name) -> {
            String upload = client.createMultipartUpload(request -> {
                        request.bucket(name).key(key).contentType(contentType);
                        if (encryption != null) {
                            request.serverSideEncryption(Bucket.algorithm(encryption))
                                    .ssekmsKeyId(encryption.kmsKeyId());
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

    String put(String key, String upload, int number, byte[] part) {
        return bucket.ask(
                "PUT",
                key,
                (client, name) -> Bucket.stored(client.uploadPart(
                                request -> request.bucket(name)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromBytes(part))
                        .eTag()));
    }

    /** Makes an object of its parts; null if there is one under the key, or nothing is known of the upload any more. */
    @Nullable
    String end(String key, String upload, List<String> eTags) {
        List<CompletedPart> parts = IntStream.range(0, eTags.size())
                .mapToObj(i -> CompletedPart.builder()
                        .partNumber(i + 1)
                        .eTag(eTags.get(i))
                        .build())
                .toList();
        return bucket.ask("POST", key, (client, name) -> {
            try {
                return Bucket.stored(client.completeMultipartUpload(request -> request.bucket(name)
                                .key(key)
                                .uploadId(upload)
                                .ifNoneMatch(Bucket.ANY)
                                .multipartUpload(all -> all.parts(parts)))
                        .eTag());
            } catch (AwsServiceException answer) {
                if (answer.statusCode() == Bucket.EXISTS || StoreFailure.isMissing(answer)) {
                    return null;
                }
                throw answer;
            }
        });
    }

    /** Gives up an upload in parts; one that is not known is no failure. */
    void abort(String key, String upload) {
        bucket.ask("DELETE", key, (client, name) -> {
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
    List<MultipartUpload> unfinished(String prefix, Instant before) {
        return bucket.ask(
                "LIST",
                prefix,
                (client, name) ->
                        client
                                .listMultipartUploadsPaginator(
                                        request -> request.bucket(name).prefix(prefix))
                                .uploads()
                                .stream()
                                .filter(upload -> upload.initiated() == null
                                        || upload.initiated().isBefore(before))
                                .toList());
    }
}
