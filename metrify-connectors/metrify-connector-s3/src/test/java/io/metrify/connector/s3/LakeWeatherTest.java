package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import io.metrify.testkit.server.FaultyProxy.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Writers and somebody who merges, on a store of which a quarter of all requests go wrong in every way. */
class LakeWeatherTest {

    private static final int BATCHES = 12;
    private static final int MOST_ATTEMPTS = 50;
    private static final List<Fault> WEATHER = List.of(
            Fault.status(503, "SlowDown"),
            Fault.status(500, "InternalError"),
            Fault.status(409, "ConditionalRequestConflict"),
            Fault.RESET,
            Fault.LOSE_ANSWER,
            Fault.LOSE_ANSWER,
            Fault.answer("\u0000 this is not HTTP\r\n\r\n"));

    @TempDir
    Path directory;

    @Test
    void holdsEachReadingOnceWhateverGoesWrong() throws Exception {
        Random random = new Random(7);
        AtomicInteger wrong = new AtomicInteger();
        try (EmbeddedS3 server = EmbeddedS3.start();
                TestLake test = new TestLake(server);
                FaultyProxy store = FaultyProxy.start(server.endpoint(), request -> {
                    synchronized (random) {
                        if (random.nextInt(4) > 0) {
                            return Fault.NONE;
                        }
                        wrong.incrementAndGet();
                        return WEATHER.get(random.nextInt(WEATHER.size()));
                    }
                });
                S3Client client = test.clientFor(store.endpoint())) {
            ExecutorService threads = Executors.newFixedThreadPool(3);
            List<Future<?>> work = List.of(
                    threads.submit(() -> write(test.lake(client).build().sink(), "even", 0)),
                    threads.submit(() -> write(test.lake(client).build().sink(), "odd", 1)),
                    threads.submit(() -> merge(test.lake(client).build().maintenance())));
            for (Future<?> part : work) {
                part.get();
            }
            threads.shutdown();

            assertThat(wrong.get()).isGreaterThan(50);
            assertThat(test.sum(directory))
                    .isEqualByComparingTo(TestLake.energy(0, 2 * BATCHES * 10L).toKilowattHours());
            assertThat(test.lake().statistics().rows()).isEqualTo(2 * BATCHES * 10L);
        }
    }

    /** Every second batch, each until it is written; as a pipeline does. */
    private static void write(S3LakeSink sink, String partition, int offset) {
        for (int i = 0; i < BATCHES; i++) {
            long first = (2L * i + offset) * 10;
            IngestBatch batch = TestLake.batch(first, first + 10);
            IngestBatch ofPartition = new IngestBatch(
                    new BatchSpan("meter-readings", partition, first, first + 10), 1, batch.accepted(), List.of(), 0);
            boolean written = false;
            for (int attempt = 0; !written; attempt++) {
                assertThat(attempt).isLessThan(MOST_ATTEMPTS);
                try {
                    sink.write(ofPartition);
                    written = true;
                } catch (SinkException | CommitStateUnknownException again) {
                    assertThat(again).hasMessageContaining(ofPartition.span().toString());
                }
            }
        }
    }

    private static void merge(LakeMaintenance maintenance) {
        for (int i = 0; i < 6; i++) {
            try {
                maintenance.compact(1 << 20, 1 << 20);
                maintenance.vacuum(Duration.ofHours(1));
            } catch (MetrifyException busy) {
                assertThat(busy).hasMessageContaining("readings");
            }
        }
    }
}
