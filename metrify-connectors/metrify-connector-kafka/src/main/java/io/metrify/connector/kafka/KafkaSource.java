package io.metrify.connector.kafka;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.Source;
import io.metrify.model.MetrifyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a Kafka topic, read from all its partitions in the order of each. Where to begin is the ledger's
 * business; the group's offsets are committed after it, so that the cluster's monitoring sees the lag.
 *
 * <p>Only committed transactions are read. A topic may be read for ever, or up to an end that is not known when reading
 * starts (see {@link Builder#endAt}). Records that the topic lost before they were read, because its retention is shorter
 * than the pause since the last run, are an error and never skipped in silence.
 *
 * <p>It always reads all partitions, so a pipeline over it is run by one process at a time. Used by one thread at a time,
 * {@link #close} included.
 */
public final class KafkaSource implements Source {

    private static final Map<String, String> DEFAULTS = Map.of(
            "enable.auto.commit", "false",
            // A position that is not there any more must not be replaced by another in silence.
            "auto.offset.reset", "none",
            "isolation.level", "read_committed",
            "fetch.min.bytes", "65536",
            "fetch.max.wait.ms", "100",
            "max.partition.fetch.bytes", "4194304",
            "max.poll.records", "20000");
    private static final Duration LOOKUP = Duration.ofSeconds(30);
    private static final Duration APPEARANCE = Duration.ofSeconds(5);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Supplier<Optional<Checkpoint>> end;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private boolean closed;

    private KafkaSource(Builder builder) {
        this.topic = builder.topic;
        this.end = builder.end;
        try {
            this.consumer = new KafkaConsumer<>(
                    builder.settings.with("group.id", builder.groupId).toProperties(DEFAULTS),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        } catch (KafkaException failed) {
            throw notFound(topic, failed);
        }
        try {
            this.partitions = partitionsOf(consumer, topic);
        } catch (RuntimeException failed) {
            consumer.close();
            throw failed;
        }
    }

    /**
     * A source with its required settings.
     *
     * @param settings how to reach the cluster
     * @param topic the topic to read; it must exist
     * @param groupId the consumer group whose offsets show the lag
     * @return a builder with defaults for everything else
     */
    public static Builder builder(KafkaSettings settings, String topic, String groupId) {
        return new Builder(settings, topic, groupId);
    }

    @Override
    public void open(Assignment assignment) {
        Checkpoint from =
                assignment.taken(partitions.stream().map(KafkaSource::name).collect(Collectors.toSet()));
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            long next = from.next(name(partition));
            if (next > 0) {
                consumer.seek(partition, next);
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
        }
    }

    @Override
    public List<RawRecord> poll(Duration atMost) {
        List<RawRecord> records = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> kafkaRecord : consumer.poll(atMost)) {
                records.add(new RawRecord(
                        new Origin(topic, Integer.toString(kafkaRecord.partition()), kafkaRecord.offset()),
                        kafkaRecord.key(),
                        kafkaRecord.value(),
                        headersOf(kafkaRecord)));
            }
        } catch (OffsetOutOfRangeException lost) {
            throw new MetrifyException(
                    "topic " + topic + " has no records any more, or none yet, at the positions "
                            + lost.offsetOutOfRangePartitions()
                            + " where reading should go on; if they may be left out,"
                            + " set auto.offset.reset to earliest, and if the topic was made anew, start from an empty"
                            + " ledger",
                    lost);
        } catch (KafkaException failed) {
            throw notRead(failed);
        }
        return records;
    }

    private MetrifyException notRead(KafkaException failed) {
        return new MetrifyException(
                "reading topic " + topic + " failed: " + failed.getMessage()
                        + "; check the cluster and start again, progress is kept",
                failed);
    }

    @Override
    public void commit(Checkpoint upTo) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata next = new OffsetAndMetadata(upTo.next(name(partition)));
            if (next.offset() > 0 && !next.equals(committed.get(partition))) {
                moved.put(partition, next);
            }
        }
        if (moved.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(moved);
        } catch (KafkaException failed) {
            throw new MetrifyException(
                    "telling the cluster how far topic " + topic + " was read failed: " + failed.getMessage()
                            + "; check the cluster and start again, progress is kept",
                    failed);
        }
        committed.putAll(moved);
    }

    @Override
    public boolean isExhausted() {
        Optional<Checkpoint> last = end.get();
        try {
            return last.isPresent()
                    && partitions.stream()
                            .allMatch(partition ->
                                    consumer.position(partition) >= last.get().next(name(partition)));
        } catch (KafkaException failed) {
            throw notRead(failed);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            consumer.close();
        }
    }

    static List<TopicPartition> partitionsOf(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        long deadline = System.nanoTime() + APPEARANCE.toNanos();
        @Nullable List<PartitionInfo> found;
        do {
            try {
                found = consumer.partitionsFor(topic, LOOKUP);
            } catch (KafkaException failed) {
                throw notFound(topic, failed);
            }
            // A topic that was created a moment ago is not known to every broker yet; each lookup asks again.
        } while ((found == null || found.isEmpty()) && System.nanoTime() < deadline);
        if (found == null || found.isEmpty()) {
            throw new MetrifyException("topic " + topic + " does not exist; create it, or correct its name");
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    static MetrifyException notFound(String topic, KafkaException failed) {
        return new MetrifyException(
                "topic " + topic + " cannot be looked up: " + failed.getMessage()
                        + "; check the bootstrap servers and the security settings",
                failed);
    }

    private static Map<String, String> headersOf(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Map<String, String> headers = Map.of();
        for (Header header : kafkaRecord.headers()) {
            if (headers.isEmpty()) {
                headers = new HashMap<>();
            }
            byte @Nullable [] value = header.value();
            headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static String name(TopicPartition partition) {
        return Integer.toString(partition.partition());
    }

    /** Collects the settings of a source. */
    public static final class Builder {
        private final KafkaSettings settings;
        private final String topic;
        private final String groupId;
        private Supplier<Optional<Checkpoint>> end = Optional::empty;

        private Builder(KafkaSettings settings, String topic, String groupId) {
            this.settings = Objects.requireNonNull(settings, "settings");
            this.topic = Objects.requireNonNull(topic, "topic");
            this.groupId = Objects.requireNonNull(groupId, "groupId");
        }

        /**
         * Ends the source where a supplier says, as soon as it says so; without, the source never ends.
         *
         * @param newEnd empty as long as the end is not known, then the positions up to which to read
         * @return this
         */
        public Builder endAt(Supplier<Optional<Checkpoint>> newEnd) {
            end = Objects.requireNonNull(newEnd, "end");
            return this;
        }

        /**
         * The source of these settings.
         *
         * @return a source that has not been read yet
         * @throws MetrifyException if the cluster cannot be reached or the topic does not exist
         */
        public KafkaSource build() {
            return new KafkaSource(this);
        }
    }
}
