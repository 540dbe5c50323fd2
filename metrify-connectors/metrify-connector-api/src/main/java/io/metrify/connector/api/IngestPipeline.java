package io.metrify.connector.api;

import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.ReadingScorer;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.RuleSet;
import io.metrify.validation.SeenReadings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Takes readings from a source to sinks and a ledger: decodes, drops redeliveries, validates, scores, and stores batch
 * by batch. Every record read ends as exactly one of accepted, rejected, dead letter or duplicate.
 *
 * <p>Batches are cut at fixed positions of each partition, sinks are idempotent, and the ledger stores a batch and the
 * progress after it in one transaction. So a run that was killed at any moment continues where the ledger stands and
 * ends in the same state as a run that was not.
 *
 * <p>Beside what its rules find, a pipeline rejects a reading for two reasons of its own: {@code
 * meter.duplicate.conflict}, another amount was accepted for the same meter, register and start; and {@code
 * meter.duplicate.too_late}, the reading is older than what {@link SeenReadings} remember, so that it might be a
 * redelivery.
 *
 * <p>Batches are stored by a thread of their own while the next ones are read. Memory is bounded by one open batch for
 * each partition and a few that wait; when there is no room, reading waits. A sink that fails is tried again with growing,
 * jittered pauses; when it keeps failing, {@link #run} throws and nothing after the last commit counts.
 *
 * <p>Several processes may run the same pipeline over a source that shares its partitions among them. A process stores what
 * it has read of a partition before it gives it away; one that was believed dead and wakes up again is fenced off by the
 * ledger, and its run ends with a {@link FencedException}.
 *
 * <pre>{@code
 * try (IngestPipeline pipeline = IngestPipeline.builder(source, decoder, MeterRules.standard(), ledger)
 *         .sink(lake)
 *         .build()) {
 *     Progress progress = pipeline.run();
 * }
 * }</pre>
 *
 * <p>{@link #run} is called once, by one thread; {@link #stop} and {@link #close} by any.
 */
public final class IngestPipeline implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private static final long LAG_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Source source;
    private final Ledger ledger;
    private final List<BatchSink> sinks;
    private final BatchLimits limits;
    private final int queued;
    private final Consumer<IngestCounts> listener;
    private final int parallelism;
    private final Examiner examiner;
    private final RecordStation station;
    private final IngestMetrics metrics;
    private final Vitals vitals = new Vitals();
    private final BatchDelivery delivery;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean stopping;
    private long lagAskedNanos;

    private IngestPipeline(Builder builder) {
        this.source = builder.source;
        this.ledger = builder.ledger;
        this.sinks = List.copyOf(builder.sinks);
        this.limits = new BatchLimits(builder.batchSize, builder.batchBytes, builder.linger.toNanos());
        this.queued = builder.queuedBatches;
        this.listener = builder.listener;
        this.metrics = new IngestMetrics(builder.registry);
        this.parallelism = builder.parallelism;
        this.examiner = new Examiner(builder.decoder, builder.rules, builder.scorer, builder.meters, builder.clock);
        this.station = new RecordStation(builder.seen);
        this.delivery = new BatchDelivery(sinks, ledger, builder.retries, metrics, vitals);
    }

    /**
     * A pipeline with the parts that every pipeline needs. The pipeline closes source, sinks and ledger when it is
     * closed.
     *
     * @param source where records come from
     * @param decoder what their bytes mean
     * @param rules what a reading must satisfy; a reading with a finding of severity ERROR is rejected
     * @param ledger what decides what counts
     * @return a builder with defaults for everything else
     */
    public static Builder builder(
            Source source, RecordDecoder<MeterReading> decoder, RuleSet<MeterReading> rules, Ledger ledger) {
        return new Builder(source, decoder, rules, ledger);
    }

    /**
     * Continues where earlier runs stopped, until the source is exhausted or {@link #stop} is called. What was read
     * until then is stored before this returns.
     *
     * @return the progress over all runs and processes
     * @throws FencedException if another process took over a partition that this one held
     * @throws MetrifyException if the source, a sink or the ledger failed for good; nothing after the last commit counts
     */
    public Progress run() {
        running.lock();
        try {
            vitals.running();
            Progress progress = runToTheEnd();
            vitals.stopped();
            return progress;
        } catch (RuntimeException | Error failed) {
            vitals.failed(failed);
            throw failed;
        } finally {
            running.unlock();
        }
    }

    private Progress runToTheEnd() {
        IngestCounts before = delivery.load().counts();
        try (Examination examination = new Examination(examiner, parallelism);
                DeliveryQueue queue = new DeliveryQueue(delivery, queued)) {
            boolean keepsRecords = sinks.stream().anyMatch(BatchSink::needsRecords);
            Intake intake =
                    new Intake(station, delivery, queue, limits, keepsRecords, source::idle, () -> tellSource(queue));
            source.open(intake);
            while (!stopping && !source.isExhausted()) {
                List<RawRecord> records = metrics.polling(() -> source.poll(POLL));
                for (Examined examined : metrics.examining(() -> examination.examine(records))) {
                    intake.take(examined);
                }
                intake.deliverLingering();
                tellSource(queue);
                measureLag();
                listener.accept(before.plus(queue.counts()));
            }
            intake.deliverAll();
            tellSource(queue);
            listener.accept(before.plus(queue.counts()));
        }
        return delivery.load();
    }

    private void tellSource(DeliveryQueue queue) {
        Map<String, Long> stored = queue.takeStored();
        if (!stored.isEmpty()) {
            source.commit(new Checkpoint(stored));
        }
    }

    private void measureLag() {
        long now = System.nanoTime();
        if (lagAskedNanos != 0 && now - lagAskedNanos < LAG_EVERY_NANOS) {
            return;
        }
        lagAskedNanos = now;
        Map<String, Long> lag = source.lag();
        if (!lag.isEmpty()) {
            metrics.lag(lag);
            vitals.lag(lag.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    /**
     * How the pipeline does right now, for a health check. Asked by any thread.
     *
     * @return its state, its last success and its lag
     */
    public PipelineHealth health() {
        return vitals.health();
    }

    /** Asks a running pipeline to store what it has read and return. Does nothing if it does not run. */
    public void stop() {
        stopping = true;
    }

    /**
     * Closes source, sinks and ledger. A pipeline that runs in another thread is stopped and waited for before, as none of
     * them may be closed under it.
     *
     * @throws IllegalStateException if a listener calls this from within {@link #run}; use {@link #stop} there
     */
    @Override
    public void close() {
        if (running.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "a pipeline cannot be closed from within its own run; call stop() there, and close() afterwards");
        }
        stop();
        running.lock();
        try (ledger) {
            try (source) {
                closeAll(sinks.size() - 1);
            }
        } finally {
            running.unlock();
        }
    }

    private void closeAll(int last) {
        if (last < 0) {
            return;
        }
        try (BatchSink sink = sinks.get(last)) {
            closeAll(last - 1);
        }
    }

    /** Collects the settings of a pipeline. */
    public static final class Builder {
        final Source source;
        final RecordDecoder<MeterReading> decoder;
        final RuleSet<MeterReading> rules;
        final Ledger ledger;
        final List<BatchSink> sinks = new ArrayList<>();
        ReadingScorer scorer = ReadingScorer.standard();
        MeterDirectory meters = MeterDirectory.none();
        InstantSource clock = InstantSource.system();
        SeenReadings seen = SeenReadings.standard();
        MeterRegistry registry = new SimpleMeterRegistry();
        Consumer<IngestCounts> listener = counts -> {};
        RetrySchedule retries = RetrySchedule.standard();
        int batchSize = 50_000;
        long batchBytes = 64L << 20;
        int queuedBatches = 2;
        int parallelism = 1;
        Duration linger = Duration.ofSeconds(30);

        private Builder(
                Source source, RecordDecoder<MeterReading> decoder, RuleSet<MeterReading> rules, Ledger ledger) {
            this.source = Objects.requireNonNull(source, "source");
            this.decoder = Objects.requireNonNull(decoder, "decoder");
            this.rules = Objects.requireNonNull(rules, "rules");
            this.ledger = Objects.requireNonNull(ledger, "ledger");
        }

        /**
         * Adds a sink. Sinks are written in the order they were added, before the ledger.
         *
         * @param sink where batches go
         * @return this
         */
        public Builder sink(BatchSink sink) {
            sinks.add(Objects.requireNonNull(sink, "sink"));
            return this;
        }

        /**
         * How accepted readings are scored; {@link ReadingScorer#standard()} unless set.
         *
         * @param newScorer gives a reading its data-quality score
         * @return this
         */
        public Builder scorer(ReadingScorer newScorer) {
            scorer = Objects.requireNonNull(newScorer, "scorer");
            return this;
        }

        /**
         * What is known of the meters; nothing unless set, and rules that need it are skipped then.
         *
         * @param directory finds a meter by its id
         * @return this
         */
        public Builder meters(MeterDirectory directory) {
            meters = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * What time it is, for rules about the future; the system's clock unless set.
         *
         * @param newClock tells the time
         * @return this
         */
        public Builder clock(InstantSource newClock) {
            clock = Objects.requireNonNull(newClock, "clock");
            return this;
        }

        /**
         * How redeliveries are recognised; {@link SeenReadings#standard()} unless set.
         *
         * @param newSeen an empty filter
         * @return this
         */
        public Builder seenReadings(SeenReadings newSeen) {
            seen = Objects.requireNonNull(newSeen, "seenReadings");
            return this;
        }

        /**
         * Where metrics go; nowhere unless set.
         *
         * @param newRegistry a Micrometer registry
         * @return this
         */
        public Builder metrics(MeterRegistry newRegistry) {
            registry = Objects.requireNonNull(newRegistry, "registry");
            return this;
        }

        /**
         * Who is told of progress: after every poll, with the counts stored so far over all runs.
         *
         * @param newListener told by the pipeline's thread; must return soon
         * @return this
         */
        public Builder onProgress(Consumer<IngestCounts> newListener) {
            listener = Objects.requireNonNull(newListener, "listener");
            return this;
        }

        /**
         * How failed writes are tried again; {@link RetrySchedule#standard()} unless set.
         *
         * @param newRetries the schedule
         * @return this
         */
        public Builder retries(RetrySchedule newRetries) {
            retries = Objects.requireNonNull(newRetries, "retries");
            return this;
        }

        /**
         * The largest number of records in a batch; 50,000 unless set. It must stay the same from one run to the next
         * for a killed run's names to be found again.
         *
         * @param records at least 1
         * @return this
         */
        public Builder batchSize(int records) {
            if (records < 1) {
                throw new IllegalArgumentException("a batch of " + records + " records is empty; use at least 1");
            }
            batchSize = records;
            return this;
        }

        /**
         * The size of records, keys and values, from which on a batch takes no more; 64 MiB unless set. It must stay the same
         * from one run to the next for a killed run's names to be found again.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder batchBytes(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("a batch of " + bytes + " bytes is empty; use at least 1");
            }
            batchBytes = bytes;
            return this;
        }

        /**
         * How many complete batches may wait to be stored while the next ones are read; 2 unless set. When more are
         * complete, reading waits.
         *
         * @param batches at least 1
         * @return this
         */
        public Builder queuedBatches(int batches) {
            if (batches < 1) {
                throw new IllegalArgumentException("a queue of " + batches + " batches has no room; use at least 1");
            }
            queuedBatches = batches;
            return this;
        }

        /**
         * How many threads decode, validate and score; 1 unless set. Readings keep their order however many there are. The
         * decoder, the rules, the scorer and the directory of meters must be safe for use by many threads if there is more
         * than one.
         *
         * @param threads at least 1; more than there are cores gain nothing
         * @return this
         */
        public Builder parallelism(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException(threads + " threads cannot examine anything; use at least 1");
            }
            parallelism = threads;
            return this;
        }

        /**
         * The longest time a batch stays open; 30 seconds unless set.
         *
         * @param atMost positive
         * @return this
         */
        public Builder linger(Duration atMost) {
            if (atMost.isNegative() || atMost.isZero()) {
                throw new IllegalArgumentException("a batch cannot stay open for " + atMost + "; use a positive time");
            }
            linger = atMost;
            return this;
        }

        /**
         * The pipeline of these settings.
         *
         * @return a pipeline that has not run yet
         */
        public IngestPipeline build() {
            return new IngestPipeline(this);
        }
    }
}
