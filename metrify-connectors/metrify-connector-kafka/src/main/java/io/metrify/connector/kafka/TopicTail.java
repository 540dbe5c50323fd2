package io.metrify.connector.kafka;

import io.metrify.model.MetrifyException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where the partitions of a topic end, and with which record. */
final class TopicTail {

    /** A fetch at the end of a partition waits at the broker, and the look at the next partition waits for it. */
    private static final Map<String, String> DEFAULTS = Map.of("fetch.max.wait.ms", "10");

    private static final Duration LOOKUP = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final long[] ends;
    private final byte[][] lastValues;

    private TopicTail(String topic, long[] ends, byte[][] lastValues) {
        this.topic = topic;
        this.ends = ends;
        this.lastValues = lastValues;
    }

    static TopicTail read(KafkaSettings settings, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.toProperties(DEFAULTS), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TopicLookup.partitionsOf(consumer, topic);
            consumer.beginningOffsets(partitions, LOOKUP).forEach((partition, first) -> {
                if (first > 0) {
                    throw new MetrifyException("partition " + partition + " begins at " + first
                            + ", so its first records are gone; publish into a new topic");
                }
            });
            long[] ends = new long[partitions.size()];
            consumer.endOffsets(partitions, LOOKUP).forEach((partition, end) -> ends[partition.partition()] = end);
            return new TopicTail(topic, ends, lastValues(consumer, topic, ends));
        } catch (KafkaException failed) {
            throw TopicLookup.notFound(topic, failed);
        }
    }

    /** How many records each partition holds. */
    long[] ends() {
        return ends.clone();
    }

    void requireLast(int partition, byte[] expected) {
        if (!Arrays.equals(lastValues[partition], expected)) {
            throw new MetrifyException("partition " + partition + " of topic " + topic + " ends after "
                    + ends[partition] + " records with another one than this sequence has there; publish into a new"
                    + " topic");
        }
    }

    private static byte[][] lastValues(KafkaConsumer<byte[], byte[]> consumer, String topic, long[] ends) {
        byte[][] values = new byte[ends.length][];
        long deadline = System.nanoTime() + LOOKUP.toNanos();
        for (int partition = 0; partition < ends.length; partition++) {
            TopicPartition from = new TopicPartition(topic, partition);
            consumer.assign(List.of(from));
            consumer.seek(from, Math.max(0, ends[partition] - 1));
            while (ends[partition] > 0 && values[partition] == null) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    values[partition] = found.value();
                }
                if (System.nanoTime() > deadline) {
                    throw new MetrifyException("the last record of " + from + " did not arrive within " + LOOKUP
                            + "; check the cluster and start again");
                }
            }
        }
        return values;
    }
}
