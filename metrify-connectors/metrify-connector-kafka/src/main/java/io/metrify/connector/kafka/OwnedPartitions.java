package io.metrify.connector.kafka;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.MetrifyException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that a consumer reads right now. Kafka's news about them become an {@link Assignment}'s, and the consumer
 * goes where the assignment says.
 *
 * <p>What the assignment throws is kept and thrown after Kafka's call is over, because Kafka would wrap it and go on.
 */
final class OwnedPartitions implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final @Nullable Instant from;

    /** Polled while the reader took nothing; handed out with the next poll. */
    private final List<RawRecord> kept = new ArrayList<>();

    private boolean idling;
    private boolean closed;
    private @Nullable RuntimeException failure;

    OwnedPartitions(Consumer<byte[], byte[]> consumer, Assignment assignment, @Nullable Instant from) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.from = from;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        telling(() -> {
            if (!partitions.isEmpty()) {
                begin(partitions, assignment.taken(names(partitions)));
            }
            if (idling) {
                consumer.pause(partitions);
            }
        });
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        forget(partitions);
        telling(() -> assignment.given(names(partitions)));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
        telling(() -> assignment.lost(names(partitions)));
    }

    /** Records that were kept, then those just polled. */
    List<RawRecord> take(ConsumerRecords<byte[], byte[]> polled, String topic) {
        requireHealthy();
        List<RawRecord> records = new ArrayList<>(kept.size() + polled.count());
        records.addAll(kept);
        kept.clear();
        add(polled, topic, records);
        return records;
    }

    /** Tells the group that this member is alive, and takes part in sharing, without asking for records. */
    void idle(String topic) {
        Set<TopicPartition> reading = consumer.assignment().stream()
                .filter(partition -> !consumer.paused().contains(partition))
                .collect(Collectors.toSet());
        consumer.pause(reading);
        idling = true;
        try {
            add(consumer.poll(Duration.ZERO), topic, kept);
        } finally {
            idling = false;
            consumer.resume(consumer.assignment());
        }
        requireHealthy();
    }

    void requireHealthy() {
        if (failure != null) {
            throw failure;
        }
    }

    /** From now on nobody is told anything: everything read is stored, or will not be. */
    void close() {
        closed = true;
    }

    static String name(TopicPartition partition) {
        return Integer.toString(partition.partition());
    }

    private static Set<String> names(Collection<TopicPartition> partitions) {
        return partitions.stream().map(OwnedPartitions::name).collect(Collectors.toSet());
    }

    private void begin(Collection<TopicPartition> partitions, Checkpoint next) {
        List<TopicPartition> fresh = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long position = next.next(name(partition));
            if (position > 0) {
                consumer.seek(partition, position);
            } else {
                fresh.add(partition);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        if (from == null) {
            consumer.seekToBeginning(fresh);
        } else {
            beginAt(from, fresh);
        }
    }

    private void beginAt(Instant start, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, start.toEpochMilli()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>(consumer.offsetsForTimes(times));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, first.offset());
            }
        }
    }

    private void forget(Collection<TopicPartition> partitions) {
        Set<String> gone = names(partitions);
        kept.removeIf(each -> gone.contains(each.origin().partition()));
    }

    private void telling(Runnable news) {
        if (closed || failure != null) {
            return;
        }
        try {
            news.run();
        } catch (KafkaException failed) {
            failure = new MetrifyException(
                    "going to where partitions should be read from failed: " + failed.getMessage()
                            + "; check the cluster and start again, progress is kept",
                    failed);
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    private static void add(ConsumerRecords<byte[], byte[]> polled, String topic, List<RawRecord> into) {
        String partition = "";
        int number = -1;
        for (ConsumerRecord<byte[], byte[]> each : polled) {
            if (each.partition() != number) {
                number = each.partition();
                partition = Integer.toString(number);
            }
            into.add(KafkaRecords.raw(each, topic, partition));
        }
    }
}
