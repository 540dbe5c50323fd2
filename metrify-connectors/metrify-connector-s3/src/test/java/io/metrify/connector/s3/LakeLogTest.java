package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.IngestBatch;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.server.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LakeLogTest {

    private static final int WRITERS = 8;
    private static final int BATCHES = 6;

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
    void exactlyOneOfEightWritersTakesEachNumberAndAllBatchesAreThereOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writing = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String partition = Integer.toString(writer);
            // A lake of its own for each, as if they were processes.
            S3LakeSink sink = test.lake(test.client).checkpointEvery(5).build().sink();
            writing.add(threads.submit(() -> {
                for (int i = 0; i < BATCHES; i++) {
                    sink.write(batch(partition, i * 10L));
                    // Some are delivered twice.
                    if (i % 2 == 0) {
                        sink.write(batch(partition, i * 10L));
                    }
                }
            }));
        }
        for (Future<?> writer : writing) {
            writer.get();
        }
        threads.shutdown();

        List<String> steps = test.content().keySet().stream()
                .filter(key -> key.contains("/_log/steps/"))
                .toList();
        List<String> expected = LongStream.rangeClosed(1, WRITERS * BATCHES)
                .mapToObj(number -> String.format(Locale.ROOT, "readings/_log/steps/%020d.json", number))
                .toList();
        assertThat(steps).isEqualTo(expected);
        assertThat(steps.stream()
                        .map(key -> manifest(test.get(key)).batch())
                        .map(written -> written.stream().partition() + "@" + written.first())
                        .distinct())
                .hasSize(WRITERS * BATCHES);
        List<MeterReading> all = IntStream.range(0, WRITERS)
                .boxed()
                .flatMap(unused -> LongStream.range(0, BATCHES * 10).mapToObj(TestLake::reading))
                .toList();
        S3Lake late = test.lake();
        assertThat(late.read(LakeQuery.ALL)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aStateFromACheckpointIsTheStateFromAllSteps() {
        S3Lake lake = test.lake(test.client).checkpointEvery(4).build();
        S3LakeSink sink = lake.sink();
        for (int i = 0; i < 10; i++) {
            sink.write(batch("3", i * 10L));
        }
        sink.recover(Map.of("3", new Claim(90, 5)));
        lake.maintenance().compact(1 << 20, 1 << 20);
        lake.maintenance().vacuum(Duration.ofDays(1));
        assertThat(keysOf("/_log/checkpoints/")).hasSize(4);
        LakeSnapshot before = lake.snapshot();
        assertThat(test.lake().snapshot()).isEqualTo(before);
        assertThat(log().clear(Instant.now().plusSeconds(60))).isPositive();
        assertThat(test.lake().snapshot()).isEqualTo(before);
        // A state that was read before the steps were cleared goes on from the checkpoint.
        lake.sink()
                .write(new IngestBatch(
                        new BatchSpan("meter-readings", "3", 90, 100),
                        5,
                        batch("3", 90).accepted(),
                        List.of(),
                        0));
        assertThat(test.lake().statistics().rows()).isEqualTo(100);
    }

    @Test
    void aWriterThatSleptGoesOnFromACheckpoint() {
        S3LakeSink slept = test.lake(test.client).checkpointEvery(2).build().sink();
        slept.write(batch("1", 0));
        S3LakeSink busy = test.lake(test.client).checkpointEvery(2).build().sink();
        for (int i = 0; i < 7; i++) {
            busy.write(batch("2", i * 10L));
        }
        log().clear(Instant.now().plusSeconds(60));
        assertThat(keysOf("/_log/steps/")).hasSizeLessThan(4);
        slept.write(batch("1", 10));
        assertThat(test.lake().statistics().rows()).isEqualTo(90);
    }

    private List<String> keysOf(String part) {
        return test.content().keySet().stream()
                .filter(key -> key.contains(part))
                .collect(Collectors.toList());
    }

    private LakeLog log() {
        return new LakeLog(
                new Bucket(test.client, test.bucket, TestLake.QUICK, null), new Vault(null), "readings", 1_000);
    }

    private static Manifest manifest(byte[] json) {
        try {
            return LogJson.manifest(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IngestBatch batch(String partition, long first) {
        return new IngestBatch(
                new BatchSpan("meter-readings", partition, first, first + 10),
                1,
                TestLake.batch(first, first + 10).accepted(),
                List.of(),
                0);
    }
}
