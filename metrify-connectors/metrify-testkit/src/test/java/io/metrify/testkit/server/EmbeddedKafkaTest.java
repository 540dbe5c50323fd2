package io.metrify.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.MetrifyException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EmbeddedKafkaTest {

    private static final String TOPIC = "readings";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void resumesACommittedGroupOnAReopenedDirectoryAndAnotherPort(@TempDir Path data) throws Exception {
        int firstPort;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data)) {
            firstPort = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
            kafka.createTopic(TOPIC, 1);
            send(kafka, "a", "b", "c", "d");
            assertThat(consumeAndCommit(kafka, 2)).containsExactly("a", "b");
        }
        try (ServerSocket occupied = new ServerSocket(firstPort, 1, InetAddress.getLoopbackAddress());
                EmbeddedKafka kafka = EmbeddedKafka.start(data)) {
            assertThat(kafka.bootstrapServers()).doesNotEndWith(":" + occupied.getLocalPort());
            send(kafka, "e");
            assertThat(consumeAndCommit(kafka, 3)).containsExactly("c", "d", "e");
        }
    }

    @Test
    void hidesAbortedRecordsFromReadCommittedConsumers() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            kafka.createTopic(TOPIC, 1);
            try (KafkaProducer<String, String> producer = producer(kafka, Map.of("transactional.id", "t-1"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "committed")).get();
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "committed later")).get();
                producer.commitTransaction();
            }
            assertThat(consumeAndCommit(kafka, 2)).containsExactly("committed", "committed later");
        }
    }

    @Test
    void losesNothingOfARetryingProducerThroughARestart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            kafka.createTopic(TOPIC, 2);
            String address = kafka.bootstrapServers();
            List<String> values =
                    IntStream.range(0, 300).mapToObj(Integer::toString).toList();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            try (KafkaProducer<String, String> producer = producer(kafka, Map.of("acks", "all"))) {
                values.subList(0, 100).forEach(value -> sent.add(producer.send(new ProducerRecord<>(TOPIC, value))));
                producer.flush();
                CompletableFuture<Void> restarting = CompletableFuture.runAsync(kafka::restart);
                for (String value : values.subList(100, 300)) {
                    sent.add(producer.send(new ProducerRecord<>(TOPIC, value)));
                    Thread.sleep(5);
                }
                restarting.get();
                for (Future<RecordMetadata> record : sent) {
                    record.get();
                }
            }
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(consumeAndCommit(kafka, 300)).containsExactlyInAnyOrderElementsOf(values);
        }
    }

    @Test
    void keepsRecordsWithOldTimestamps() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            kafka.createTopic(TOPIC, 1);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                    KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
                long longAgo = Instant.parse("2007-02-01T00:00:00Z").toEpochMilli();
                producer.send(new ProducerRecord<>(TOPIC, 0, longAgo, null, "old"))
                        .get();
                String node = Integer.toString(
                        admin.describeCluster().nodes().get().iterator().next().id());
                ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
                assertThat(admin.describeConfigs(List.of(broker))
                                .all()
                                .get()
                                .get(broker)
                                .get("log.retention.ms")
                                .value())
                        .isEqualTo("-1");
            }
            assertThat(consumeAndCommit(kafka, 1)).containsExactly("old");
        }
    }

    @Test
    void createsATopicOnce() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            assertThat(kafka.createTopic(TOPIC, 3)).isTrue();
            assertThat(kafka.createTopic(TOPIC, 3)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kafka.createTopic(TOPIC, 4))
                    .withMessageContaining("exists with 3 partitions");
            assertThatThrownBy(() -> kafka.createTopic("not a topic", 1)).isInstanceOf(MetrifyException.class);
        }
    }

    @Test
    void refusesASecondBrokerOnTheSameDirectoryAndLeavesTheFirstRunning(@TempDir Path data) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(data))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("in use by another server");
            kafka.createTopic(TOPIC, 1);
            send(kafka, "still here");
            assertThat(consumeAndCommit(kafka, 1)).containsExactly("still here");
        }
    }

    @Test
    void closesTwiceAndLeavesNeitherThreadsNorTemporaryFiles() throws Exception {
        LingeringThreads threads = LingeringThreads.watch();
        EmbeddedKafka kafka = EmbeddedKafka.start();
        kafka.createTopic(TOPIC, 1);
        assertThat(threads.names()).isNotEmpty();
        Path directory = Path.of(kafka.toString().replaceAll(".*, (.*)]", "$1"));
        assertThat(directory).isDirectory();
        kafka.close();
        kafka.close();
        assertThat(Files.exists(directory)).isFalse();
        assertThat(threads.namesAfterAWhile()).isEmpty();
        assertThatIllegalStateException().isThrownBy(kafka::restart).withMessageContaining("closed");
    }

    private static void send(EmbeddedKafka kafka, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> consumeAndCommit(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "billing",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "isolation.level", "read_committed",
                "max.poll.records", count);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() - deadline < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                consumer.commitSync();
            }
        }
        return values;
    }
}
