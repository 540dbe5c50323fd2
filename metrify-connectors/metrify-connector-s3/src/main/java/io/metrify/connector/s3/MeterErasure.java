package io.metrify.connector.s3;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.connector.s3.LakeLayout.Place;
import io.metrify.connector.s3.Manifest.Added;
import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingFilter;
import io.metrify.parquet.ReadingParquetReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The erasure of everything of one meter from a lake: readings, and raw records whether they were accepted or not. Objects
 * that hold any of it are written again without it, the log changes in one step for each pass, and then the old objects are
 * deleted at once, with their versions in a bucket that keeps them, as are the steps of the log that tell of them. A reader
 * with an older snapshot will miss the objects it names. Afterwards no object of the lake holds a byte of the meter, unless a
 * pipeline writes it again, which it does for readings that are still in its source.
 */
public final class MeterErasure {

    private static final Duration DEFAULT_GRACE = Duration.ofDays(1);
    private static final int END_BYTES = 1 << 20;

    private final Bucket bucket;
    private final LakeLayout layout;
    private final LakeFiles files;
    private final LakeLog log;
    private final String meterId;
    private Duration grace = DEFAULT_GRACE;
    private @Nullable RecordDecoder<MeterReading> decoder;

    MeterErasure(Bucket bucket, LakeLayout layout, LakeFiles files, LakeLog log, String meterId) {
        if (meterId.isBlank()) {
            throw new IllegalArgumentException("a blank meter id is no meter's; name the one to erase");
        }
        this.bucket = bucket;
        this.layout = layout;
        this.files = files;
        this.log = log;
        this.meterId = meterId;
    }

    /**
     * How raw records are understood. A record goes if the decoder says that it is the meter's, however the id is spelt in
     * it, and stays if it is another's, such as M-12's when M-1 is erased. What cannot be decoded, and everything without a
     * decoder, goes if it contains the id's bytes in key, value or headers.
     *
     * @param newDecoder the decoder of the pipeline
     * @return this erasure
     */
    public MeterErasure decoder(RecordDecoder<MeterReading> newDecoder) {
        this.decoder = Objects.requireNonNull(newDecoder, "decoder");
        return this;
    }

    /**
     * How old an object that does not count must be to be removed; a day unless set. A younger one may be of a batch that is
     * being written.
     *
     * @param newGrace longer than any batch takes from its first upload to its step of the log, not negative
     * @return this erasure
     */
    public MeterErasure grace(Duration newGrace) {
        this.grace = LakeMaintenance.requireGrace(newGrace);
        return this;
    }

    /**
     * Erases. Running it again does no harm.
     *
     * @return what was done
     * @throws io.metrify.model.MetrifyException if the store fails; run it again then
     */
    public Report run() {
        Set<String> clean = new HashSet<>();
        Set<String> rewritten = new HashSet<>();
        long readings = 0;
        long records = 0;
        while (true) {
            List<LakeEntry> unknown = log.look(state -> state.entries().values().stream()
                    .filter(entry -> !clean.contains(entry.key()))
                    .toList());
            if (unknown.isEmpty()) {
                break;
            }
            Pass pass = new Pass();
            for (LakeEntry entry : unknown) {
                if (entry instanceof LakeObject object) {
                    pass.look(object);
                } else if (entry instanceof RawObject object) {
                    pass.look(object);
                }
                clean.add(entry.key());
            }
            if (pass.commit()) {
                rewritten.addAll(pass.removed);
                readings += pass.readings;
                records += pass.records;
                pass.added.forEach(added -> clean.add(added.entry().key()));
            } else if (!pass.removed.isEmpty()) {
                // Somebody else replaced what was looked at.
                clean.removeAll(pass.removed);
            }
        }
        long young = deleteForGood(rewritten);
        return new Report(rewritten.size(), readings, records, young);
    }

    /** Answers how many objects that do not count are too young to be deleted. */
    private long deleteForGood(Set<String> rewritten) {
        BucketVersions versions = new BucketVersions(bucket);
        boolean versioned = versions.areKept();
        Map<String, Instant> stored = new HashMap<>(stored(layout.datesPrefix(), versioned));
        stored.putAll(stored(layout.rawPrefix(), versioned));
        // What began to count meanwhile is kept, as this is asked afterwards.
        stored.keySet()
                .removeAll(log.look(state -> new HashSet<>(state.entries().keySet())));
        Instant before = Instant.now().minus(grace);
        long young = 0;
        List<String> old = new ArrayList<>();
        for (Map.Entry<String, Instant> object : stored.entrySet()) {
            if (rewritten.contains(object.getKey()) || !object.getValue().isAfter(before)) {
                old.add(object.getKey());
            } else {
                young++;
            }
        }
        // What is old without having been rewritten may be left of an erasure that broke off, so its steps are, too.
        List<String> history = old.isEmpty() ? List.of() : log.eraseHistory();
        if (versioned) {
            history.forEach(versions::deleteOld);
        }
        old.forEach(versioned ? versions::delete : bucket::delete);
        return young;
    }

    private Map<String, Instant> stored(String prefix, boolean versioned) {
        if (versioned) {
            return new BucketVersions(bucket).keys(prefix);
        }
        try (Stream<S3Object> listed = bucket.list(prefix)) {
            return listed.collect(Collectors.toMap(
                    S3Object::key,
                    object -> Objects.requireNonNullElse(object.lastModified(), Instant.EPOCH),
                    (one, same) -> one));
        }
    }

    private boolean isMeters(RawRecord record) {
        byte[] id = meterId.getBytes(StandardCharsets.UTF_8);
        boolean contains = contains(record.key(), id)
                || contains(record.value(), id)
                || record.headers().entrySet().stream()
                        .anyMatch(header -> header.getKey().contains(meterId)
                                || header.getValue().contains(meterId));
        if (decoder == null) {
            return contains;
        }
        try {
            return decoder.decode(record).meterId().equals(meterId);
        } catch (MalformedRecordException undecodable) {
            return contains;
        }
    }

    private static boolean contains(byte @Nullable [] bytes, byte[] part) {
        if (bytes == null) {
            return false;
        }
        for (int from = 0; from <= bytes.length - part.length; from++) {
            if (Arrays.equals(bytes, from, from + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** One look at objects that were not looked at before. */
    private final class Pass {
        final List<Added> added = new ArrayList<>();
        final List<String> removed = new ArrayList<>();
        long readings;
        long records;

        void look(LakeObject object) {
            long found = 0;
            try (ReadingParquetReader of = files.read(object, new ReadingFilter(null, Set.of(meterId)), END_BYTES)) {
                while (of.hasNext()) {
                    of.next();
                    found++;
                }
            }
            if (found == 0) {
                return;
            }
            try (ReadingParquetReader all = files.read(object, ReadingFilter.ALL, END_BYTES)) {
                LakeObject rest =
                        files.store(Place.of(object), "kept-" + UUID.randomUUID() + ".parquet", new Others(all));
                replace(object, rest);
            }
            readings += found;
        }

        void look(RawObject object) {
            List<RawRecord> all = files.read(object);
            List<RawRecord> others =
                    all.stream().filter(record -> !isMeters(record)).toList();
            if (others.size() < all.size()) {
                replace(object, others.isEmpty() ? null : files.storeRaw(object, others));
                records += all.size() - others.size();
            }
        }

        private void replace(LakeEntry entry, @Nullable LakeEntry rest) {
            removed.add(entry.key());
            if (rest != null) {
                added.add(new Added(rest, entry.key()));
            }
        }

        boolean commit() {
            return log.commit(state -> state.entries().keySet().containsAll(removed)
                    ? Manifest.change("erase", added, removed)
                    : Manifest.change("nothing", List.of(), List.of()));
        }
    }

    /** The readings of other meters. */
    private final class Others implements Iterator<MeterReading> {
        private final Iterator<MeterReading> all;
        private @Nullable MeterReading ahead;

        Others(Iterator<MeterReading> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && all.hasNext()) {
                MeterReading reading = all.next();
                ahead = reading.meterId().equals(meterId) ? null : reading;
            }
            return ahead != null;
        }

        @Override
        public MeterReading next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the object has no more readings of other meters");
            }
            MeterReading reading = Objects.requireNonNull(ahead);
            ahead = null;
            return reading;
        }
    }

    /**
     * What an erasure did.
     *
     * @param objects how many objects held something of the meter
     * @param readings how many readings were erased
     * @param records how many raw records were erased
     * @param young how many objects do not count and are too young to be removed, as they may be of batches being written;
     *     they may hold something of the meter: run the erasure again after the grace unless this is 0
     */
    public record Report(long objects, long readings, long records, long young) {}
}
