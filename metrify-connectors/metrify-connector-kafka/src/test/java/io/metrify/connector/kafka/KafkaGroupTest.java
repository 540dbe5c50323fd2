package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Assignment;
import io.metrify.connector.api.Checkpoint;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaGroupTest {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedKafka broker;
    private static KafkaProducer<byte[], byte[]> producer;

    private final ConcurrentMap<String, Long> positions = new ConcurrentHashMap<>();
    private final Queue<String> records = new ConcurrentLinkedQueue<>();
    private String topic = "";
    private int published;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start();
        producer = new KafkaProducer<>(
                settings().toProperties(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName() + "-" + System.nanoTime();
        broker.createTopic(topic, PARTITIONS);
    }

    @ParameterizedTest
    @EnumSource(KafkaGroupProtocol.class)
    void membersShareTheTopicAndEachRecordIsReadOnce(KafkaGroupProtocol protocol) {
        publish(400);
        KafkaSettings settings = protocol == KafkaGroupProtocol.CLASSIC ? lively() : settings();
        KafkaSource.Builder builder =
                KafkaSource.builder(settings, topic, topic).protocol(protocol);
        try (Member first = member(builder)) {
            until(() -> first.poll() >= 0 && first.mine().size() == PARTITIONS && records.size() == 400);
            try (Member second = member(builder)) {
                until(() -> first.poll() >= 0
                        && second.poll() >= 0
                        && first.mine().size() == 2
                        && second.mine().size() == 2);
                publish(400);
                until(() -> first.poll() >= 0 && second.poll() >= 0 && records.size() == 800);
                assertThat(first.mine()).doesNotContainAnyElementsOf(second.mine());
                assertThat(first.events())
                        .filteredOn(event -> event.startsWith("given"))
                        .hasSizeGreaterThanOrEqualTo(2);
            }
            publish(400);
            until(() -> first.poll() >= 0 && first.mine().size() == PARTITIONS && records.size() == 1_200);
        }
        assertThat(records)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1_200).mapToObj(Integer::toString).toList());
    }

    @Test
    void whoIsBusyTakesPartInSharingAndLosesNothing() {
        publish(100);
        try (Member first = member(builder())) {
            until(() -> first.poll() >= 0 && records.size() == 100);
            publish(100);
            try (Member second = member(builder())) {
                until(() -> {
                    first.idle();
                    return second.poll() >= 0
                            && second.mine().size() == 2
                            && first.mine().size() == 2;
                });
                until(() -> first.poll() >= 0 && second.poll() >= 0 && records.size() == 200);
            }
        }
        assertThat(records).doesNotHaveDuplicates();
    }

    @Test
    void whoSleepsTooLongLosesItsPartitions() {
        publish(100);
        KafkaSettings impatient = lively().with("max.poll.interval.ms", "1500").with("session.timeout.ms", "6000");
        try (Member sleeper = member(KafkaSource.builder(impatient, topic, topic));
                Member other = member(builder())) {
            until(() -> sleeper.poll() >= 0
                    && other.poll() >= 0
                    && sleeper.mine().size() == 2
                    && other.mine().size() == 2);
            Set<String> before = Set.copyOf(sleeper.mine());
            until(() -> other.poll() >= 0 && other.mine().size() == PARTITIONS);
            until(() -> sleeper.poll() >= 0
                    && sleeper.events()
                            .containsAll(
                                    before.stream().map(name -> "lost " + name).toList()));
        }
    }

    @Test
    void aStaticMemberThatIsRestartedGetsItsPartitionsBack() {
        publish(100);
        try (Member other = member(builder().instanceId("b"))) {
            Set<String> before;
            try (Member first = member(builder().instanceId("a"))) {
                until(() -> first.poll() >= 0
                        && other.poll() >= 0
                        && first.mine().size() == 2
                        && other.mine().size() == 2
                        && records.size() == 100);
                before = Set.copyOf(first.mine());
            }
            int events = other.events().size();
            try (Member again = member(builder().instanceId("a"))) {
                until(() ->
                        again.poll() >= 0 && other.poll() >= 0 && again.mine().equals(before));
                publish(100);
                until(() -> again.poll() >= 0 && other.poll() >= 0 && records.size() == 200);
            }
            assertThat(other.events()).hasSize(events);
        }
        assertThat(records).doesNotHaveDuplicates();
    }

    @Test
    void beginsAtATimeWhereNothingIsStored() throws InterruptedException {
        publish(100);
        Thread.sleep(20);
        Instant start = Instant.now();
        Thread.sleep(20);
        publish(50);
        positions.put("0", 1L);
        try (Member member = member(builder().allPartitions().from(start))) {
            until(() -> member.poll() >= 0
                    && positions.size() == PARTITIONS
                    && member.lag().values().stream().allMatch(lag -> lag == 0));
        }
        assertThat(records).contains("100", "149").hasSizeLessThan(100).hasSizeGreaterThan(50);
    }

    @Test
    void aTimeAfterTheLastRecordMeansWhatComesThen() {
        publish(10);
        try (Member member = member(builder().from(Instant.now().plusSeconds(3_600)))) {
            until(() -> member.poll() >= 0
                    && member.mine().size() == PARTITIONS
                    && !member.lag().isEmpty());
            publish(10);
            until(() -> member.poll() >= 0 && records.size() == 10);
        }
        assertThat(records).doesNotContain("0");
    }

    @Test
    void tellsHowManyRecordsWait() {
        publish(1_000);
        KafkaSettings byTens = settings().with("max.poll.records", "10");
        try (Member member = member(KafkaSource.builder(byTens, topic, topic))) {
            until(() -> member.poll() > 0);
            until(() -> member.poll() >= 0 && member.lag().size() == PARTITIONS);
            assertThat(member.lag().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(1_000 - records.size());
        }
    }

    @Test
    void whatTheReaderCannotTakeIsThrownAsItIs() {
        MetrifyException down = new MetrifyException("the store is down");
        try (KafkaSource source = builder().build()) {
            source.open(new Assignment() {
                @Override
                public Checkpoint taken(Set<String> partitions) {
                    throw down;
                }

                @Override
                public void given(Set<String> partitions) {
                    throw down;
                }

                @Override
                public void lost(Set<String> partitions) {
                    throw down;
                }
            });
            assertThatThrownBy(() ->
                            until(() -> source.poll(Duration.ofMillis(100)).size() > 1_000))
                    .isSameAs(down);
        }
    }

    @Test
    void aHeaderThatIsNoTextCanBeHadAgain() {
        byte[] bytes = {(byte) 0xff, 0, 1};

        assertThat(KafkaRecords.headerBytes(KafkaRecords.headerText(bytes))).isEqualTo(bytes);
        for (String text : new String[] {"", "Zähler", "data:;base64,AAAA", "data:;base64,%"}) {
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            assertThat(KafkaRecords.headerBytes(KafkaRecords.headerText(plain))).isEqualTo(plain);
        }
    }

    private KafkaSource.Builder builder() {
        return KafkaSource.builder(lively(), topic, topic);
    }

    /** Members of a classic group hear of each other with the heartbeat. */
    private static KafkaSettings lively() {
        return settings().with("heartbeat.interval.ms", "150");
    }

    private Member member(KafkaSource.Builder source) {
        return new Member(source.build(), positions, records);
    }

    private void publish(int count) {
        List<Future<RecordMetadata>> written = new ArrayList<>();
        for (int number = published; number < published + count; number++) {
            byte[] key = ("meter-" + number % 23).getBytes(StandardCharsets.UTF_8);
            byte[] value = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
            written.add(producer.send(new ProducerRecord<>(topic, key, value)));
        }
        producer.flush();
        assertThat(written).allSatisfy(record -> assertThat(record).succeedsWithin(Duration.ZERO));
        published += count;
    }

    private static KafkaSettings settings() {
        return KafkaSettings.of(broker.bootstrapServers());
    }

    private static void until(BooleanSupplier fulfilled) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!fulfilled.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + PATIENCE).isLessThan(deadline);
        }
    }
}
