package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class KafkaConnectorTest {

    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final int PARTITIONS = 3;

    private static EmbeddedKafka broker;

    private String topic = "";

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, PARTITIONS);
    }

    @Test
    void givesEveryPublishedRecordInTheOrderOfItsKey() {
        Checkpoint end = publish(0, 1_000);

        List<RawRecord> records = readUpTo(end, Checkpoint.START);
        assertThat(records).hasSize(1_000);
        for (String key : List.of("meter-0", "meter-1", "meter-2")) {
            assertThat(records.stream()
                            .filter(record -> key.equals(keyOf(record)))
                            .map(KafkaConnectorTest::number))
                    .isSorted();
        }
    }

    @Test
    void keepsHeaders() {
        try (KafkaPublisher publisher = new KafkaPublisher(settings(), topic)) {
            publisher.publish("m", bytes("v"), Map.of("metrify-origin", "Zähler.csv@3"));
            assertThat(readUpTo(publisher.finish(), Checkpoint.START))
                    .singleElement()
                    .satisfies(record ->
                            assertThat(record.headers()).containsExactly(Map.entry("metrify-origin", "Zähler.csv@3")));
        }
    }

    @Test
    void continuesWhereACheckpointSays() {
        Checkpoint end = publish(0, 300);
        List<RawRecord> all = readUpTo(end, Checkpoint.START);
        Checkpoint half = new Checkpoint(Map.of("0", end.next("0") / 2, "1", end.next("1")));

        List<RawRecord> rest = readUpTo(end, half);
        assertThat(rest).hasSize((int) (all.size() - end.next("0") / 2 - end.next("1")));
        assertThat(rest)
                .allMatch(record ->
                        record.origin().position() >= half.next(record.origin().partition()));
    }

    @Test
    void showsItsProgressToTheCluster() throws Exception {
        Checkpoint end = publish(0, 30);
        try (KafkaSource source = source(end)) {
            source.open(beginningAt(Checkpoint.START));
            while (!source.isExhausted()) {
                source.poll(MOMENT);
            }
            source.commit(end);
            source.poll(MOMENT);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("group-" + topic)
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(committed.values().stream()
                            .mapToLong(OffsetAndMetadata::offset)
                            .sum())
                    .isEqualTo(30);
        }
    }

    @Test
    void aPublisherThatStartsAgainLeavesEachRecordOnce() {
        publish(0, 400);
        Checkpoint end = publish(0, 1_000);

        assertThat(readUpTo(end, Checkpoint.START).stream()
                        .map(KafkaConnectorTest::number)
                        .sorted()
                        .toList())
                .isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void anotherSequenceIsNotTakenForTheOneInTheTopic() {
        publish(0, 400);

        assertThatThrownBy(() -> publish(7, 1_000))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("publish into a new topic");
    }

    @Test
    void endsOnlyWhenTheEndIsKnownAndReached() {
        publish(0, 10);
        List<Checkpoint> end = new ArrayList<>();
        try (KafkaSource source = KafkaSource.builder(settings(), topic, "group-" + topic)
                .endAt(() -> end.stream().findFirst())
                .build()) {
            source.open(beginningAt(Checkpoint.START));
            int read = 0;
            while (read < 10) {
                read += source.poll(MOMENT).size();
            }
            assertThat(source.isExhausted()).isFalse();
            end.add(publish(0, 10));
            assertThat(source.isExhausted()).isTrue();
        }
    }

    @Test
    void goesOnWhenTheBrokerComesBack() {
        Checkpoint end = publish(0, 200);
        try (KafkaSource source = source(end)) {
            source.open(beginningAt(Checkpoint.START));
            List<RawRecord> records = new ArrayList<>(source.poll(MOMENT));
            broker.restart();
            while (!source.isExhausted()) {
                records.addAll(source.poll(MOMENT));
            }
            assertThat(records.stream().map(KafkaConnectorTest::number).distinct())
                    .hasSize(200);
        }
    }

    @Test
    void saysWhichTopicIsMissing() {
        assertThatThrownBy(() ->
                        KafkaSource.builder(settings(), "nowhere", "group").build())
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void recordsThatTheTopicLostAreNotSkippedInSilence() throws Exception {
        Checkpoint end = publish(0, 300);
        TopicPartition first = new TopicPartition(topic, 0);
        assertThat(end.next("0")).isGreaterThan(20);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(20)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> readUpTo(end, new Checkpoint(Map.of("0", 10L))))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining(first + "=10")
                .hasMessageContaining("auto.offset.reset");
        assertThat(readUpTo(end, Checkpoint.START)).hasSize(280);
    }

    @Test
    void saysWhichAddressIsWrong() {
        KafkaSettings nowhere = KafkaSettings.of("broker.invalid:9092");

        assertThatThrownBy(() -> KafkaSource.builder(nowhere, topic, "group").build())
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("bootstrap servers");
    }

    @Test
    void closingTwiceIsHarmless() {
        KafkaSource source = source(publish(0, 1));
        source.close();

        assertThatCode(source::close).doesNotThrowAnyException();
    }

    private Checkpoint publish(int from, int to) {
        try (KafkaPublisher publisher = new KafkaPublisher(settings(), topic)) {
            for (int number = from; number < to; number++) {
                publisher.publish("meter-" + number % 7, bytes(Integer.toString(number)), Map.of());
            }
            return publisher.finish();
        }
    }

    private List<RawRecord> readUpTo(Checkpoint end, Checkpoint from) {
        List<RawRecord> records = new ArrayList<>();
        try (KafkaSource source = source(end)) {
            source.open(beginningAt(from));
            while (!source.isExhausted()) {
                records.addAll(source.poll(MOMENT));
            }
        }
        return records;
    }

    @Test
    void refusesAStartThatNoTimestampCanHave() {
        KafkaSource.Builder builder = KafkaSource.builder(settings(), topic, "group-" + topic);

        assertThatThrownBy(() -> builder.from(Instant.parse("1969-12-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1969-12-31T23:59:59Z");
    }

    @Test
    void aStartThatTheClusterDoesNotFindInTimeIsAFailureOfTheInfrastructure() {
        EmbeddedKafka dying = EmbeddedKafka.start();
        dying.createTopic(topic, 1);
        KafkaSettings impatient = KafkaSettings.of(dying.bootstrapServers())
                .with("default.api.timeout.ms", "1000")
                .with("request.timeout.ms", "900");
        try (KafkaSource source = KafkaSource.builder(impatient, topic, "group-" + topic)
                .allPartitions()
                .from(Instant.parse("2026-01-01T00:00:00Z"))
                .build()) {
            dying.close();
            assertThatThrownBy(() -> source.open(beginningAt(Checkpoint.START)))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("progress is kept");
        }
    }

    private KafkaSource source(Checkpoint end) {
        return KafkaSource.builder(settings(), topic, "group-" + topic)
                .endAt(() -> Optional.of(end))
                .build();
    }

    private static KafkaSettings settings() {
        return KafkaSettings.of(broker.bootstrapServers());
    }

    private static String keyOf(RawRecord record) {
        return new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8);
    }

    private static int number(RawRecord record) {
        return Integer.parseInt(new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Assignment beginningAt(Checkpoint from) {
        return new Assignment() {
            @Override
            public Checkpoint taken(Set<String> partitions) {
                return from;
            }

            @Override
            public void given(Set<String> partitions) {
                throw new AssertionError("nobody else reads");
            }

            @Override
            public void lost(Set<String> partitions) {
                throw new AssertionError("nobody else reads");
            }
        };
    }
}
