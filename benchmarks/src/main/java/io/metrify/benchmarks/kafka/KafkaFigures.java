package io.metrify.benchmarks.kafka;

import io.metrify.benchmarks.compare.Figure;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.kafka.KafkaDeadLetterSink;
import io.metrify.connector.kafka.KafkaSource;
import io.metrify.connector.kafka.KafkaValues;
import io.metrify.validation.MeterRules;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What it costs to make sense of a topic's readings, on a million quarter hours in four partitions of a broker in this
 * process.
 *
 * <p>{@code kafka.pipeline_vs_raw_consumer} is the throughput of poll, decode, validate, score and add up by hour, all on the
 * consumer's thread, divided by that of a bare kafka-clients consumer which polls the same topic with the same settings and
 * looks at nothing. Both go through the topic in turn; the best time of each counts, by the clock, as waiting for the broker
 * is a part of it. Opening and closing does not count: a consumer that closes waits up to 100 ms for the broker, whatever it
 * did before. {@code kafka.cpu_vs_raw_consumer} is the same in processor time of the thread.
 *
 * <p>{@code kafka.poison_vs_clean} is the throughput of a whole pipeline when one message in a hundred is hostile, with a topic
 * for dead letters, divided by that without.
 *
 * <p>{@code pipeline.readings_per_second} is that of a whole pipeline into a lake and a warehouse, see {@link EndToEnd}.
 */
public final class KafkaFigures implements PairGroup {

    private static final int TURNS = 4;
    private static final int PIPELINE_TURNS = 5;
    private static final String POLL_RECORDS = "2000";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private int groups;

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Pair> pairs() {
        return List.of();
    }

    @Override
    public List<Figure> figures() {
        try (FleetTopics topics = new FleetTopics()) {
            Best raw = new Best();
            Best ours = new Best();
            for (int turn = 0; turn < TURNS; turn++) {
                ours(topics, ours);
                raw(topics, raw);
            }
            Best clean = new Best();
            Best poisoned = new Best();
            for (int turn = 0; turn < PIPELINE_TURNS; turn++) {
                // Whoever comes second is warmer, so they take turns in that too.
                for (int half = 0; half < 2; half++) {
                    if ((turn + half) % 2 == 0) {
                        poisoned.time(() -> pipeline(
                                topics, FleetTopics.POISONED, topics.poisonedEnd(), FleetTopics.POISON_READINGS / 100));
                    } else {
                        clean.time(() -> pipeline(topics, FleetTopics.CLEAN_PART, topics.cleanPart(), 0));
                    }
                }
            }
            List<Figure> figures = new ArrayList<>(List.of(
                    new Figure("kafka.pipeline_vs_raw_consumer", (double) raw.wall / ours.wall),
                    new Figure("kafka.cpu_vs_raw_consumer", (double) raw.cpu / ours.cpu),
                    new Figure("kafka.pipeline_readings_per_second", 1e9 * FleetTopics.READINGS / ours.wall),
                    new Figure("kafka.raw_records_per_second", 1e9 * FleetTopics.READINGS / raw.wall),
                    new Figure("kafka.pipeline_cpu_ns_per_reading", (double) ours.cpu / FleetTopics.READINGS),
                    new Figure("kafka.raw_cpu_ns_per_record", (double) raw.cpu / FleetTopics.READINGS),
                    new Figure("kafka.poison_vs_clean", (double) clean.wall / poisoned.wall),
                    new Figure("kafka.poison_readings_per_second", 1e9 * FleetTopics.POISON_READINGS / poisoned.wall)));
            figures.addAll(EndToEnd.figures(topics));
            return figures;
        }
    }

    /** Everything up to hours, on this thread. */
    private void ours(FleetTopics topics, Best best) {
        ReadingHours hours = new ReadingHours(KafkaValues.confluentAvro(topics.registry()), topics.now());
        try (KafkaSource source = source(topics, FleetTopics.CLEAN, topics.cleanEnd())) {
            source.open(new FromTheBeginning());
            best.time(() -> {
                while (!source.isExhausted()) {
                    hours.take(source.poll(POLL));
                }
            });
        }
        require(
                hours.read() == FleetTopics.READINGS && hours.usable() > hours.read() * 0.99,
                hours.read() + " were read, " + hours.usable() + " usable");
    }

    private static void raw(FleetTopics topics, Best best) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "receive.buffer.bytes", "-1",
                "bootstrap.servers", topics.settings().bootstrapServers(),
                "enable.auto.commit", "false",
                "auto.offset.reset", "none",
                "isolation.level", "read_committed",
                "fetch.min.bytes", "65536",
                "fetch.max.wait.ms", "100",
                "max.partition.fetch.bytes", "4194304",
                "fetch.max.bytes", "33554432",
                "max.poll.records", POLL_RECORDS));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(FleetTopics.CLEAN).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            best.time(() -> readAll(consumer));
        }
    }

    private static void readAll(KafkaConsumer<byte[], byte[]> consumer) {
        long bytes = 0;
        int read = 0;
        while (read < FleetTopics.READINGS) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                read++;
                bytes += each.value().length;
            }
        }
        require(bytes > read, read + " records had " + bytes + " bytes");
    }

    private void pipeline(FleetTopics topics, String topic, Checkpoint end, int poison) {
        IngestCounts counts;
        try (IngestPipeline pipeline = IngestPipeline.builder(
                        source(topics, topic, end),
                        KafkaValues.confluentAvro(topics.registry()),
                        MeterRules.standard(),
                        new CountingLedger())
                .sink(new KafkaDeadLetterSink(topics.settings(), "figures-" + groups++, FleetTopics.DEAD_LETTERS))
                .clock(InstantSource.fixed(topics.now()))
                .build()) {
            counts = pipeline.run().counts();
        }
        require(
                counts.read() == FleetTopics.POISON_READINGS && counts.deadLetters() == poison,
                topic + " ended as " + counts);
    }

    private KafkaSource source(FleetTopics topics, String topic, Checkpoint end) {
        return KafkaSource.builder(
                        topics.settings().with("max.poll.records", POLL_RECORDS), topic, "figures-" + groups++)
                .endAt(() -> Optional.of(end))
                .build();
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The best of several times. */
    private static final class Best {

        private long wall = Long.MAX_VALUE;
        private long cpu = Long.MAX_VALUE;

        void time(Runnable work) {
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            work.run();
            wall = Math.min(wall, System.nanoTime() - before);
            cpu = Math.min(cpu, THREADS.getCurrentThreadCpuTime() - cpuBefore);
        }
    }

    private static final class FromTheBeginning implements Assignment {

        @Override
        public Checkpoint taken(Set<String> partitions) {
            return Checkpoint.START;
        }

        @Override
        public void given(Set<String> partitions) {
            throw new IllegalStateException("all partitions stay");
        }

        @Override
        public void lost(Set<String> partitions) {
            throw new IllegalStateException("all partitions stay");
        }
    }
}
