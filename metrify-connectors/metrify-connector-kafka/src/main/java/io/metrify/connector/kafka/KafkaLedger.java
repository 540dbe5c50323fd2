package io.metrify.connector.kafka;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Progress;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.connector.api.SinkException;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.SeenReadings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a pipeline from Kafka to Kafka: one transaction writes the accepted readings of a batch to one topic, its
 * dead letters to another, the group's offsets, and the progress after it to a third. Whoever reads these topics with {@code
 * isolation.level=read_committed} sees each record of the input once, whatever was killed when.
 *
 * <p>Each partition has a transactional id of its own, so claiming one fences off whoever wrote for it before, and aborts
 * what that one left unfinished.
 *
 * <p>Redeliveries are told from new readings as far back as {@link Builder#remembering}: the accepted topic is read from
 * there on after each claim.
 *
 * <pre>{@code
 * KafkaTopics topics = new KafkaTopics("readings", "readings-checked", "readings-dead", "readings-progress");
 * KafkaLedger ledger = KafkaLedger.builder(settings, "check", topics)
 *         .values(format::encode, format)
 *         .build();
 * }</pre>
 *
 * <p>Safe for use by the threads of one pipeline.
 */
public final class KafkaLedger implements Ledger {

    private final KafkaSettings settings;
    private final String pipeline;
    private final KafkaTopics topics;
    private final @Nullable String group;
    private final Function<MeterReading, byte[]> encoder;
    private final RecordDecoder<MeterReading> decoder;
    private final Duration remembering;
    private final InstantSource clock;
    private final Admin admin;
    private final CommittedRecords committed;
    private final ProgressTopic progress;
    private final DeadLetterRecords letters;
    private final Map<String, Held> held = new HashMap<>();
    private boolean closed;

    private KafkaLedger(Builder builder, Admin admin, CommittedRecords committed) {
        this.settings = builder.settings;
        this.pipeline = builder.pipeline;
        this.topics = builder.topics;
        this.group = builder.group;
        this.encoder = builder.encoder;
        this.decoder = builder.decoder;
        this.remembering = builder.remembering;
        this.clock = builder.clock;
        this.admin = admin;
        this.committed = committed;
        this.progress = new ProgressTopic(topics.progress(), admin, committed);
        progress.require(committed.partitionsOf(topics.input()).size());
        this.letters = new DeadLetterRecords(
                pipeline,
                topics.deadLetters(),
                committed.partitionsOf(topics.deadLetters()).size());
        committed.partitionsOf(topics.accepted());
    }

    /**
     * A ledger with its required settings.
     *
     * @param settings how to reach the cluster
     * @param pipeline what the pipeline is called, the same in all its processes and different from all other pipelines of
     *     the cluster
     * @param topics the topics; all but the one for progress must exist
     * @return a builder with defaults for everything else
     */
    public static Builder builder(KafkaSettings settings, String pipeline, KafkaTopics topics) {
        return new Builder(settings, pipeline, topics);
    }

    private static final class Held {
        private final PartitionWriter writer;
        private PartitionProgress now;
        private PartitionProgress pending;

        Held(PartitionWriter writer, PartitionProgress now) {
            this.writer = writer;
            this.now = now;
            this.pending = now;
        }

        void finish(Supplier<FencedException> fenced) {
            if (writer.isPending()) {
                writer.finish(fenced);
                now = pending;
            }
        }
    }

    @Override
    public synchronized Progress load() {
        held.forEach((partition, mine) -> {
            try {
                mine.finish(() -> fenced(partition, mine.now));
            } catch (CommitStateUnknownException stillUnknown) {
                throw new SinkException(
                        "whether the last batch of partition " + partition + " is stored is not known yet",
                        stillUnknown);
            }
        });
        int partitions = committed.partitionsOf(topics.input()).size();
        progress.require(partitions);
        Map<String, Long> next = new HashMap<>();
        IngestCounts counts = IngestCounts.NONE;
        for (int partition = 0; partition < partitions; partition++) {
            PartitionProgress last = progress.last(partition);
            if (last.next() > 0) {
                next.put(Integer.toString(partition), last.next());
            }
            counts = counts.plus(last.counts());
        }
        return new Progress(new Checkpoint(next), counts);
    }

    @Override
    public synchronized Map<String, Claim> claim(Set<String> partitions) {
        Map<String, Claim> claims = new HashMap<>();
        for (String partition : partitions) {
            claims.put(partition, claim(partition));
        }
        return claims;
    }

    private Claim claim(String partition) {
        int number = Integer.parseInt(partition);
        Held before = held.remove(partition);
        if (before != null) {
            before.writer.close();
        }
        PartitionWriter writer = PartitionWriter.open(settings, pipeline + "." + partition);
        try {
            // From here on nobody else writes about this partition, so what is read is the last that there is.
            PartitionProgress mine = progress.last(number).claimed();
            writer.write(producer -> send(producer, progress.record(number, mine)), () -> fenced(partition, mine));
            held.put(partition, new Held(writer, mine));
            return new Claim(mine.next(), mine.epoch());
        } catch (FencedException overtaken) {
            writer.close();
            throw new SinkException("partition " + partition + " was claimed by two at the same moment", overtaken);
        } catch (RuntimeException failed) {
            writer.close();
            throw failed;
        }
    }

    @Override
    public synchronized void restore(SeenReadings into) {
        long since = clock.instant().minus(remembering).toEpochMilli();
        committed.since(topics.accepted(), since, stored -> {
            try {
                into.remember(
                        decoder.decode(KafkaRecords.raw(stored, stored.topic(), Integer.toString(stored.partition()))));
            } catch (MalformedRecordException notOurs) {
                throw new MetrifyException(
                        "the record at " + stored.topic() + "-" + stored.partition() + "@" + stored.offset()
                                + " is no reading (" + notOurs.reason()
                                + "); nobody but the pipeline should write to the topic of accepted readings",
                        notOurs);
            }
        });
    }

    @Override
    public synchronized void commit(IngestBatch batch) {
        BatchSpan span = batch.span();
        Supplier<FencedException> fenced = () -> new FencedException(span, batch.epoch(), "the pipeline " + pipeline);
        Held mine = held.get(span.partition());
        if (mine == null || mine.now.epoch() != batch.epoch()) {
            throw fenced.get();
        }
        boolean before = mine.writer.isPending();
        mine.finish(fenced);
        if (before && mine.now.next() == span.end()) {
            // What was not known is known now: the batch was stored the last time.
            return;
        }
        if (mine.now.next() > span.first()) {
            throw fenced.get();
        }
        mine.pending = mine.now.after(batch);
        mine.writer.write(producer -> send(producer, batch, mine.pending), fenced);
        mine.now = mine.pending;
    }

    private void send(Producer<byte[], byte[]> producer, IngestBatch batch, PartitionProgress after) {
        for (AcceptedReading accepted : batch.accepted()) {
            MeterReading reading = accepted.reading();
            byte[] key = reading.meterId().getBytes(StandardCharsets.UTF_8);
            send(producer, new ProducerRecord<>(topics.accepted(), key, encoder.apply(reading)));
        }
        batch.deadLetters().forEach(letter -> send(producer, letters.of(letter, batch.epoch())));
        int partition = Integer.parseInt(batch.span().partition());
        send(producer, progress.record(partition, after));
        if (group != null) {
            producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(topics.input(), partition), new OffsetAndMetadata(after.next())),
                    committed.groupMetadata());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit of the transaction fails if a record did
    private static void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> produced) {
        producer.send(produced);
    }

    private FencedException fenced(String partition, PartitionProgress mine) {
        BatchSpan span = new BatchSpan(topics.input(), partition, mine.next(), mine.next() + 1);
        return new FencedException(span, mine.epoch(), "the pipeline " + pipeline);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        held.values().forEach(each -> each.writer.close());
        committed.close();
        admin.close();
    }

    /** Collects the settings of a ledger. */
    public static final class Builder {
        private final KafkaSettings settings;
        private final String pipeline;
        private final KafkaTopics topics;
        private @Nullable String group;
        private Function<MeterReading, byte[]> encoder = MeterReadingJson::write;
        private RecordDecoder<MeterReading> decoder = KafkaValues.json();
        private Duration remembering = Duration.ofDays(7);
        private InstantSource clock = InstantSource.system();

        private Builder(KafkaSettings settings, String pipeline, KafkaTopics topics) {
            this.settings = Objects.requireNonNull(settings, "settings");
            this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
            this.topics = Objects.requireNonNull(topics, "topics");
            if (pipeline.isBlank()) {
                throw new IllegalArgumentException("the pipeline's name is blank; transactions need one");
            }
        }

        /**
         * How accepted readings are written, and read back; JSON unless set.
         *
         * @param newEncoder makes the value of a record
         * @param newDecoder makes sense of it again
         * @return this
         */
        public Builder values(Function<MeterReading, byte[]> newEncoder, RecordDecoder<MeterReading> newDecoder) {
            encoder = Objects.requireNonNull(newEncoder, "encoder");
            decoder = Objects.requireNonNull(newDecoder, "decoder");
            return this;
        }

        /**
         * Commits the offsets of a consumer group in the same transaction, so that whoever looks at the group sees exactly
         * what is stored. They are not read back.
         *
         * @param groupId the group of the {@link KafkaSource}
         * @return this
         */
        public Builder group(String groupId) {
            group = Objects.requireNonNull(groupId, "groupId");
            return this;
        }

        /**
         * How long after it was stored a reading is remembered, to recognise when it is delivered again; 7 days unless set.
         * That much of the accepted topic is read after each claim.
         *
         * @param recentPast positive
         * @return this
         */
        public Builder remembering(Duration recentPast) {
            if (recentPast.isNegative() || recentPast.isZero()) {
                throw new IllegalArgumentException("a past of " + recentPast + " has nothing in it; give some days");
            }
            remembering = recentPast;
            return this;
        }

        /**
         * What time it is, to know what is recent; the system's clock unless set.
         *
         * @param newClock tells the time
         * @return this
         */
        public Builder clock(InstantSource newClock) {
            clock = Objects.requireNonNull(newClock, "clock");
            return this;
        }

        /**
         * The ledger of these settings.
         *
         * @return a ledger that holds no partition yet
         * @throws MetrifyException if the cluster cannot be reached, or a topic is missing
         */
        public KafkaLedger build() {
            Admin admin;
            try {
                admin = Admin.create(settings.toProperties(Map.of()));
            } catch (KafkaException failed) {
                throw TopicLookup.notFound(topics.input(), failed);
            }
            @Nullable CommittedRecords committed = null;
            try {
                committed = new CommittedRecords(settings, admin, group);
                return new KafkaLedger(this, admin, committed);
            } catch (RuntimeException failed) {
                if (committed != null) {
                    committed.close();
                }
                admin.close();
                throw failed;
            }
        }
    }
}
