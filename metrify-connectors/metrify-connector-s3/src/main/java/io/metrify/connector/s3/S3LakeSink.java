package io.metrify.connector.s3;

import io.metrify.connector.api.BatchSink;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.SinkException;
import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingParquet;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A sink that writes the accepted readings of a batch into the partitions of a lake, one Parquet object per market day,
 * region and meter type. {@link S3Lake#sink} makes one.
 *
 * <p>The names of the objects follow from the batch's source, partition and first position, so writing a batch again
 * replaces them. Before the first of them the sink puts a record that names them all; {@link #recover} removes the
 * objects of the records that the ledger knows nothing of. After a crash and a recovery the Parquet objects are exactly
 * those of the committed batches, whatever later batches look like.
 *
 * <p>A pipeline commits each batch before it writes the next one of the same partition; the sink keeps the records of the
 * last {@value #RECORDS_KEPT} batches of a partition all the same. Readings are encoded as they are uploaded, a few
 * objects at a time. Not safe for use by many threads. Closing it does not close the client.
 */
public final class S3LakeSink implements BatchSink {

    private static final int RECORDS_KEPT = 4;

    private static final String PARQUET = "application/vnd.apache.parquet";

    private final Bucket bucket;
    private final LakeLayout layout;
    private final Requests requests;
    private final String pipeline;
    private final Map<String, Deque<String>> records = new HashMap<>();

    S3LakeSink(Bucket bucket, LakeLayout layout, Requests requests, String pipeline) {
        this.bucket = bucket;
        this.layout = layout;
        this.requests = requests;
        this.pipeline = pipeline;
    }

    /**
     * What the sink is called.
     *
     * @return {@code lake}
     */
    @Override
    public String name() {
        return "lake";
    }

    @Override
    public void recover(Map<String, Claim> claimed) {
        try {
            List<String> keys = bucket.list(layout.pendingPrefix(pipeline))
                    .map(S3Object::key)
                    .toList();
            for (String key : keys) {
                byte[] json = bucket.find(key);
                if (json != null) {
                    recover(key, intent(key, json), claimed);
                }
            }
        } catch (StoreException e) {
            throw new SinkException("the lake could not be recovered: " + e.getMessage(), e);
        }
        records.clear();
    }

    private void recover(String key, Intent intent, Map<String, Claim> claimed) {
        BatchSpan span = intent.span();
        Claim claim = claimed.get(span.partition());
        if (claim == null) {
            return;
        }
        if (span.first() >= claim.next()) {
            delete(intent.objects());
        }
        bucket.delete(key);
    }

    @Override
    public void write(IngestBatch batch) {
        SortedMap<String, List<MeterReading>> objects = layout.arrange(batch);
        try {
            announce(batch.span(), objects.keySet());
        } catch (StoreException e) {
            throw notWritten(batch, e);
        }
        try {
            requests.all(objects.entrySet().stream()
                    .<Callable<Void>>map(object -> () -> upload(object.getKey(), object.getValue()))
                    .toList());
        } catch (StoreException e) {
            if (e.isEffectUnknown()) {
                throw new CommitStateUnknownException(
                        "nobody knows whether all objects of the batch " + batch.span() + " are in the lake: "
                                + e.getMessage(),
                        e);
            }
            throw notWritten(batch, e);
        }
    }

    /** Puts the record of a batch; what an earlier attempt wrote and this one will not replace is removed before. */
    private void announce(BatchSpan span, Set<String> objects) {
        String key = layout.pendingKey(pipeline, span);
        byte[] earlier = bucket.find(key);
        if (earlier != null) {
            List<String> leftOver = new ArrayList<>(intent(key, earlier).objects());
            leftOver.removeAll(objects);
            delete(leftOver);
        }
        bucket.put(key, new Intent(span, List.copyOf(objects)).toJson(), Intent.CONTENT_TYPE);
        Deque<String> kept =
                records.computeIfAbsent(span.source() + "/" + span.partition(), unused -> new ArrayDeque<>());
        if (!key.equals(kept.peekLast())) {
            kept.addLast(key);
        }
        while (kept.size() > RECORDS_KEPT) {
            bucket.delete(kept.getFirst());
            kept.removeFirst();
        }
    }

    private Void upload(String key, List<MeterReading> readings) {
        bucket.put(key, ReadingParquet.encode(readings), PARQUET);
        return null;
    }

    private void delete(Collection<String> keys) {
        requests.all(keys.stream()
                .<Callable<Void>>map(key -> () -> {
                    bucket.delete(key);
                    return null;
                })
                .toList());
    }

    private Intent intent(String key, byte[] json) {
        try {
            return Intent.parse(json);
        } catch (IOException e) {
            throw new SinkException(
                    "the record of an unfinished batch " + bucket.address(key) + " is not one of this library: "
                            + e.getMessage() + "; find out what it is and remove it",
                    e);
        }
    }

    private static SinkException notWritten(IngestBatch batch, StoreException cause) {
        return new SinkException("the batch " + batch.span() + " is not in the lake: " + cause.getMessage(), cause);
    }

    /** Does nothing: a sink holds nothing between batches. */
    @Override
    public void close() {
        records.clear();
    }
}
