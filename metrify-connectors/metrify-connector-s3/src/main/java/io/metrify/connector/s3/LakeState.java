package io.metrify.connector.s3;

import io.metrify.connector.s3.BatchStream.Lane;
import io.metrify.connector.s3.Manifest.Added;
import io.metrify.connector.s3.Manifest.Batch;
import io.metrify.connector.s3.Manifest.Claimed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a lake consists of after a number of steps of its log. Not safe for use by many threads. */
final class LakeState {

    private long version;
    private final SortedMap<String, LakeEntry> entries = new TreeMap<>();
    private final Map<Lane, Long> epochs = new HashMap<>();
    private final Map<BatchStream, Long> fixed = new HashMap<>();
    private final Map<BatchStream, NavigableMap<Long, Written>> batches = new HashMap<>();

    /** Which batch an object is from; merged objects are from none. */
    private final Map<String, Batch> owners = new HashMap<>();

    /** A batch, and the objects of it that count. */
    record Written(Batch batch, List<String> keys) {}

    long version() {
        return version;
    }

    SortedMap<String, LakeEntry> entries() {
        return entries;
    }

    Map<Lane, Long> epochs() {
        return epochs;
    }

    Map<BatchStream, Long> fixed() {
        return fixed;
    }

    Map<BatchStream, NavigableMap<Long, Written>> batches() {
        return batches;
    }

    long epoch(Lane lane) {
        return epochs.getOrDefault(lane, Long.MIN_VALUE);
    }

    /** Up to where the batches of a stream can no longer be replaced. */
    long fixed(BatchStream stream) {
        return fixed.getOrDefault(stream, Long.MIN_VALUE);
    }

    @Nullable
    Batch owner(String key) {
        return owners.get(key);
    }

    Optional<Written> batch(BatchStream stream, long first) {
        return Optional.ofNullable(of(stream).get(first));
    }

    /**
     * Whether nothing will replace an object any more: a pipeline commits a batch before it writes the next one of the
     * same stream, so only the last batch of each may still be undone.
     */
    boolean isSettled(String key) {
        Batch owner = owners.get(key);
        return owner == null || of(owner.stream()).higherKey(owner.first()) != null;
    }

    /** The batches of a claimed lane that begin at or after the position. */
    List<Written> from(Lane lane, long next) {
        List<Written> after = new ArrayList<>();
        batches.forEach((stream, written) -> {
            if (stream.lane().equals(lane)) {
                after.addAll(written.tailMap(next, true).values());
            }
        });
        return after;
    }

    void apply(long number, Manifest step) {
        Map<String, Batch> places = new HashMap<>();
        for (String key : step.removed()) {
            entries.remove(key);
            Batch owner = owners.remove(key);
            if (owner != null) {
                places.put(key, owner);
                batch(owner.stream(), owner.first())
                        .ifPresent(written -> written.keys().remove(key));
            }
        }
        for (Map.Entry<Lane, Claimed> claim : step.claims().entrySet()) {
            epochs.merge(claim.getKey(), claim.getValue().epoch(), Math::max);
            for (Written undone : from(claim.getKey(), claim.getValue().next())) {
                of(undone.batch().stream()).remove(undone.batch().first());
            }
        }
        step.fixed().forEach((stream, to) -> fixed.merge(stream, to, Math::max));
        Batch batch = step.batch();
        if (batch != null) {
            own(batch, new ArrayList<>());
        }
        for (Added added : step.added()) {
            String replaced = added.replaces();
            Batch owner = replaced == null ? batch : places.get(replaced);
            add(added.entry(), owner);
        }
        places.values().forEach(this::forgetIfEmpty);
        version = number;
    }

    /** A batch of which nothing counts any more is remembered only while it is the last of its stream. */
    private void forgetIfEmpty(Batch batch) {
        NavigableMap<Long, Written> stream = of(batch.stream());
        Written written = stream.get(batch.first());
        if (written != null && written.keys().isEmpty() && stream.higherKey(batch.first()) != null) {
            stream.remove(batch.first());
        }
    }

    private NavigableMap<Long, Written> of(BatchStream stream) {
        return batches.getOrDefault(stream, Collections.emptyNavigableMap());
    }

    private void own(Batch batch, List<String> keys) {
        epochs.merge(batch.stream().lane(), batch.epoch(), Math::max);
        batches.computeIfAbsent(batch.stream(), unused -> new TreeMap<>()).put(batch.first(), new Written(batch, keys));
    }

    private void add(LakeEntry entry, @Nullable Batch owner) {
        entries.put(entry.key(), entry);
        if (owner != null) {
            owners.put(entry.key(), owner);
            batch(owner.stream(), owner.first())
                    .ifPresent(written -> written.keys().add(entry.key()));
        }
    }

    /** Puts a state together again from the parts of a checkpoint. */
    static LakeState restore(
            long version,
            List<LakeEntry> unowned,
            Map<Batch, List<LakeEntry>> owned,
            Map<Lane, Long> epochs,
            Map<BatchStream, Long> fixed) {
        LakeState state = new LakeState();
        unowned.forEach(entry -> state.add(entry, null));
        owned.forEach((batch, entries) -> {
            state.own(batch, new ArrayList<>());
            entries.forEach(entry -> state.add(entry, batch));
        });
        state.epochs.putAll(epochs);
        state.fixed.putAll(fixed);
        state.version = version;
        return state;
    }
}
