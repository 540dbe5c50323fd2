package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingParquet;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import io.metrify.testkit.server.FaultyProxy.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class MeterErasureTest {

    private static final LocalKeys KEYS = LocalKeys.of("k", new byte[32]);

    private static EmbeddedS3 server;

    private TestLake test;

    @BeforeAll
    static void startServer() {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void freshBucket() {
        test = new TestLake(server);
    }

    @AfterEach
    void closeClient() {
        test.close();
    }

    @Test
    void leavesNoByteOfTheMeterInAnyObject() throws IOException {
        S3Lake lake = test.lake(test.client).raw(true).checkpointEvery(3).build();
        fill(lake);
        assertThat(objectsThatHold("meter-1\"", new Vault(null))).isEqualTo(8);
        MeterErasure.Report report = lake.maintenance()
                .erase("meter-1")
                .decoder(MeterErasureTest::decode)
                .grace(Duration.ZERO)
                .run();
        assertThat(report.readings()).isEqualTo(40);
        assertThat(report.records()).isEqualTo(44);
        assertThat(report.young()).isZero();
        assertErased(lake, new Vault(null));
        assertThat(lake.maintenance()
                        .erase("meter-1")
                        .decoder(MeterErasureTest::decode)
                        .run())
                .isEqualTo(new MeterErasure.Report(0, 0, 0, 0));
        // Batches are still what they were: the last can be taken back, and others go on behind it.
        lake.sink().recover(Map.of("3", new Claim(99, 2)));
        assertThat(lake.statistics().rows()).isEqualTo(2 * 30);
        assertThat(test.lake().snapshot().statistics()).isEqualTo(lake.statistics());
    }

    @Test
    void leavesNoByteOfTheMeterInAnEncryptedLake() throws IOException {
        S3Lake lake = test.lake(test.client).raw(true).keys(KEYS).build();
        fill(lake);
        lake.maintenance().compact(1 << 20, 1 << 20);
        lake.maintenance()
                .erase("meter-1")
                .decoder(MeterErasureTest::decode)
                .grace(Duration.ZERO)
                .run();
        assertErased(lake, new Vault(KEYS));
    }

    @Test
    void leavesNoVersionInABucketThatKeepsThem() throws IOException {
        S3Lake lake = test.lake(test.client).raw(true).build();
        lake.maintenance().keepVersions();
        fill(lake);
        lake.maintenance()
                .erase("meter-1")
                .decoder(MeterErasureTest::decode)
                .grace(Duration.ZERO)
                .run();
        assertErased(lake, new Vault(null));
        test.client
                .listObjectVersionsPaginator(request -> request.bucket(test.bucket))
                .versions()
                .forEach(version -> {
                    byte[] content = test.client
                            .getObjectAsBytes(request -> request.bucket(test.bucket)
                                    .key(version.key())
                                    .versionId(version.versionId()))
                            .asByteArray();
                    assertThat(readable(version.key(), content, new Vault(null)))
                            .as(version.key() + " " + version.versionId())
                            .doesNotContain("meter-1\"");
                });
    }

    @Test
    void saysWhatIsTooYoungToBeRemoved() {
        S3Lake lake = test.lake();
        lake.sink().write(TestLake.batch(0, 10));
        lake.sink().recover(Map.of("3", new Claim(0, 2)));
        lake.sink().write(TestLake.batch(0, 4, 2));
        assertThat(lake.maintenance().erase("M-0").run()).isEqualTo(new MeterErasure.Report(1, 1, 0, 5));
    }

    @Test
    void erasesWhatMayBeTheMetersWithoutADecoder() {
        S3Lake lake = test.lake(test.client).raw(true).build();
        fill(lake);
        MeterErasure.Report report = lake.maintenance().erase("meter-1").run();
        assertThat(report.readings()).isEqualTo(40);
        // Those of meter-12 go as well, as nobody can tell them apart.
        assertThat(report.records()).isGreaterThan(80);
        assertThat(lake.statistics().rows()).isEqualTo(2 * 40);
    }

    @Test
    void erasesARecordThatSpellsTheIdDifferently() {
        S3Lake lake = test.lake(test.client).raw(true).build();
        RawRecord record = new RawRecord(
                new Origin("meter-readings", "3", 0),
                null,
                "{\"meter_id\":\"M\\u002d1\"}".getBytes(StandardCharsets.UTF_8),
                Map.of());
        lake.sink()
                .write(new IngestBatch(
                        new BatchSpan("meter-readings", "3", 0, 1), 1, List.of(), List.of(), 0, List.of(record)));
        MeterErasure.Report report = lake.maintenance()
                .erase("M-1")
                .decoder(any -> TestLake.reading(1))
                .run();
        assertThat(report.records()).isEqualTo(1);
        assertThat(lake.snapshot().raw()).isEmpty();
    }

    @Test
    void clearsTheStepsThatAnErasureWhichBrokeOffLeft() throws IOException {
        S3Lake lake = test.lake();
        lake.sink().write(TestLake.batch(0, 10));
        AtomicBoolean committed = new AtomicBoolean();
        try (FaultyProxy store = FaultyProxy.start(server.endpoint(), request -> {
                    boolean broken = committed.get() && !request.startsWith("PUT");
                    committed.compareAndSet(
                            false, request.startsWith("PUT") && request.contains("_log/steps/00000000000000000002"));
                    return broken ? Fault.status(403, "AccessDenied") : Fault.NONE;
                });
                S3Client client = test.clientFor(store.endpoint())) {
            MeterErasure broken = test.lake(client).build().maintenance().erase("M-1");
            assertThatThrownBy(broken::run).hasMessageContaining("403 AccessDenied");
        }
        lake.maintenance().erase("M-1").grace(Duration.ZERO).run();
        String first = test.content().keySet().stream()
                .filter(key -> key.contains("_log/steps/00000000000000000001"))
                .findFirst()
                .orElseThrow();
        assertThat(new String(test.get(first), StandardCharsets.UTF_8)).contains("erased");
        assertThat(lake.statistics().rows()).isEqualTo(8);
    }

    private void assertErased(S3Lake lake, Vault vault) throws IOException {
        assertThat(objectsThatHold("meter-1\"", vault)).isZero();
        assertThat(lake.read(LakeQuery.ALL).map(MeterReading::meterId))
                .hasSize(2 * 40)
                .containsOnly("meter-12", "meter-2");
        assertThat(lake.snapshot().raw().stream()
                        .flatMap(object -> lake.read(object).stream())
                        .map(record -> record.origin().position())
                        .distinct())
                .hasSize(2 * 44);
        for (String key : test.content().keySet()) {
            assertThat(key).doesNotContain("meter-1");
        }
    }

    /** Every object, decrypted and unpacked by other means than the lake's own log. */
    private int objectsThatHold(String id, Vault vault) {
        int objects = 0;
        for (String key : test.content().keySet()) {
            objects += readable(key, test.get(key), vault).contains(id) ? 1 : 0;
        }
        return objects;
    }

    private static String readable(String key, byte[] stored, Vault vault) {
        if (new String(stored, StandardCharsets.ISO_8859_1).contains("erased")) {
            return "";
        }
        byte[] content = vault.open(key, stored);
        if (key.endsWith(".parquet")) {
            StringBuilder rows = new StringBuilder();
            ReadingParquet.decode(content)
                    .forEach(reading -> rows.append(reading.meterId()).append('"'));
            return rows.toString() + new String(content, StandardCharsets.ISO_8859_1).replace("meter-12", "");
        }
        if (key.endsWith(".zst")) {
            try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(content))) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** Four batches of three meters, in each a dead letter of every meter, and one that nobody understands. */
    private static void fill(S3Lake lake) {
        List<String> meters = List.of("meter-1", "meter-12", "meter-2");
        for (int batch = 0; batch < 4; batch++) {
            List<AcceptedReading> accepted = new ArrayList<>();
            List<RawRecord> records = new ArrayList<>();
            List<DeadLetter> dead = new ArrayList<>();
            long first = batch * 33L;
            for (int i = 0; i < 33; i++) {
                String meter = meters.get(i % 3);
                String text = "{\"meter_id\":\"" + meter + "\",\"n\":" + i + (i < 30 ? "}" : "");
                RawRecord record = new RawRecord(
                        new Origin("meter-readings", "3", first + i),
                        i % 2 == 0 ? meter.getBytes(StandardCharsets.UTF_8) : null,
                        text.getBytes(StandardCharsets.UTF_8),
                        Map.of("about", meter));
                records.add(record);
                if (i < 30) {
                    Interval interval = Interval.of(
                            TestLake.SPRING_DAY.plusSeconds(900L * (batch * 10 + i / 3)), Duration.ofMinutes(15));
                    accepted.add(new AcceptedReading(
                            MeterReading.of(meter, interval, Energy.ofMilliwattHours(i)), List.of()));
                } else {
                    dead.add(new DeadLetter(record, DeadLetter.Kind.UNDECODABLE, "", "cut off", List.of()));
                }
            }
            lake.sink()
                    .write(new IngestBatch(
                            new BatchSpan("meter-readings", "3", first, first + 33), 1, accepted, dead, 0, records));
        }
    }

    /** Understands what was cut off no more than a pipeline does, but whose it was if another meter's id is in it. */
    private static MeterReading decode(RawRecord record) {
        byte[] value = record.value();
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        for (String meter : List.of("meter-12", "meter-2")) {
            if (text.contains("\"" + meter + "\"")) {
                return MeterReading.of(meter, Interval.of(TestLake.SPRING_DAY, Duration.ofMinutes(15)), Energy.ZERO);
            }
        }
        throw new MalformedRecordException("", "it is cut off");
    }
}
