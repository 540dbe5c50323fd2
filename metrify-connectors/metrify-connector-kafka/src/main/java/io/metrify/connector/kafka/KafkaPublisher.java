package io.metrify.connector.kafka;

import io.metrify.connector.api.Checkpoint;
import io.metrify.model.MetrifyException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a sequence of records that can be made again from its beginning, such as a file or a simulation, so that a
 * publisher that was killed and started again leaves each record in the topic exactly once: records that the topic
 * already holds are skipped, partition by partition.
 *
 * <p>That works because the partition of a record depends on its key alone, and because writing is idempotent and in
 * order within a run. It needs a topic that nobody else writes to and whose records are still all there; the last
 * record of each partition is compared with the one it should be, so that another sequence is not taken for this one.
 *
 * <p>Used by one thread.
 */
public final class KafkaPublisher implements AutoCloseable {

    private static final Map<String, String> DEFAULTS = Map.of(
            "acks", "all",
            "enable.idempotence", "true",
            "compression.type", "zstd",
            "linger.ms", "20",
            "batch.size", "262144",
            "buffer.memory", "67108864",
            "max.request.size", "2097152",
            "delivery.timeout.ms", "120000");

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final TopicTail tail;
    private final long[] toSkip;
    private final long[] next;

    /**
     * A publisher that continues where the topic ends.
     *
     * @param settings how to reach the cluster
     * @param topic the topic to write; it must exist, and nobody else may write to it
     * @throws MetrifyException if the cluster cannot be reached, the topic does not exist, or it lost its first records
     */
    public KafkaPublisher(KafkaSettings settings, String topic) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.tail = TopicTail.read(settings, topic);
        this.next = tail.ends();
        this.toSkip = tail.ends();
        try {
            this.producer = new KafkaProducer<>(
                    settings.toProperties(DEFAULTS), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException failed) {
            throw TopicLookup.notFound(topic, failed);
        }
    }

    /**
     * Publishes the next record of the sequence, or skips it if the topic already holds it.
     *
     * @param key what decides the partition, such as the meter id
     * @param value the bytes
     * @param headers what to say about it; empty if nothing
     * @throws MetrifyException if an earlier record could not be written, or the topic holds another sequence
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
    public void publish(String key, byte[] value, Map<String, String> headers) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(keyBytes)) % toSkip.length;
        if (toSkip[partition] > 0) {
            toSkip[partition]--;
            if (toSkip[partition] == 0) {
                tail.requireLast(partition, value);
            }
            return;
        }
        requireHealthy();
        List<Header> kafkaHeaders = headers.entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        try {
            producer.send(new ProducerRecord<>(topic, partition, keyBytes, value, kafkaHeaders), (written, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
            });
        } catch (KafkaException failed) {
            throw notWritten(failed);
        }
        next[partition]++;
    }

    /**
     * Waits until everything published is written.
     *
     * @return the position after the last record of each partition
     * @throws MetrifyException if a record could not be written
     */
    public Checkpoint finish() {
        producer.flush();
        requireHealthy();
        Map<String, Long> ends = new HashMap<>();
        for (int partition = 0; partition < next.length; partition++) {
            ends.put(Integer.toString(partition), next[partition]);
        }
        return new Checkpoint(ends);
    }

    /** Writes what is still buffered and gives back the connection. */
    @Override
    public void close() {
        producer.close();
    }

    private void requireHealthy() {
        Exception failed = failure.get();
        if (failed != null) {
            throw notWritten(failed);
        }
    }

    private MetrifyException notWritten(Exception failed) {
        return new MetrifyException(
                "writing to topic " + topic + " failed: " + failed.getMessage()
                        + "; check the cluster and start again, what was written is kept",
                failed);
    }
}
