package io.metrify.connector.kafka;

import io.metrify.connector.api.Checkpoint;
import io.metrify.json.MeterReadingJson;
import io.metrify.testkit.server.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Four topics of a pipeline on a broker, to write to and to look into. */
final class TestTopics implements AutoCloseable {

    static final int PARTITIONS = 2;

    private final String servers;
    private final KafkaTopics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    TestTopics(EmbeddedKafka broker, String name) {
        this.servers = broker.bootstrapServers();
        this.topics = new KafkaTopics(name, name + "-checked", name + "-dead", name + "-progress");
        broker.createTopic(topics.input(), PARTITIONS);
        broker.createTopic(topics.accepted(), PARTITIONS);
        broker.createTopic(topics.deadLetters(), PARTITIONS);
        this.producer = new KafkaProducer<>(
                settings().toProperties(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(settings().toProperties(Map.of()));
    }

    KafkaTopics names() {
        return topics;
    }

    KafkaSettings settings() {
        return KafkaSettings.of(servers);
    }

    void send(String key, byte @Nullable [] value, Header... headers) {
        ProducerRecord<byte[], byte[]> produced =
                new ProducerRecord<>(topics.input(), key.getBytes(StandardCharsets.UTF_8), value);
        for (Header header : headers) {
            produced.headers().add(header);
        }
        try {
            producer.send(produced).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sends readings as JSON, with garbage in between. */
    @SuppressWarnings("FutureReturnValueIgnored") // who counts them misses what was not written
    void sendReadings(int from, int to, int garbageEvery) {
        for (int number = from; number < to; number++) {
            byte[] value = number % garbageEvery == garbageEvery - 1
                    ? ("garbage " + number).getBytes(StandardCharsets.UTF_8)
                    : MeterReadingJson.write(Readings.reading(number));
            producer.send(new ProducerRecord<>(
                    topics.input(), Readings.meterId(number).getBytes(StandardCharsets.UTF_8), value));
        }
        producer.flush();
    }

    /** Where the input ends now. */
    Checkpoint end() {
        Map<String, Long> ends = new HashMap<>();
        try (CommittedRecords committed = new CommittedRecords(settings(), admin, null)) {
            committed.since(
                    topics.input(),
                    0,
                    each -> ends.merge(Integer.toString(each.partition()), each.offset() + 1, Math::max));
        }
        return new Checkpoint(ends);
    }

    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (CommittedRecords committed = new CommittedRecords(settings(), admin, null)) {
            committed.since(topic, 0, found::add);
        }
        return found;
    }

    long groupOffset(String group, int partition) {
        try {
            return Objects.requireNonNull(admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(new TopicPartition(topics.input(), partition)))
                    .offset();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
