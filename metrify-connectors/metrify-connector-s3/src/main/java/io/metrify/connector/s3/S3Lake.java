package io.metrify.connector.s3;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.model.MarketCalendar;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingFilter;
import io.metrify.parquet.ReadingParquet;
import io.metrify.validation.MeterDirectory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A data lake of meter readings in a bucket: the entry point to writing one, reading it back, and counting what it holds.
 *
 * <p>Its objects are Parquet files ({@link ReadingParquet}) under Hive-style paths, which DuckDB, Spark and other engines
 * read as a table with three more columns:
 *
 * <pre>{@code
 * readings/date=2026-03-29/region=Bayern/meter_type=HOUSEHOLD/part-meter-readings-3-100000-e1-5fd1c0a28e6b7d34.parquet
 * }</pre>
 *
 * <p>{@code date} is the market day the reading begins on, {@code region} and {@code meter_type} are those of its meter;
 * a meter the directory does not know has the region {@value #UNKNOWN_REGION} and the type OTHER. ASCII characters other
 * than letters, digits, underscore, dot and hyphen are percent-encoded in the path, and decoded by these engines.
 *
 * <p>Which of them count is said by a log of numbered steps under {@code _log}, each of which adds or removes whole batches;
 * this class reads by it. An engine that globs the bucket may see batches that were never committed or are replaced; it
 * gets the exact list from {@link LakeSnapshot#addresses}.
 *
 * <pre>{@code
 * S3Lake lake = S3Lake.builder(client, "energy").meters(directory).build();
 * pipeline.sink(lake.sink());
 * ...
 * try (Stream<MeterReading> readings = lake.read(LocalDate.of(2026, 3, 29))) { ... }
 * }</pre>
 *
 * <p>Safe for use by many threads. The client stays the caller's, who closes it.
 */
public final class S3Lake {

    /** The region of a meter that the directory does not know: {@value}. */
    public static final String UNKNOWN_REGION = "unknown";

    private final Bucket bucket;
    private final String bucketName;
    private final LakeLayout layout;
    private final LakeFiles files;
    private final LakeLog log;
    private final Requests requests;
    private final String pipeline;
    private final boolean raw;

    private S3Lake(Builder builder) {
        Vault vault = new Vault(builder.keys);
        this.bucket = new Bucket(builder.client, builder.bucket, builder.retries, builder.storeEncryption);
        this.bucketName = builder.bucket;
        this.layout = new LakeLayout(builder.prefix, builder.calendar, builder.meters, builder.hourly);
        this.files = new LakeFiles(
                bucket, layout, vault, new Uploads(bucket, new Uploads.Parts(builder.partsFrom, builder.partBytes)));
        this.log = new LakeLog(bucket, vault, builder.prefix, builder.checkpointEvery);
        this.requests = new Requests(builder.requestsAtOnce);
        this.pipeline = builder.pipeline;
        this.raw = builder.raw;
    }

    /**
     * Begins the description of a lake.
     *
     * @param client how to reach the store; {@link S3Clients} makes one
     * @param bucket an existing bucket
     * @return a builder with the defaults its methods name
     */
    public static Builder builder(S3Client client, String bucket) {
        return new Builder(client, bucket);
    }

    /**
     * A sink that writes into this lake.
     *
     * @return a sink for one pipeline
     */
    public S3LakeSink sink() {
        return new S3LakeSink(layout, files, log, requests, pipeline, raw);
    }

    /**
     * What keeps the lake in order: compaction, vacuum, retention, erasure.
     *
     * @return the maintenance of this lake
     */
    public LakeMaintenance maintenance() {
        return new LakeMaintenance(bucket, layout, files, log);
    }

    /**
     * What the lake consists of now.
     *
     * @return the newest state
     * @throws MetrifyException if the log cannot be read
     * @throws MalformedRecordException if the log was written by something else
     */
    public LakeSnapshot snapshot() {
        return log.look(state -> {
            List<LakeObject> objects = new ArrayList<>();
            List<RawObject> rawObjects = new ArrayList<>();
            for (LakeEntry entry : state.entries().values()) {
                if (entry instanceof LakeObject object) {
                    objects.add(object);
                } else if (entry instanceof RawObject object) {
                    rawObjects.add(object);
                }
            }
            return new LakeSnapshot(state.version(), objects, rawObjects, bucketName);
        });
    }

    /**
     * The Parquet objects of the lake as it is now, in the order of their keys.
     *
     * @return a stream of a snapshot
     * @throws MetrifyException if the log cannot be read
     */
    public Stream<LakeObject> objects() {
        return snapshot().objects().stream();
    }

    /**
     * The Parquet objects of a market day.
     *
     * @param date the day
     * @return a stream like that of {@link #objects()}; empty if the lake has nothing of that day
     */
    public Stream<LakeObject> objects(LocalDate date) {
        return objects().filter(LakeQuery.of(date)::mayHold);
    }

    /**
     * The readings of a market day.
     *
     * @param date the day
     * @return a stream like that of {@link #read(LakeQuery)}
     */
    public Stream<MeterReading> read(LocalDate date) {
        return read(LakeQuery.of(date));
    }

    /**
     * The readings that are wanted, of the lake as it is now.
     *
     * @param query which readings
     * @return a stream that reads object after object as it is consumed, one row group in memory at a time; to be closed.
     *     What comes out of it is described at {@link #read(LakeObject)}
     */
    public Stream<MeterReading> read(LakeQuery query) {
        return LakeReadings.stream(files, objects().filter(query::mayHold).toList(), query.readings());
    }

    /**
     * The readings of an object.
     *
     * @param object an object of a snapshot
     * @return a stream that reads the object as it is consumed; to be closed. A {@link MalformedRecordException} comes
     *     out of it if the object is no Parquet file of readings, an {@link EncryptionException} if it cannot be decrypted, a
     *     {@link MetrifyException} if it cannot be read, was removed, or has changed since it was written
     */
    public Stream<MeterReading> read(LakeObject object) {
        return LakeReadings.stream(files, List.of(object), ReadingFilter.ALL);
    }

    /**
     * The records of a batch as they came, accepted or not.
     *
     * @param object an object of a snapshot's raw zone
     * @return the records in the order of the source
     * @throws MetrifyException if the object cannot be read, was removed, or has changed since it was written
     */
    public List<RawRecord> read(RawObject object) {
        return files.read(object);
    }

    /**
     * What the lake holds, whoever wrote it. No object is opened: the log knows.
     *
     * @return the numbers of now
     * @throws MetrifyException if the log cannot be read
     */
    public LakeStatistics statistics() {
        return snapshot().statistics();
    }

    /** Collects the settings of a lake. */
    public static final class Builder {

        private static final int MOST_REQUESTS_AT_ONCE = 256;
        private static final int LEAST_PART = 5 << 20;

        private final S3Client client;
        private final String bucket;
        private String prefix = "readings";
        private MarketCalendar calendar = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
        private MeterDirectory meters = MeterDirectory.none();
        private String pipeline = "ingest";
        private int requestsAtOnce = 8;
        private boolean raw;
        private boolean hourly;
        private int checkpointEvery = 50;
        private long partsFrom = 32L << 20;
        private int partBytes = 16 << 20;
        private @Nullable StoreEncryption storeEncryption;
        private @Nullable KeyProvider keys;
        private RetrySchedule retries = new RetrySchedule(5, Duration.ofMillis(100), Duration.ofSeconds(2));

        private Builder(S3Client client, String bucket) {
            this.client = Objects.requireNonNull(client, "client");
            this.bucket = Objects.requireNonNull(bucket, "bucket");
        }

        /**
         * Where in the bucket the lake is; {@code readings} unless set.
         *
         * @param newPrefix the beginning of all keys, without a slash at either end
         * @return this builder
         */
        public Builder prefix(String newPrefix) {
            if (newPrefix.isBlank() || newPrefix.startsWith("/") || newPrefix.endsWith("/")) {
                throw new IllegalArgumentException("the prefix \"" + newPrefix
                        + "\" is blank or has a slash at an end; write it like lake/readings");
            }
            this.prefix = newPrefix;
            return this;
        }

        /**
         * What decides on which date a reading begins; days in Europe/Berlin from midnight unless set.
         *
         * @param newCalendar the market's calendar
         * @return this builder
         */
        public Builder calendar(MarketCalendar newCalendar) {
            this.calendar = Objects.requireNonNull(newCalendar, "calendar");
            return this;
        }

        /**
         * Where regions and types of meters are looked up; none are known unless set. An entry that changes sends later
         * readings of its meter into another partition.
         *
         * @param newMeters the meters, safe for use by many threads
         * @return this builder
         */
        public Builder meters(MeterDirectory newMeters) {
            this.meters = Objects.requireNonNull(newMeters, "meters");
            return this;
        }

        /**
         * What the pipeline that writes is called; {@code ingest} unless set. A pipeline removes after a crash what its
         * own last run left unfinished, so two pipelines that write into one lake must be called differently.
         *
         * @param newPipeline a name that stays the same from run to run, not blank
         * @return this builder
         */
        public Builder pipeline(String newPipeline) {
            if (newPipeline.isBlank()) {
                throw new IllegalArgumentException("the name of the pipeline is blank; leave it out for the default");
            }
            this.pipeline = newPipeline;
            return this;
        }

        /**
         * How many requests may be under way at a time; 8 unless set. Each holds one encoded object in memory.
         *
         * @param newRequestsAtOnce 1 to 256
         * @return this builder
         */
        public Builder requestsAtOnce(int newRequestsAtOnce) {
            if (newRequestsAtOnce < 1 || newRequestsAtOnce > MOST_REQUESTS_AT_ONCE) {
                throw new IllegalArgumentException(
                        newRequestsAtOnce + " requests at once are not possible; use 1 to " + MOST_REQUESTS_AT_ONCE);
            }
            this.requestsAtOnce = newRequestsAtOnce;
            return this;
        }

        /**
         * How a request is repeated that the store was too busy for or that got no answer; 5 attempts with pauses from
         * 100 ms to 2 s unless set. A pipeline repeats the whole batch besides.
         *
         * @param newRetries attempts and pauses
         * @return this builder
         */
        public Builder retries(RetrySchedule newRetries) {
            this.retries = Objects.requireNonNull(newRetries, "retries");
            return this;
        }

        /**
         * Whether the lake keeps the records of each batch as they came, accepted or not, compressed with zstd under
         * {@code _raw}; not unless set. The pipeline then keeps the records of a batch in memory until it is written.
         *
         * @param newRaw whether to keep them
         * @return this builder
         */
        public Builder raw(boolean newRaw) {
            this.raw = newRaw;
            return this;
        }

        /**
         * Whether there is a partition for each local hour within a day; not unless set. It makes 24 times as many objects,
         * which pays only from some ten megabytes an hour, region and meter type on. A lake may change: objects of both
         * layouts are read.
         *
         * @param newHourly whether to lay readings out by hours
         * @return this builder
         */
        public Builder hourly(boolean newHourly) {
            this.hourly = newHourly;
            return this;
        }

        /**
         * After how many steps of the log a checkpoint is written; 50 unless set.
         *
         * @param steps 2 or more
         * @return this builder
         */
        public Builder checkpointEvery(int steps) {
            if (steps < 2) {
                throw new IllegalArgumentException("a checkpoint every " + steps + " steps; make it 2 or more");
            }
            this.checkpointEvery = steps;
            return this;
        }

        /**
         * From which size on an object is sent in parts, and how large these are; from 32 MiB in parts of 16 MiB unless set.
         *
         * @param threshold the size in bytes
         * @param part the size of a part in bytes, at least 5 MiB
         * @return this builder
         */
        public Builder parts(long threshold, int part) {
            if (part < LEAST_PART || threshold < part) {
                throw new IllegalArgumentException("parts of " + part + " bytes from " + threshold
                        + " on are not possible; a part has at least 5 MiB, and the threshold is not less");
            }
            this.partsFrom = threshold;
            this.partBytes = part;
            return this;
        }

        /**
         * How the store encrypts objects; as the bucket says unless set.
         *
         * @param newEncryption the setting
         * @return this builder
         */
        public Builder storeEncryption(StoreEncryption newEncryption) {
            this.storeEncryption = Objects.requireNonNull(newEncryption, "encryption");
            return this;
        }

        /**
         * Keys with which all objects and the log are encrypted before they are sent; none unless set. What was written
         * without keys is not read with them, nor the other way round, and engines that do not know the format read nothing.
         *
         * @param newKeys the keys
         * @return this builder
         */
        public Builder keys(KeyProvider newKeys) {
            this.keys = Objects.requireNonNull(newKeys, "keys");
            return this;
        }

        /**
         * The lake. Nothing is asked of the store yet.
         *
         * @return the lake
         */
        public S3Lake build() {
            return new S3Lake(this);
        }
    }
}
