package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedKafka;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class KafkaDeadLetterSinkTest {

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
    void keepsWhatCameAndSaysWhatBecameOfIt() {
        byte[] value = {0, (byte) 0xff, 7};
        RawRecord record = new RawRecord(
                new Origin("readings", "1", 42),
                bytes("meter"),
                value,
                Map.of(
                        "trace",
                        "Zähler",
                        "binary",
                        KafkaRecords.headerText(new byte[] {(byte) 0xfe}),
                        "metrify-dead-letter-reason",
                        "of another time"));
        Finding finding = new Finding(
                "meter.consumption.negative",
                Severity.ERROR,
                "meter",
                Instant.EPOCH,
                null,
                "consumption_kwh",
                "-1",
                "at least 0",
                "the consumption is \"negative\"");
        DeadLetter letter =
                new DeadLetter(record, DeadLetter.Kind.REJECTED, "consumption_kwh", "negative", List.of(finding));
        try (KafkaDeadLetterSink sink = sink()) {
            sink.recover(Map.of("1", new Claim(40, 3)));
            sink.write(new IngestBatch(new BatchSpan("readings", "1", 40, 43), 3, List.of(), List.of(letter), 0));
        }

        ConsumerRecord<byte[], byte[]> found = only();
        assertThat(found.partition()).isEqualTo(1);
        assertThat(found.key()).isEqualTo(bytes("meter"));
        assertThat(found.value()).isEqualTo(value);
        assertThat(found.headers().lastHeader("trace").value()).isEqualTo(bytes("Zähler"));
        assertThat(found.headers().lastHeader("binary").value()).containsExactly(0xfe);
        assertThat(found.headers().headers("metrify-dead-letter-reason")).hasSize(1);
        assertThat(List.of("source", "partition", "position", "epoch", "kind", "path", "reason").stream()
                        .map(name -> header(found, name)))
                .containsExactly("readings", "1", "42", "3", "rejected", "consumption_kwh", "negative");
        assertThat(header(found, "findings"))
                .isEqualTo("[{\"rule\":\"meter.consumption.negative\",\"severity\":\"ERROR\",\"subject\":\"meter\","
                        + "\"start\":\"1970-01-01T00:00:00Z\",\"end\":null,\"field\":\"consumption_kwh\","
                        + "\"observed\":\"-1\",\"expected\":\"at least 0\","
                        + "\"message\":\"the consumption is \\\"negative\\\"\"}]");
    }

    @Test
    void aTombstoneAndALetterWithoutAKeyAreKeptToo() {
        RawRecord tombstone = new RawRecord(new Origin("readings", "0", 0), null, null, Map.of());
        DeadLetter letter =
                new DeadLetter(tombstone, DeadLetter.Kind.UNDECODABLE, "", "the record is a tombstone", List.of());
        try (KafkaDeadLetterSink sink = sink()) {
            sink.recover(Map.of("0", new Claim(0, 1)));
            sink.write(new IngestBatch(new BatchSpan("readings", "0", 0, 1), 1, List.of(), List.of(letter), 0));
        }

        assertThat(only().value()).isNull();
        assertThat(only().key()).isNull();
        assertThat(header(only(), "reason")).contains("tombstone");
    }

    @Test
    void leavesOutWhatAKilledRunWroteAndNeverCommitted() {
        try (KafkaDeadLetterSink killed = sink()) {
            killed.recover(Map.of("0", new Claim(0, 1), "1", new Claim(0, 2)));
            killed.write(letters("1", 2, 0, 500));
            killed.write(letters("0", 1, 0, 100));
            killed.write(letters("0", 1, 100, 200));
        }
        try (KafkaDeadLetterSink next = sink()) {
            // The ledger knows of the first hundred only; and the batches are cut elsewhere now.
            next.recover(Map.of("0", new Claim(100, 2)));
            next.write(letters("0", 2, 100, 150));
            next.write(letters("0", 2, 150, 250));
            next.write(letters("0", 2, 150, 250));
        }

        assertThat(positions(0)).isEqualTo(IntStream.range(0, 250).boxed().toList());
        assertThat(positions(1)).isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void whoeverOwnedThePartitionBeforeIsFencedOff() {
        try (KafkaDeadLetterSink zombie = sink();
                KafkaDeadLetterSink owner = sink()) {
            zombie.recover(Map.of("0", new Claim(0, 1)));
            owner.recover(Map.of("0", new Claim(0, 2)));

            assertThatThrownBy(() -> zombie.write(letters("0", 1, 0, 10))).isInstanceOf(FencedException.class);
            owner.write(letters("0", 2, 0, 5));
            assertThatThrownBy(() -> zombie.write(letters("0", 1, 0, 10))).isInstanceOf(MetrifyException.class);
            assertThatThrownBy(() -> owner.write(letters("0", 3, 5, 6))).isInstanceOf(FencedException.class);
            assertThatThrownBy(() -> owner.write(letters("1", 1, 0, 6))).isInstanceOf(FencedException.class);
        }
        assertThat(positions(0)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoeverClaimedEarlierThanWhatIsWrittenDoesNotTakeOver() {
        try (KafkaDeadLetterSink owner = sink();
                KafkaDeadLetterSink late = sink()) {
            owner.recover(Map.of("0", new Claim(0, 7)));
            owner.write(letters("0", 7, 0, 5));

            assertThatThrownBy(() -> late.recover(Map.of("0", new Claim(0, 6)))).isInstanceOf(FencedException.class);
        }
    }

    @Test
    void pipelinesThatShareATopicDoNotMistakeEachOthersLetters() {
        try (KafkaDeadLetterSink one = sink();
                KafkaDeadLetterSink other = new KafkaDeadLetterSink(
                        topics.settings(), "other", topics.names().deadLetters())) {
            one.recover(Map.of("0", new Claim(0, 1)));
            one.write(letters("0", 1, 0, 5));
            other.recover(Map.of("0", new Claim(0, 1)));
            other.write(letters("0", 1, 0, 5));
            one.write(letters("0", 1, 5, 6));
        }
        assertThat(positions(0)).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5);
    }

    @Test
    void saysWhatToDoAboutALetterThatIsTooLarge() {
        byte[] huge = new byte[2_000_000];
        new Random(1).nextBytes(huge);
        RawRecord record = new RawRecord(new Origin("readings", "0", 0), null, huge, Map.of());
        DeadLetter letter = new DeadLetter(record, DeadLetter.Kind.UNDECODABLE, "", "huge", List.of());
        try (KafkaDeadLetterSink sink = sink()) {
            sink.recover(Map.of("0", new Claim(0, 1)));
            assertThatThrownBy(() -> sink.write(
                            new IngestBatch(new BatchSpan("readings", "0", 0, 1), 1, List.of(), List.of(letter), 0)))
                    .isExactlyInstanceOf(MetrifyException.class)
                    .hasMessageContaining("max.message.bytes");
            sink.write(letters("0", 1, 0, 1));
        }
        assertThat(positions(0)).containsExactly(0);
    }

    private KafkaDeadLetterSink sink() {
        return new KafkaDeadLetterSink(
                topics.settings(), "check", topics.names().deadLetters());
    }

    private IngestBatch letters(String partition, long epoch, int from, int to) {
        List<DeadLetter> letters = IntStream.range(from, to)
                .mapToObj(position -> new DeadLetter(
                        RawRecord.of(new Origin("readings", partition, position), bytes("garbage " + position)),
                        DeadLetter.Kind.UNDECODABLE,
                        "",
                        "garbage",
                        List.of()))
                .toList();
        return new IngestBatch(new BatchSpan("readings", partition, from, to), epoch, List.of(), letters, 0);
    }

    private List<Integer> positions(int partition) {
        return topics.committed(topics.names().deadLetters()).stream()
                .filter(letter -> letter.partition() == partition)
                .map(letter -> Integer.parseInt(header(letter, "position")))
                .toList();
    }

    private ConsumerRecord<byte[], byte[]> only() {
        List<ConsumerRecord<byte[], byte[]>> all =
                topics.committed(topics.names().deadLetters());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return TestTopics.header(letter, "metrify-dead-letter-" + name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
