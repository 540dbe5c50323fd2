package io.metrify.connector.s3;

import io.metrify.connector.s3.LakeLayout.Place;
import io.metrify.connector.s3.Manifest.Added;
import io.metrify.connector.s3.Manifest.Batch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What keeps a lake in order. Everything may run while pipelines write and others read, and in several processes: what counts
 * changes in single steps of the log. {@link S3Lake#maintenance} makes one. Safe for use by many threads.
 */
public final class LakeMaintenance {

    private final Bucket bucket;
    private final LakeLayout layout;
    private final LakeFiles files;
    private final LakeLog log;

    LakeMaintenance(Bucket bucket, LakeLayout layout, LakeFiles files, LakeLog log) {
        this.bucket = bucket;
        this.layout = layout;
        this.files = files;
        this.log = log;
    }

    /**
     * Merges small objects of a partition into larger ones. Only batches that their pipeline can no longer undo are merged,
     * which leaves the last batch of each. If another process merges or erases from the same objects, one of the two wins,
     * and what was merged in vain is deleted.
     *
     * @param smallerThan objects of fewer bytes are merged, positive
     * @param target how many bytes the merged objects have at most together, which become one; at least as many
     * @return how many objects were merged away, and into how many
     * @throws io.metrify.model.MetrifyException if the store fails; whatever was merged before stays merged
     */
    public Compaction compact(long smallerThan, long target) {
        if (smallerThan <= 0 || target < smallerThan) {
            throw new IllegalArgumentException("objects smaller than " + smallerThan + " bytes cannot be merged into "
                    + target + "; the second must be at least the first, which is positive");
        }
        Compaction done = new Compaction(0, 0);
        for (Map.Entry<Place, List<List<LakeObject>>> place :
                log.look(state -> groups(state, smallerThan, target)).entrySet()) {
            for (List<LakeObject> group : place.getValue()) {
                if (merge(place.getKey(), group)) {
                    done = new Compaction(done.merged() + group.size(), done.into() + 1);
                }
            }
        }
        return done;
    }

    private static Map<Place, List<List<LakeObject>>> groups(LakeState state, long smallerThan, long target) {
        Map<Place, List<List<LakeObject>>> groups = new LinkedHashMap<>();
        for (LakeEntry entry : state.entries().values()) {
            if (entry instanceof LakeObject object && object.bytes() < smallerThan && state.isSettled(object.key())) {
                List<List<LakeObject>> ofPlace = groups.computeIfAbsent(Place.of(object), unused -> new ArrayList<>());
                List<LakeObject> last = ofPlace.isEmpty() ? List.of() : ofPlace.get(ofPlace.size() - 1);
                long size = last.stream().mapToLong(LakeObject::bytes).sum();
                if (ofPlace.isEmpty() || size + object.bytes() > target) {
                    last = new ArrayList<>();
                    ofPlace.add(last);
                }
                last.add(object);
            }
        }
        groups.values().forEach(ofPlace -> ofPlace.removeIf(group -> group.size() < 2));
        return groups;
    }

    private boolean merge(Place place, List<LakeObject> group) {
        List<String> keys = group.stream().map(LakeObject::key).toList();
        // A name that was used before could be of an object that a vacuum is about to remove.
        String name = "merged-" + UUID.randomUUID();
        LakeObject merged;
        try (MergedReadings readings = new MergedReadings(files, group)) {
            merged = Objects.requireNonNull(files.store(place, name + ".parquet", readings));
        } catch (StoreException failure) {
            if (log.look(state -> state.entries().keySet().containsAll(keys))) {
                throw failure;
            }
            // An erasure removed what was being read: these objects are no longer for merging.
            return false;
        }
        boolean committed = log.commit(state -> {
            if (!state.entries().keySet().containsAll(keys)) {
                return Manifest.change("nothing", List.of(), List.of());
            }
            Map<BatchStream, Long> fixed = new HashMap<>();
            for (String key : keys) {
                Batch owner = state.owner(key);
                if (owner != null) {
                    fixed.merge(owner.stream(), owner.end(), Math::max);
                }
            }
            return new Manifest(
                    Manifest.newCommit(),
                    "compact " + keys.size() + " objects",
                    null,
                    Map.of(),
                    fixed,
                    List.of(new Added(merged, null)),
                    keys);
        });
        if (!committed && !log.look(state -> state.entries().containsKey(merged.key()))) {
            // It may hold what an erasure that came first has just removed.
            bucket.delete(merged.key());
        }
        return committed;
    }

    /**
     * Removes objects from the bucket that do not count and are older than a grace, gives up uploads in parts that are, and
     * clears steps of the log away that checkpoints make superfluous.
     *
     * @param grace how long an object may be there without counting: longer than any batch takes from its first upload to
     *     its step of the log, and than any reader uses a snapshot, and than the clocks of this machine and the store
     *     differ; not negative; a day is usual
     * @return how many objects were removed
     * @throws io.metrify.model.MetrifyException if the store fails
     */
    public long vacuum(Duration grace) {
        Instant before = Instant.now().minus(requireGrace(grace));
        List<String> old = stored().filter(object ->
                        object.lastModified() == null || !object.lastModified().isAfter(before))
                .map(S3Object::key)
                .toList();
        // What began to count meanwhile is kept, as this is asked afterwards.
        Set<String> counting = log.look(state -> new HashSet<>(state.entries().keySet()));
        List<String> orphans =
                old.stream().filter(key -> !counting.contains(key)).toList();
        orphans.forEach(bucket::delete);
        BucketParts parts = new BucketParts(bucket);
        parts.unfinished(layout.prefix(), before).forEach(upload -> parts.abort(upload.key(), upload.uploadId()));
        log.clear(before);
        return orphans.size();
    }

    /** A negative grace would reach objects that are being written right now. */
    static Duration requireGrace(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException(
                    "a grace of " + grace + " lies in the future; use one that is longer than a batch takes, or zero");
        }
        return grace;
    }

    private Stream<S3Object> stored() {
        return Stream.concat(bucket.list(layout.datesPrefix()), bucket.list(layout.rawPrefix()));
    }

    /**
     * Lets partitions of days before a date no longer count, and raw records of batches whose last reading is before it.
     * Vacuum removes the objects after its grace.
     *
     * @param date the first market day that is kept
     * @return how many objects no longer count
     * @throws io.metrify.model.MetrifyException if the store fails
     */
    public long dropBefore(LocalDate date) {
        Instant start = layout.calendar().day(date).start();
        List<String> dropped = new ArrayList<>();
        log.commit(state -> {
            dropped.clear();
            for (LakeEntry entry : state.entries().values()) {
                boolean isOld = entry instanceof LakeObject object
                        ? object.date().isBefore(date)
                        : entry instanceof RawObject raw && raw.last().isBefore(start);
                if (isOld) {
                    dropped.add(entry.key());
                }
            }
            return Manifest.change("drop before " + date, List.of(), dropped);
        });
        return dropped.size();
    }

    /**
     * Puts rules on the bucket for what grows old. Rules of others, and of other lakes in the bucket, stay.
     *
     * @param lifecycle the rules
     * @throws io.metrify.model.MetrifyException if the store refuses or does not have them
     */
    public void put(LakeLifecycle lifecycle) {
        String own = LakeLifecycle.idPrefix(layout.prefix());
        BucketVersions versions = new BucketVersions(bucket);
        List<LifecycleRule> rules = new ArrayList<>(versions.rules());
        rules.removeIf(rule -> rule.id() != null && rule.id().startsWith(own));
        rules.addAll(lifecycle.rules(layout, layout.prefix()));
        versions.putRules(rules);
    }

    /**
     * Lets the bucket keep what is deleted or replaced, in versions. A {@link LakeLifecycle} says for how long.
     *
     * @throws io.metrify.model.MetrifyException if the store refuses or does not have versions
     */
    public void keepVersions() {
        new BucketVersions(bucket).keep();
    }

    /**
     * Begins to erase everything of one meter.
     *
     * @param meterId the meter
     * @return what is to be erased, to be refined and run
     */
    public MeterErasure erase(String meterId) {
        return new MeterErasure(bucket, layout, files, log, meterId);
    }

    /**
     * What compaction did.
     *
     * @param merged how many objects no longer count
     * @param into how many count instead
     */
    public record Compaction(long merged, long into) {}
}
