package io.metrify.connector.s3;

import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.s3.LakeLayout.Place;
import io.metrify.connector.s3.Uploads.Stored;
import io.metrify.model.Energy;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingFilter;
import io.metrify.parquet.ReadingParquet;
import io.metrify.parquet.ReadingParquetReader;
import io.metrify.parquet.ReadingParquetWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes and reads the objects of a lake, encrypted if the lake is. */
final class LakeFiles {

    private static final String PARQUET = "application/vnd.apache.parquet";

    private final Bucket bucket;
    private final LakeLayout layout;
    private final Vault vault;
    private final Uploads uploads;

    LakeFiles(Bucket bucket, LakeLayout layout, Vault vault, Uploads uploads) {
        this.bucket = bucket;
        this.layout = layout;
        this.vault = vault;
        this.uploads = uploads;
    }

    /** Stores readings of a batch under a name that follows from batch, epoch and content. */
    LakeObject store(Place place, IngestBatch batch, List<MeterReading> readings) {
        byte[] file = ReadingParquet.encode(readings);
        String name = LakeLayout.fileName(batch.span(), "e" + batch.epoch(), file);
        String key = layout.key(place, "part-" + name + ".parquet");
        Stored stored = uploads.store(key, Content.of(vault.seal(key, file)), PARQUET);
        Contents contents = new Contents();
        readings.forEach(contents::add);
        return contents.object(key, place, stored);
    }

    /**
     * Stores readings that need not fit into memory; null if there are none.
     *
     * @param file the last part of the key, which nothing has been stored under
     */
    @Nullable
    LakeObject store(Place place, String file, Iterator<MeterReading> readings) {
        String key = layout.key(place, file);
        try {
            Path local = Files.createTempFile("metrify-lake", ".part");
            try {
                Contents contents = new Contents();
                OutputStream out = vault.sealing(new BufferedOutputStream(Files.newOutputStream(local)), key);
                try (ReadingParquetWriter writer = ReadingParquet.writer(new StreamFile(out, file))) {
                    while (readings.hasNext()) {
                        MeterReading reading = readings.next();
                        writer.write(reading);
                        contents.add(reading);
                    }
                }
                if (contents.rows == 0) {
                    return null;
                }
                return contents.object(key, place, uploads.store(key, Content.of(local), PARQUET));
            } finally {
                Files.delete(local);
            }
        } catch (IOException e) {
            throw new MetrifyException("the temporary directory cannot be written to; see java.io.tmpdir", e);
        }
    }

    /** Stores the records of a batch as they came, under a name that follows from batch, epoch and content. */
    RawObject storeRaw(IngestBatch batch, Instant last) {
        return storeRaw(batch.span(), "e" + batch.epoch(), batch.records(), last);
    }

    private RawObject storeRaw(BatchSpan span, String writer, List<RawRecord> records, Instant last) {
        byte[] file = RawRecords.encode(records);
        String key = layout.rawKey(span, writer, file);
        Stored stored = uploads.store(key, Content.of(vault.seal(key, file)), RawRecords.CONTENT_TYPE);
        return new RawObject(
                key,
                span.source(),
                span.partition(),
                span.first(),
                span.end(),
                records.size(),
                stored.bytes(),
                last,
                stored.eTag());
    }

    /** Stores what is left of raw records. */
    RawObject storeRaw(RawObject before, List<RawRecord> left) {
        BatchSpan span = new BatchSpan(before.source(), before.partition(), before.first(), before.end());
        return storeRaw(span, "kept-" + UUID.randomUUID(), left, before.last());
    }

    List<RawRecord> read(RawObject object) {
        byte[] stored = bucket.range(object, 0, Math.toIntExact(object.bytes()));
        return RawRecords.decode(vault.open(object.key(), stored), bucket.address(object.key()));
    }

    ReadingParquetReader read(LakeObject object, ReadingFilter filter, int endBytes) {
        return ReadingParquet.reader(new ObjectFile(bucket, object, vault, endBytes), filter);
    }

    /** What the log says of an object's content. */
    private static final class Contents {
        private long rows;
        private @Nullable Instant first;
        private @Nullable Instant last;
        private BigDecimal energy = BigDecimal.ZERO;

        // Thousands of small numbers as one large one; a sum that does not fit begins again.
        private long milliwattHours;

        void add(MeterReading reading) {
            rows++;
            Instant start = reading.timestamp();
            first = first == null || start.isBefore(first) ? start : first;
            last = last == null || start.isAfter(last) ? start : last;
            Energy consumption = reading.consumption();
            if (consumption != null) {
                if (Math.abs(milliwattHours) > Energy.MAX_MILLIWATT_HOURS) {
                    settle();
                }
                milliwattHours += consumption.milliwattHours();
            }
        }

        private void settle() {
            energy = energy.add(BigDecimal.valueOf(milliwattHours, Energy.SCALE));
            milliwattHours = 0;
        }

        LakeObject object(String key, Place place, Stored stored) {
            settle();
            return new LakeObject(
                    key,
                    place.date(),
                    place.hour(),
                    place.region(),
                    place.meterType(),
                    rows,
                    stored.bytes(),
                    Objects.requireNonNull(first),
                    Objects.requireNonNull(last),
                    energy,
                    stored.eTag());
        }
    }
}
