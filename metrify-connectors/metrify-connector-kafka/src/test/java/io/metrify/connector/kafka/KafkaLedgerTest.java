package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.Progress;
import io.metrify.connector.api.SinkException;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.server.EmbeddedKafka;
import io.metrify.validation.SeenReadings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class KafkaLedgerTest {

    private static final int READINGS = 1_000;
    private static final int GARBAGE_EVERY = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedKafka broker;

    private TestTopics topics;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        topics = new TestTopics(broker, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void writesEachReadingAndEachDeadLetterOnceAlsoWhenTransactionsAreAborted() {
        topics.sendReadings(0, READINGS, GARBAGE_EVERY);
        AtomicInteger encoded = new AtomicInteger();
        Progress progress = run(ledger().values(
                        reading -> {
                            if (encoded.incrementAndGet() % 333 == 0) {
                                throw new SinkException("injected", new IOException());
                            }
                            return MeterReadingJson.write(reading);
                        },
                        KafkaValues.json()));

        assertThat(progress.counts().read()).isEqualTo(READINGS);
        assertThat(progress.checkpoint()).isEqualTo(topics.end());
        requireEachOnce();
        for (int partition = 0; partition < TestTopics.PARTITIONS; partition++) {
            assertThat(topics.groupOffset(KafkaToKafka.group(topics.names()), partition))
                    .isEqualTo(progress.checkpoint().next(Integer.toString(partition)));
        }
    }

    @Test
    void goesOnAfterAKillInTheMiddleOfATransaction() throws Exception {
        topics.sendReadings(0, READINGS, GARBAGE_EVERY);
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaToKafka.class.getName(),
                        broker.bootstrapServers(),
                        topics.names().input(),
                        "377")
                .inheritIO()
                .start();
        assertThat(killed.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(killed.exitValue()).isEqualTo(137);

        Progress progress = run(ledger());
        assertThat(progress.counts().read()).isEqualTo(READINGS);
        requireEachOnce();
    }

    @Test
    void twoProcessesShareAPipelineAndOneTakesOver() {
        topics.sendReadings(0, READINGS / 2, GARBAGE_EVERY);
        try (IngestPipeline first = member();
                IngestPipeline second = member()) {
            CompletableFuture<Progress> firstRun = CompletableFuture.supplyAsync(first::run);
            until(() -> topics.committed(topics.names().accepted()).size() > 100);
            CompletableFuture<Progress> secondRun = CompletableFuture.supplyAsync(second::run);
            until(() -> second.health() != null
                    && topics.committed(topics.names().accepted()).size() > READINGS / 4);
            topics.sendReadings(READINGS / 2, READINGS * 3 / 4, GARBAGE_EVERY);
            first.stop();
            firstRun.join();
            first.close();
            topics.sendReadings(READINGS * 3 / 4, READINGS, GARBAGE_EVERY);
            until(() -> topics.committed(topics.names().accepted()).size() >= READINGS - READINGS / GARBAGE_EVERY);
            second.stop();
            assertThat(secondRun.join().counts().read()).isEqualTo(READINGS);
        }
        requireEachOnce();
    }

    @Test
    void goesOnWhenTheBrokerComesBack() {
        topics.sendReadings(0, READINGS, GARBAGE_EVERY);
        AtomicInteger encoded = new AtomicInteger();
        Progress progress = run(ledger().values(
                        reading -> {
                            if (encoded.incrementAndGet() == 300) {
                                broker.restart();
                            }
                            return MeterReadingJson.write(reading);
                        },
                        KafkaValues.json()));

        assertThat(progress.counts().read()).isEqualTo(READINGS);
        requireEachOnce();
    }

    @Test
    void whoeverClaimedBeforeIsFencedOff() {
        try (KafkaLedger zombie = ledger().build();
                KafkaLedger owner = ledger().build()) {
            Claim old = claim(zombie, "0");
            Claim claimed = claim(owner, "0");

            assertThat(claimed.epoch()).isGreaterThan(old.epoch());
            assertThatThrownBy(() -> zombie.commit(batch(old, 0, 3))).isInstanceOf(FencedException.class);
            owner.commit(batch(claimed, 0, 2));
            assertThatThrownBy(() -> zombie.commit(batch(old, 0, 3))).isInstanceOf(MetrifyException.class);
            assertThat(owner.load().checkpoint()).isEqualTo(new Checkpoint(Map.of("0", 2L)));
        }
        assertThat(acceptedNumbers()).containsExactly(0, 1);
    }

    @Test
    void whoeverSleepsInATransactionIsFencedOffWhenItWakesUp() {
        try (KafkaLedger owner = ledger().build()) {
            AtomicInteger encoded = new AtomicInteger();
            KafkaLedger.Builder sleepy = ledger().values(
                            reading -> {
                                if (encoded.incrementAndGet() == 3) {
                                    owner.commit(batch(claim(owner, "0"), 0, 5));
                                }
                                return MeterReadingJson.write(reading);
                            },
                            KafkaValues.json());
            try (KafkaLedger zombie = sleepy.build()) {
                Claim old = claim(zombie, "0");
                assertThatThrownBy(() -> zombie.commit(batch(old, 0, 4))).isInstanceOf(FencedException.class);
            }
            assertThat(owner.load().checkpoint().next("0")).isEqualTo(5);
        }
        assertThat(acceptedNumbers()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void refusesWhatIsStoredAlready() {
        try (KafkaLedger ledger = ledger().build()) {
            Claim claim = claim(ledger, "1");
            ledger.commit(batch("1", claim, 0, 3));

            assertThatThrownBy(() -> ledger.commit(batch("1", claim, 0, 3))).isInstanceOf(FencedException.class);
            assertThatThrownBy(() -> ledger.commit(batch("1", claim, 2, 4))).isInstanceOf(FencedException.class);
            assertThatThrownBy(() -> ledger.commit(batch("0", claim, 0, 3))).isInstanceOf(FencedException.class);
            Claim again = claim(ledger, "1");
            assertThat(again.next()).isEqualTo(3);
            assertThatThrownBy(() -> ledger.commit(batch("1", claim, 3, 4))).isInstanceOf(FencedException.class);
            ledger.commit(batch("1", again, 3, 4));
            assertThat(ledger.load().counts().accepted()).isEqualTo(4);
        }
    }

    @Test
    void remembersWhatWasStoredLately() {
        try (KafkaLedger ledger = ledger().build()) {
            ledger.commit(batch(claim(ledger, "0"), 0, 10));
            SeenReadings seen = SeenReadings.standard();
            ledger.restore(seen);

            assertThat(seen.judge(Readings.reading(9))).isEqualTo(SeenReadings.Verdict.REDELIVERY);
            assertThat(seen.judge(Readings.reading(30))).isEqualTo(SeenReadings.Verdict.NEW);
        }
    }

    @Test
    void refusesAProgressTopicThatForgets() {
        String forgetful = topics.names().input() + "-forgetful";
        broker.createTopic(forgetful, TestTopics.PARTITIONS);
        KafkaTopics names = new KafkaTopics(
                topics.names().input(),
                topics.names().accepted(),
                topics.names().deadLetters(),
                forgetful);

        assertThatThrownBy(() ->
                        KafkaLedger.builder(topics.settings(), "check", names).build())
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("compact");
    }

    private KafkaLedger.Builder ledger() {
        return KafkaToKafka.ledger(topics.settings(), topics.names());
    }

    private IngestPipeline member() {
        return KafkaToKafka.pipeline(topics.settings(), topics.names(), ledger().build(), null);
    }

    private Progress run(KafkaLedger.Builder ledger) {
        try (IngestPipeline pipeline =
                KafkaToKafka.pipeline(topics.settings(), topics.names(), ledger.build(), topics.end())) {
            return pipeline.run();
        }
    }

    private static Claim claim(KafkaLedger ledger, String partition) {
        return Objects.requireNonNull(ledger.claim(Set.of(partition)).get(partition));
    }

    private IngestBatch batch(Claim claim, int from, int to) {
        return batch("0", claim, from, to);
    }

    private IngestBatch batch(String partition, Claim claim, int from, int to) {
        List<AcceptedReading> accepted = IntStream.range(from, to)
                .mapToObj(Readings::reading)
                .map(reading -> new AcceptedReading(reading, List.of()))
                .toList();
        BatchSpan span = new BatchSpan(topics.names().input(), partition, from, to);
        return new IngestBatch(span, claim.epoch(), accepted, List.of(), 0);
    }

    private void requireEachOnce() {
        Map<String, Integer> expected = new HashMap<>();
        for (int number = 0; number < READINGS; number++) {
            expected.put(
                    number % GARBAGE_EVERY == GARBAGE_EVERY - 1 ? "garbage " + number : Integer.toString(number), 1);
        }
        Map<String, Integer> found = new HashMap<>();
        acceptedNumbers().forEach(number -> found.merge(Integer.toString(number), 1, Integer::sum));
        topics.committed(topics.names().deadLetters()).forEach(letter -> found.merge(text(letter), 1, Integer::sum));
        assertThat(found).isEqualTo(expected);
    }

    private List<Integer> acceptedNumbers() {
        return topics.committed(topics.names().accepted()).stream()
                .map(each -> number(MeterReadingJson.read(Objects.requireNonNull(each.value()))))
                .sorted()
                .toList();
    }

    private static int number(MeterReading reading) {
        return (int) (Objects.requireNonNull(reading.consumption()).milliwattHours() - 100_000);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8);
    }

    private static void until(BooleanSupplier fulfilled) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!fulfilled.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + PATIENCE).isLessThan(deadline);
        }
    }
}
