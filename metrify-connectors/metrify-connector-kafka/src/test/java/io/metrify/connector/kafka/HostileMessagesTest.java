package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroFormat;
import io.metrify.connector.api.IngestPipeline;
import io.metrify.connector.api.Progress;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.server.EmbeddedKafka;
import io.metrify.validation.MeterRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Messages that are wrong in every way end as dead letters with a reason; their neighbours are stored. */
class HostileMessagesTest {

    private static final int OURS = 1;
    private static final int NEWER = 2;
    private static final int INCOMPATIBLE = 3;
    private static final int UNKNOWN = 99;
    private static final AvroCodec<MeterReading> CODEC = AvroCodec.meterReading();

    private static EmbeddedKafka broker;

    private final AtomicBoolean up = new AtomicBoolean(true);
    private RegistryStub server;
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
    void createTopics(TestInfo test) throws IOException {
        topics = new TestTopics(broker, test.getTestMethod().orElseThrow().getName());
        server = new RegistryStub((exchange, number) -> {
            String path = exchange.getRequestURI().getPath();
            Schema schema = schemas().get(path.substring(path.lastIndexOf('/') + 1));
            if (!up.get()) {
                RegistryStub.say(exchange, 503, "down");
            } else if (schema == null) {
                RegistryStub.say(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
            } else {
                RegistryStub.say(
                        exchange, 200, new JsonMapper().writeValueAsString(Map.of("schema", schema.toString())));
            }
        });
    }

    @AfterEach
    void close() {
        server.close();
        topics.close();
    }

    @Test
    void inAvroBehindConfluentsFraming() {
        byte[] good = framed(OURS, CODEC.encode(Readings.reading(0)));
        Map<String, byte @Nullable []> hostile = new LinkedHashMap<>();
        hostile.put("tombstone", null);
        hostile.put("empty", new byte[0]);
        hostile.put("header only", Arrays.copyOf(good, 5));
        hostile.put("truncated", Arrays.copyOf(good, good.length - 9));
        hostile.put("wrong schema id", framed(UNKNOWN, CODEC.encode(Readings.reading(0))));
        hostile.put("negative schema id", framed(-1, CODEC.encode(Readings.reading(0))));
        hostile.put("wrong magic", with(good, 0, (byte) 1));
        hostile.put("huge", Arrays.copyOf(good, 900_000));
        hostile.put("invalid UTF-8", with(good, 6, (byte) 0xff));
        hostile.put("NaN", measuring(good, Double.NaN));
        hostile.put("infinity", measuring(good, Double.NEGATIVE_INFINITY));
        hostile.put("negative size", with(good, 5, (byte) 1));
        hostile.put("size beyond the end", framed(OURS, new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, 127, 0}));
        hostile.put("future schema", framed(INCOMPATIBLE, new byte[] {2, 'x'}));
        hostile.put("JSON", MeterReadingJson.write(Readings.reading(0)));

        judge(
                KafkaValues.confluentAvro(registry()),
                hostile,
                number -> framed(
                        number % 2 == 0 ? OURS : NEWER,
                        number % 2 == 0 ? CODEC.encode(Readings.reading(number)) : newer(number)));
        // An unknown number is asked for once, whoever comes with it.
        assertThat(server.asked()).isEqualTo(4);
    }

    @Test
    void inJson() {
        String good = new String(MeterReadingJson.write(Readings.reading(0)), StandardCharsets.UTF_8);
        Map<String, byte @Nullable []> hostile = new LinkedHashMap<>();
        hostile.put("tombstone", null);
        hostile.put("empty", new byte[0]);
        hostile.put("truncated", bytes(good.substring(0, good.length() - 2)));
        hostile.put("deep", bytes("[".repeat(100_000)));
        hostile.put("deep in an unknown field", bytes(good.replaceFirst("\\{", "{\"x\":" + "[".repeat(50_000))));
        hostile.put("huge", bytes(good.replaceFirst("DE-", "y".repeat(900_000))));
        hostile.put("huge number", bytes("{\"consumption_kwh\":" + "9".repeat(500_000) + "}"));
        hostile.put("invalid UTF-8", with(bytes(good), good.indexOf("DE-"), (byte) 0xff));
        hostile.put("NaN", bytes(good.replace("230.1", "NaN")));
        hostile.put("infinity", bytes(good.replace("230.1", "1e999")));
        hostile.put("not an object", bytes("42"));
        hostile.put("two", bytes(good + good));
        hostile.put("Avro", framed(OURS, CODEC.encode(Readings.reading(0))));

        judge(KafkaValues.json(), hostile, number -> MeterReadingJson.write(Readings.reading(number)));
    }

    @Test
    void inAvroWithItsSchemaAtHand() {
        byte[] good = container(CODEC.schema().toString(), CODEC.encode(Readings.reading(0)), 1);
        Map<String, byte @Nullable []> hostile = new LinkedHashMap<>();
        hostile.put("tombstone", null);
        hostile.put("empty", new byte[0]);
        hostile.put("truncated", Arrays.copyOf(good, good.length - 1));
        hostile.put("truncated schema", Arrays.copyOf(good, 50));
        hostile.put("wrong magic", with(good, 3, (byte) 2));
        hostile.put("no schema", container("", CODEC.encode(Readings.reading(0)), 1));
        hostile.put("deep schema", container("[".repeat(60_000), CODEC.encode(Readings.reading(0)), 1));
        hostile.put("long schema", container(" ".repeat(70_000), CODEC.encode(Readings.reading(0)), 1));
        hostile.put("two values", container(CODEC.schema().toString(), CODEC.encode(Readings.reading(0)), 2));
        hostile.put("negative sizes", new byte[] {'O', 'b', 'j', 1, 2, 1});
        hostile.put("endless number", bytes("Obj\u0001" + "\u007f".repeat(3)));
        hostile.put("many entries", new byte[] {'O', 'b', 'j', 1, -2, -1, -1, -1, 127, 0, 0});
        hostile.put("other sync marker", with(good, good.length - 1, (byte) 7));
        hostile.put("future schema", container(incompatible().toString(), new byte[] {2, 'x'}, 1));

        judge(
                KafkaValues.embeddedAvro(),
                hostile,
                number -> container(
                        (number % 2 == 0 ? CODEC.schema() : newerSchema()).toString(),
                        number % 2 == 0 ? CODEC.encode(Readings.reading(number)) : newer(number),
                        1));
    }

    @Test
    void inSingleObjectEncoding() {
        AvroFormat<MeterReading> format = KafkaValues.singleObjectAvro(new SchemaStore.Cache());
        byte[] good = format.encode(Readings.reading(0));
        Map<String, byte @Nullable []> hostile = new LinkedHashMap<>();
        hostile.put("tombstone", null);
        hostile.put("empty", new byte[0]);
        hostile.put("truncated", Arrays.copyOf(good, good.length - 1));
        hostile.put("wrong magic", with(good, 0, (byte) 0));
        hostile.put("unknown fingerprint", with(good, 5, (byte) (good[5] + 1)));

        judge(format, hostile, number -> format.encode(Readings.reading(number)));
    }

    @Test
    void aRegistryThatIsDownIsNoRecordsFault() {
        topics.send("meter", framed(OURS, CODEC.encode(Readings.reading(0))));
        topics.send("meter", framed(UNKNOWN, CODEC.encode(Readings.reading(1))));
        up.set(false);

        assertThatThrownBy(() -> run(KafkaValues.confluentAvro(registry())))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("schema registry")
                .hasMessageContaining("3 attempts");
        assertThat(topics.committed(topics.names().deadLetters())).isEmpty();
        assertThat(topics.committed(topics.names().accepted())).isEmpty();

        up.set(true);
        Progress progress = run(KafkaValues.confluentAvro(registry()));
        assertThat(progress.counts().accepted()).isEqualTo(1);
        assertThat(progress.counts().deadLetters()).isEqualTo(1);
    }

    /** Sends good records between hostile ones, and looks where each of them ends. */
    private void judge(
            RecordDecoder<MeterReading> decoder, Map<String, byte @Nullable []> hostile, IntFunction<byte[]> good) {
        int number = 0;
        for (Map.Entry<String, byte @Nullable []> each : hostile.entrySet()) {
            topics.send(Readings.meterId(number), good.apply(number));
            topics.send(
                    Readings.meterId(number),
                    each.getValue(),
                    new RecordHeader("kind", each.getKey().getBytes(StandardCharsets.UTF_8)));
            number++;
        }
        topics.send(Readings.meterId(number), good.apply(number));

        Progress progress = run(decoder);

        List<ConsumerRecord<byte[], byte[]>> letters =
                topics.committed(topics.names().deadLetters());
        assertThat(letters.stream().map(letter -> TestTopics.header(letter, "kind")))
                .containsExactlyInAnyOrderElementsOf(hostile.keySet());
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.value()).isEqualTo(hostile.get(TestTopics.header(letter, "kind")));
            assertThat(TestTopics.header(letter, "metrify-dead-letter-kind")).isEqualTo("undecodable");
            assertThat(TestTopics.header(letter, "metrify-dead-letter-reason"))
                    .as(TestTopics.header(letter, "kind"))
                    .isNotBlank()
                    .hasSizeLessThan(1_000)
                    .doesNotContain("the decoder failed")
                    .doesNotContainPattern(Pattern.compile("\\p{Cntrl}"));
        });
        assertThat(progress.counts().accepted()).isEqualTo(number + 1);
        assertThat(topics.committed(topics.names().accepted()).stream()
                        .map(each -> MeterReadingJson.read(Objects.requireNonNull(each.value()))
                                .consumption()))
                .containsExactlyInAnyOrderElementsOf(Readings.readings(number + 1).stream()
                        .map(MeterReading::consumption)
                        .toList());
    }

    private Progress run(RecordDecoder<MeterReading> decoder) {
        KafkaSource source = KafkaSource.builder(
                        topics.settings(), topics.names().input(), "group")
                .endAt(() -> Optional.of(topics.end()))
                .build();
        KafkaLedger ledger = KafkaLedger.builder(
                        topics.settings(), topics.names().input(), topics.names())
                .build();
        try (IngestPipeline pipeline = IngestPipeline.builder(source, decoder, MeterRules.standard(), ledger)
                .clock(KafkaToKafka.CLOCK)
                .linger(Duration.ofMillis(100))
                .build()) {
            return pipeline.run();
        }
    }

    private ConfluentRegistry registry() {
        return ConfluentRegistry.builder(server.address())
                .retries(new RetrySchedule(3, Duration.ofMillis(1), Duration.ofMillis(2)))
                .build();
    }

    private static Map<String, Schema> schemas() {
        return Map.of(
                Integer.toString(OURS),
                CODEC.schema(),
                Integer.toString(NEWER),
                newerSchema(),
                Integer.toString(INCOMPATIBLE),
                incompatible());
    }

    /** Our schema with a field more. */
    private static Schema newerSchema() {
        String grown = CODEC.schema()
                .toString()
                .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"added\",\"type\":\"string\"},");
        return new Schema.Parser().parse(grown);
    }

    private static byte[] newer(int number) {
        byte[] ours = CODEC.encode(Readings.reading(number));
        return ByteBuffer.allocate(ours.length + 2)
                .put(new byte[] {2, 'x'})
                .put(ours)
                .array();
    }

    /** A record of our name without what a reading needs. */
    private static Schema incompatible() {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"MeterReading\",\"namespace\":\"io.metrify.wire\",\"fields\":"
                        + "[{\"name\":\"other\",\"type\":\"string\"}]}");
    }

    private static byte[] framed(int id, byte[] value) {
        return ByteBuffer.allocate(5 + value.length)
                .put((byte) 0)
                .putInt(id)
                .put(value)
                .array();
    }

    private static byte[] container(String schema, byte[] value, int values) {
        byte[] text = schema.getBytes(StandardCharsets.UTF_8);
        byte[] sync = new byte[16];
        ByteBuffer bytes = ByteBuffer.allocate(100 + text.length + value.length).put(new byte[] {'O', 'b', 'j', 1, 2});
        putText(bytes, "avro.schema".getBytes(StandardCharsets.UTF_8));
        putText(bytes, text);
        bytes.put((byte) 0).put(sync).put((byte) (2 * values));
        putText(bytes, value);
        bytes.put(sync);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void putText(ByteBuffer bytes, byte[] text) {
        int coded = 2 * text.length;
        while (coded > 127) {
            bytes.put((byte) ((coded & 127) | 128));
            coded >>>= 7;
        }
        bytes.put((byte) coded).put(text);
    }

    /** The same message with another byte at a place. */
    private static byte[] with(byte[] message, int at, byte value) {
        byte[] changed = message.clone();
        changed[at] = value;
        return changed;
    }

    /** The same message with another voltage. */
    private static byte[] measuring(byte[] message, double voltage) {
        byte[] wanted = ByteBuffer.allocate(8)
                .putLong(Long.reverseBytes(Double.doubleToLongBits(230.1)))
                .array();
        for (int at = 0; at + 8 <= message.length; at++) {
            if (Arrays.equals(wanted, 0, 8, message, at, at + 8)) {
                byte[] changed = message.clone();
                ByteBuffer.wrap(changed).putLong(at, Long.reverseBytes(Double.doubleToLongBits(voltage)));
                return changed;
            }
        }
        throw new IllegalStateException("the message has no voltage of 230.1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
