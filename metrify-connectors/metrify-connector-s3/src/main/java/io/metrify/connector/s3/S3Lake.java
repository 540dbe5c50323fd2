package io.metrify.connector.s3;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.model.MarketCalendar;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingParquet;
import io.metrify.parquet.ReadingParquetReader;
import io.metrify.validation.MeterDirectory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A data lake of meter readings in a bucket: the entry point to writing one, reading it back, and counting what it holds.
 *
 * <p>Its objects are Parquet files ({@link ReadingParquet}) under Hive-style paths, which DuckDB, Spark and other engines
 * read as a table with three more columns:
 *
 * <pre>{@code
 * readings/date=2026-03-29/region=Bayern/meter_type=HOUSEHOLD/part-meter-readings-3-100000.parquet
 * }</pre>
 *
 * <p>{@code date} is the market day the reading begins on, {@code region} and {@code meter_type} are those of its meter;
 * a meter the directory does not know has the region {@value #UNKNOWN_REGION} and the type OTHER. ASCII characters other
 * than letters, digits, underscore, dot and hyphen are percent-encoded in the path, and decoded by these engines. What
 * lies under {@code _pending} is the sink's own; engines skip it. Objects that are not laid out like this are ignored.
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

    /** Enough for every footer of readings, which is a few kilobytes per row group. */
    private static final int FOOTER_BYTES = 32 << 10;

    /** Up to this size an object is read in a single request. */
    private static final int OBJECT_BYTES = 1 << 20;

    private static final int STATISTICS_STEP = 1_000;

    private final Bucket bucket;
    private final LakeLayout layout;
    private final Requests requests;
    private final String pipeline;

    private S3Lake(Builder builder) {
        this.bucket = new Bucket(builder.client, builder.bucket, builder.retries);
        this.layout = new LakeLayout(builder.prefix, builder.calendar, builder.meters);
        this.requests = new Requests(builder.requestsAtOnce);
        this.pipeline = builder.pipeline;
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
        return new S3LakeSink(bucket, layout, requests, pipeline);
    }

    /**
     * The Parquet objects of the lake in the order of their keys, which is by day, region and meter type.
     *
     * @return a stream that lists the bucket as it is consumed, a thousand objects at a time; a {@link MetrifyException}
     *     comes out of it if the bucket cannot be listed
     */
    public Stream<LakeObject> objects() {
        return objects(layout.datesPrefix());
    }

    /**
     * The Parquet objects of a market day.
     *
     * @param date the day
     * @return a stream like that of {@link #objects()}; empty if the lake has nothing of that day
     */
    public Stream<LakeObject> objects(LocalDate date) {
        return objects(layout.datePrefix(date));
    }

    private Stream<LakeObject> objects(String prefix) {
        return bucket.list(prefix).map(layout::parse).flatMap(Optional::stream);
    }

    /**
     * The readings of a market day.
     *
     * @param date the day
     * @return a stream that reads object after object as it is consumed, one row group in memory at a time; to be closed.
     *     What comes out of it is described at {@link #read(LakeObject)}
     */
    public Stream<MeterReading> read(LocalDate date) {
        return objects(date).flatMap(this::read);
    }

    /**
     * The readings of an object.
     *
     * @param object an object as it was listed
     * @return a stream that reads the object as it is consumed; to be closed. A {@link MalformedRecordException} comes
     *     out of it if the object is no Parquet file of readings, a {@link MetrifyException} if it cannot be read or has
     *     changed since it was listed
     */
    public Stream<MeterReading> read(LakeObject object) {
        ReadingParquetReader reader = ReadingParquet.reader(new ObjectFile(bucket, object, OBJECT_BYTES));
        return StreamSupport.stream(
                        Spliterators.spliterator(reader, reader.rows(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(reader::close);
    }

    /**
     * What the lake holds, whoever wrote it. Takes a request per thousand objects, and one per object for its footer.
     *
     * @return the numbers of now
     * @throws MetrifyException if the bucket cannot be read
     * @throws MalformedRecordException if an object is no Parquet file of readings
     */
    public LakeStatistics statistics() {
        LakeStatistics all = LakeStatistics.NONE;
        List<LakeObject> objects = objects().toList();
        for (int from = 0; from < objects.size(); from += STATISTICS_STEP) {
            List<LakeObject> step = objects.subList(from, Math.min(objects.size(), from + STATISTICS_STEP));
            List<Callable<Long>> footers = step.stream()
                    .<Callable<Long>>map(object -> () -> rows(object))
                    .toList();
            for (long rows : requests.all(footers)) {
                all = all.plus(new LakeStatistics(1, rows, 0));
            }
            for (LakeObject object : step) {
                all = all.plus(new LakeStatistics(0, 0, object.bytes()));
            }
        }
        return all;
    }

    private long rows(LakeObject object) {
        try (ReadingParquetReader reader = ReadingParquet.reader(new ObjectFile(bucket, object, FOOTER_BYTES))) {
            return reader.rows();
        }
    }

    /** Collects the settings of a lake. */
    public static final class Builder {

        private static final int MOST_REQUESTS_AT_ONCE = 256;

        private final S3Client client;
        private final String bucket;
        private String prefix = "readings";
        private MarketCalendar calendar = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
        private MeterDirectory meters = MeterDirectory.none();
        private String pipeline = "ingest";
        private int requestsAtOnce = 8;
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
         * The lake. Nothing is asked of the store yet.
         *
         * @return the lake
         */
        public S3Lake build() {
            return new S3Lake(this);
        }
    }
}
