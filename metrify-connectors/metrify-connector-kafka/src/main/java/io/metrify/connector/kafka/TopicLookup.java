package io.metrify.connector.kafka;

import io.metrify.model.MetrifyException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds the partitions of a topic. */
final class TopicLookup {

    private static final Duration LOOKUP = Duration.ofSeconds(30);
    private static final Duration APPEARANCE = Duration.ofSeconds(5);

    private TopicLookup() {}

    static List<TopicPartition> partitionsOf(Consumer<byte[], byte[]> consumer, String topic) {
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
}
