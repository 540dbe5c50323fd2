package io.metrify.connector.kafka;

import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What is committed in a topic, from some place up to everything that is there at the moment of asking: where a transaction
 * is still open, its end is waited for, so that nothing committed behind it is missed. Used by one thread at a time.
 */
final class CommittedRecords implements AutoCloseable {

    private static final Map<String, String> DEFAULTS = Map.of(
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "auto.offset.reset", "none",
            // A fetch at the end of a partition waits at the broker, and the next place to read from waits for it.
            "fetch.max.wait.ms", "10",
            "max.poll.records", "10000");
    private static final Duration POLL = Duration.ofMillis(100);

    /** Longer than a transaction may stay open by the writers here; a killed writer's is aborted by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long FIRST_STEP_BACK = 64;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    /**
     * A reader of its own.
     *
     * @param group the group that {@link #groupMetadata} speaks of, which is never joined; null if there is none
     */
    CommittedRecords(KafkaSettings settings, Admin admin, @Nullable String group) {
        this.admin = admin;
        Properties properties = settings.toProperties(DEFAULTS);
        // Of the group's settings none is needed here, and some could be another's business.
        properties.keySet().removeIf(name -> name.toString().startsWith("group."));
        if (group != null) {
            properties.put("group.id", group);
        }
        try {
            this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException failed) {
            throw new MetrifyException(
                    "a consumer cannot be made: " + failed.getMessage()
                            + "; check the bootstrap servers and the security settings",
                    failed);
        }
    }

    List<TopicPartition> partitionsOf(String topic) {
        return TopicLookup.partitionsOf(consumer, topic);
    }

    /** The group as somebody sees it who commits for it without being a member. */
    ConsumerGroupMetadata groupMetadata() {
        return consumer.groupMetadata();
    }

    /**
     * Reads a partition backwards in growing strides, until a record is old enough.
     *
     * @param into told of each record, some of them several times
     * @param oldEnough whether everything before a record does not matter
     */
    void backwards(
            TopicPartition partition,
            Consumer<ConsumerRecord<byte[], byte[]>> into,
            Predicate<ConsumerRecord<byte[], byte[]>> oldEnough) {
        reading(partition.topic(), () -> {
            long end = ends(List.of(partition)).getOrDefault(partition, 0L);
            long begin = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            boolean[] found = {false};
            for (long step = FIRST_STEP_BACK; ; step *= 4) {
                long from = Math.max(begin, end - step);
                forwards(Map.of(partition, from), Map.of(partition, end), each -> {
                    into.accept(each);
                    found[0] |= oldEnough.test(each);
                });
                if (found[0] || from == begin) {
                    return;
                }
            }
        });
    }

    /** Reads a topic from the first record not older than a time. */
    void since(String topic, long epochMilli, Consumer<ConsumerRecord<byte[], byte[]>> into) {
        reading(topic, () -> {
            List<TopicPartition> partitions = partitionsOf(topic);
            Map<TopicPartition, Long> ends = ends(partitions);
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, epochMilli));
            Map<TopicPartition, Long> from = new HashMap<>();
            Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
                    new HashMap<>(consumer.offsetsForTimes(times, PATIENCE));
            for (TopicPartition partition : partitions) {
                OffsetAndTimestamp first = found.get(partition);
                if (first != null) {
                    from.put(partition, first.offset());
                }
            }
            forwards(from, ends, into);
        });
    }

    private void forwards(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> into) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (from.keySet().stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                into.accept(each);
                any = true;
            }
            long now = System.nanoTime();
            if (any) {
                deadline = now + PATIENCE.toNanos();
            } else if (now - deadline > 0) {
                throw new KafkaException("nothing arrived within " + PATIENCE);
            }
        }
    }

    /** The ends with everything, committed or not. */
    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
        } catch (ExecutionException failed) {
            throw new KafkaException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MetrifyException("looking up the ends of " + partitions + " was interrupted", interrupted);
        }
        return ends;
    }

    private static void reading(String topic, Runnable work) {
        try {
            work.run();
        } catch (KafkaException failed) {
            throw new SinkException(
                    "reading what is stored in topic " + topic + " failed: " + failed.getMessage()
                            + "; check the cluster",
                    failed);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
