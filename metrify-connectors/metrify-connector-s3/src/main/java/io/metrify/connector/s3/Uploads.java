package io.metrify.connector.s3;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Stores objects whose names follow from their content, so that one that is there already is the same. A large one goes in
 * parts, of which nothing is left when that fails.
 */
final class Uploads {

    private final Bucket bucket;
    private final BucketParts requests;
    private final Parts parts;

    Uploads(Bucket bucket, Parts parts) {
        this.bucket = bucket;
        this.requests = new BucketParts(bucket);
        this.parts = parts;
    }

    /** From which size on an object goes in parts, and the size of each, in bytes. */
    record Parts(long threshold, int size) {}

    /** An object that is stored. */
    record Stored(long bytes, String eTag) {}

    /** Makes sure that the object is stored. */
    Stored store(String key, Content content, String contentType) {
        try {
            long size = content.size();
            String eTag = size < parts.threshold()
                    ? bucket.create(key, content, contentType)
                    : inParts(key, content, contentType);
            return eTag == null ? existing(key) : new Stored(size, eTag);
        } catch (IOException e) {
            throw new MetrifyException("the content for " + bucket.address(key) + " cannot be read", e);
        }
    }

    private Stored existing(String key) {
        HeadObjectResponse head = bucket.head(key);
        if (head == null || head.eTag() == null) {
            throw new StoreException(
                    "PUT " + bucket.address(key) + " found an object that is gone; try again",
                    false,
                    new StoreFailure.NotAStoreException("an object came and went"));
        }
        return new Stored(head.contentLength(), head.eTag());
    }

    private @Nullable String inParts(String key, Content content, String contentType) throws IOException {
        String upload = requests.begin(key, contentType);
        try (InputStream in = content.open()) {
            List<String> eTags = new ArrayList<>();
            for (byte[] part = in.readNBytes(parts.size()); part.length > 0; part = in.readNBytes(parts.size())) {
                eTags.add(requests.put(key, upload, eTags.size() + 1, part));
            }
            String eTag = requests.end(key, upload, eTags);
            if (eTag == null) {
                requests.abort(key, upload);
            }
            return eTag;
        } catch (IOException | RuntimeException failure) {
            try {
                requests.abort(key, upload);
            } catch (MetrifyException alsoFailed) {
                // Vacuum aborts what is left.
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }
}
