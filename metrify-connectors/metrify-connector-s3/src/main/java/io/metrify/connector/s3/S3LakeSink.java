package io.metrify.connector.s3;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSink;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.SinkException;
import io.metrify.connector.s3.BatchStream.Lane;
import io.metrify.connector.s3.LakeState.Written;
import io.metrify.connector.s3.Manifest.Added;
import io.metrify.connector.s3.Manifest.Batch;
import io.metrify.connector.s3.Manifest.Claimed;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * A sink that writes the accepted readings of a batch into the partitions of a lake, one Parquet object per market day,
 * region and meter type, and with a raw zone all of its records as they came. {@link S3Lake#sink} makes one.
 *
 * <p>A batch becomes visible at once: its objects are stored first, under names that follow from its source, partition, first
 * position, epoch and content, and then a single step of the lake's log makes them count. Writing the batch again replaces what it
 * was before, unless a later claim of the partition has been seen in the lake: then it is refused with a
 * {@link FencedException}. {@link #recover} takes back what begins at or after the claims. Objects that no step names, or no
 * longer, are left to {@link LakeMaintenance#vacuum}.
 *
 * <p>Any number of processes may write into one lake. A lane of batches is told from others by pipeline and partition, so two
 * pipelines need two names, and one pipeline must not read two sources into the same partition at a time. Readings are
 * encoded as they are uploaded, a few objects at a time. Not safe for use by many threads. Closing it does not close the
 * client.
 */
public final class S3LakeSink implements BatchSink {

    private final LakeLayout layout;
    private final LakeFiles files;
    private final LakeLog log;
    private final Requests requests;
    private final String pipeline;
    private final boolean raw;

    S3LakeSink(LakeLayout layout, LakeFiles files, LakeLog log, Requests requests, String pipeline, boolean raw) {
        this.layout = layout;
        this.files = files;
        this.log = log;
        this.requests = requests;
        this.pipeline = pipeline;
        this.raw = raw;
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

    /**
     * Whether the lake has a raw zone.
     *
     * @return true if it has
     */
    @Override
    public boolean needsRecords() {
        return raw;
    }

    @Override
    public void recover(Map<String, Claim> claimed) {
        try {
            log.commit(state -> recovery(state, claimed));
        } catch (SinkException e) {
            throw e;
        } catch (MetrifyException | MalformedRecordException e) {
            throw new SinkException("the lake could not be recovered: " + e.getMessage(), e);
        }
    }

    private Manifest recovery(LakeState state, Map<String, Claim> claimed) {
        Map<Lane, Claimed> claims = new HashMap<>();
        List<String> removed = new ArrayList<>();
        claimed.forEach((partition, claim) -> {
            Lane lane = new Lane(pipeline, partition);
            List<Written> undone = state.from(lane, claim.next());
            requireLatest(state, lane, claim);
            if (claim.epoch() > state.epoch(lane) || !undone.isEmpty()) {
                requireReplaceable(state, lane, claim.next());
                claims.put(lane, new Claimed(claim.next(), claim.epoch()));
                undone.forEach(written -> removed.addAll(written.keys()));
            }
        });
        return new Manifest(Manifest.newCommit(), "recover " + pipeline, null, claims, Map.of(), List.of(), removed);
    }

    private static void requireLatest(LakeState state, Lane lane, Claim claim) {
        if (claim.epoch() < state.epoch(lane)) {
            throw new SinkException(
                    "the lake knows a later claim of partition \"" + lane.partition() + "\" of pipeline "
                            + lane.pipeline() + " (epoch " + state.epoch(lane) + ") than this one (epoch "
                            + claim.epoch()
                            + "): another process has claimed it since, or the ledger is not the one this lake was written"
                            + " with; use that ledger, or another pipeline name",
                    new IllegalStateException("an older claim"));
        }
    }

    private static void requireReplaceable(LakeState state, Lane lane, long next) {
        state.fixed().forEach((stream, to) -> {
            if (stream.lane().equals(lane) && next < to) {
                throw new SinkException(
                        "the ledger goes back to position " + next + " of " + stream.source() + "/" + lane.partition()
                                + ", but the lake has merged its objects up to " + to
                                + "; use the ledger that belongs to the lake, or another lake or pipeline name",
                        new IllegalStateException("merged batches cannot be undone"));
            }
        });
    }

    @Override
    public void write(IngestBatch batch) {
        List<LakeEntry> stored;
        try {
            stored = store(batch);
        } catch (MetrifyException e) {
            throw notWritten(batch.span(), e);
        }
        try {
            log.commit(state -> step(state, batch, stored));
        } catch (FencedException | SinkException e) {
            throw e;
        } catch (StoreException e) {
            if (e.isEffectUnknown()) {
                throw new CommitStateUnknownException(
                        "nobody knows whether the batch " + batch.span() + " is in the lake: " + e.getMessage(), e);
            }
            throw notWritten(batch.span(), e);
        } catch (MetrifyException | MalformedRecordException e) {
            throw notWritten(batch.span(), e);
        }
    }

    private List<LakeEntry> store(IngestBatch batch) {
        List<Callable<LakeEntry>> uploads = new ArrayList<>();
        layout.arrange(batch).forEach((place, readings) -> uploads.add(() -> files.store(place, batch, readings)));
        if (raw && !batch.records().isEmpty()) {
            Instant last = batch.accepted().stream()
                    .map(AcceptedReading::reading)
                    .map(MeterReading::timestamp)
                    .max(Comparator.naturalOrder())
                    .orElseGet(Instant::now);
            uploads.add(() -> files.storeRaw(batch, last));
        }
        return requests.all(uploads);
    }

    private Manifest step(LakeState state, IngestBatch batch, List<LakeEntry> stored) {
        BatchSpan span = batch.span();
        BatchStream stream = new BatchStream(pipeline, span.source(), span.partition());
        if (state.epoch(stream.lane()) > batch.epoch()) {
            throw new FencedException(span, batch.epoch(), "the lake");
        }
        if (span.first() < state.fixed(stream)) {
            throw new SinkException(
                    "the batch " + span
                            + " is in the lake already and merged with others; let the ledger go on behind it",
                    new IllegalStateException("merged batches cannot be replaced"));
        }
        Batch written = new Batch(stream, span.first(), span.end(), batch.epoch());
        Written before = state.batch(stream, span.first()).orElse(null);
        List<String> keys = stored.stream().map(LakeEntry::key).sorted().toList();
        List<String> removed = before == null ? List.of() : new ArrayList<>(before.keys());
        boolean isSame = before == null
                ? stored.isEmpty()
                : before.batch().equals(written)
                        && removed.stream().sorted().toList().equals(keys);
        if (isSame) {
            return Manifest.change("nothing", List.of(), List.of());
        }
        List<Added> added = stored.stream().map(entry -> new Added(entry, null)).collect(Collectors.toList());
        return new Manifest(
                Manifest.newCommit(),
                "write " + span,
                written,
                Map.of(),
                Map.of(),
                added,
                removed.stream().filter(key -> !keys.contains(key)).toList());
    }

    private static SinkException notWritten(BatchSpan span, RuntimeException cause) {
        return new SinkException("the batch " + span + " is not in the lake: " + cause.getMessage(), cause);
    }

    /** Does nothing: a sink holds nothing between batches. */
    @Override
    public void close() {
        // The client is the caller's.
    }
}
