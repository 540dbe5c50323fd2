package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Claim;
import io.metrify.connector.api.SinkException;
import io.metrify.connector.s3.LakeMaintenance.Compaction;
import io.metrify.model.MetrifyException;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import io.metrify.testkit.server.FaultyProxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class LakeMaintenanceTest {

    private static final long SMALL = 1 << 20;

    private static EmbeddedS3 server;

    @TempDir
    Path directory;

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
    void mergesSmallObjectsOfAPartitionAndKeepsTheLastBatchAsItIs() throws Exception {
        S3Lake lake = test.lake();
        for (int i = 0; i < 5; i++) {
            lake.sink().write(TestLake.batch(i * 20L, i * 20L + 20));
        }
        assertThat(lake.objects()).hasSize(25);
        assertThat(lake.maintenance().compact(SMALL, SMALL)).isEqualTo(new Compaction(20, 5));
        assertThat(lake.objects()).hasSize(10);
        assertThat(test.sum(directory))
                .isEqualByComparingTo(TestLake.energy(0, 100).toKilowattHours());
        assertThat(lake.read(LakeQuery.ALL).map(reading -> reading.meterId() + reading.timestamp()))
                .doesNotHaveDuplicates()
                .hasSize(100);
        assertThat(lake.maintenance().compact(SMALL, SMALL)).isEqualTo(new Compaction(0, 0));

        // The last batch can still be taken back, the others no longer.
        lake.sink().recover(Map.of("3", new Claim(80, 2)));
        assertThat(lake.statistics().rows()).isEqualTo(80);
        assertThatThrownBy(() -> lake.sink().recover(Map.of("3", new Claim(60, 3))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("merged its objects up to 80");
        assertThatThrownBy(() -> lake.sink().write(TestLake.batch(20, 40, 2)))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("in the lake already");
    }

    @Test
    void mergesNoMoreThanTheTarget() {
        S3Lake lake = test.lake();
        for (int i = 0; i < 5; i++) {
            lake.sink().write(TestLake.batch(i * 20L, i * 20L + 20));
        }
        long one = lake.objects().findFirst().orElseThrow().bytes();
        Compaction done = lake.maintenance().compact(SMALL, Math.max(SMALL, one));
        assertThat(done.into()).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> lake.maintenance().compact(10, 5));
    }

    @Test
    void losesNothingThatIsWrittenWhileItMerges() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch begun = new CountDownLatch(1);
        S3Lake writing = test.lake();
        Future<?> writer = threads.submit(() -> {
            for (int i = 0; i < 20; i++) {
                writing.sink().write(TestLake.batch(i * 10L, i * 10L + 10));
                begun.countDown();
            }
        });
        begun.await();
        // Two that merge at a time: one of them wins.
        List<S3Lake> merging = List.of(test.lake(), test.lake());
        List<? extends Future<?>> mergers = merging.stream()
                .map(lake -> threads.submit(() -> {
                    for (int i = 0; i < 5; i++) {
                        lake.maintenance().compact(SMALL, SMALL);
                    }
                }))
                .toList();
        writer.get();
        for (Future<?> merger : mergers) {
            merger.get();
        }
        threads.shutdown();
        S3Lake lake = test.lake();
        assertThat(test.sum(directory.resolve("before")))
                .isEqualByComparingTo(TestLake.energy(0, 200).toKilowattHours());
        lake.maintenance().compact(SMALL, SMALL);
        assertThat(lake.maintenance().vacuum(Duration.ZERO)).isPositive();
        assertThat(test.parquetKeys()).containsExactlyInAnyOrderElementsOf(test.countingKeys());
        assertThat(test.sum(directory.resolve("after")))
                .isEqualByComparingTo(TestLake.energy(0, 200).toKilowattHours());
    }

    @Test
    void vacuumKeepsWhatCountsAndWhatIsYoung() {
        S3Lake lake = test.lake(test.client).raw(true).build();
        lake.sink().write(TestLake.batch(0, 50));
        lake.sink().recover(Map.of("3", new Claim(0, 2)));
        lake.sink().write(TestLake.batch(0, 3, 2));
        assertThat(lake.maintenance().vacuum(Duration.ofHours(1))).isZero();
        assertThat(lake.maintenance().vacuum(Duration.ZERO)).isEqualTo(5);
        assertThat(test.parquetKeys()).isEqualTo(test.countingKeys());
        assertThat(lake.statistics().rows()).isEqualTo(3);
    }

    @Test
    void dropsDaysThatAreTooOld() {
        S3Lake lake = test.lake();
        lake.sink().write(TestLake.batch(0, 1_000));
        long springDay = 92 * 5;
        assertThat(lake.maintenance().dropBefore(LocalDate.of(2026, 3, 30))).isEqualTo(5);
        assertThat(lake.statistics().rows()).isEqualTo(1_000 - springDay);
        assertThat(lake.maintenance().dropBefore(LocalDate.of(2026, 3, 30))).isZero();
        lake.maintenance().vacuum(Duration.ZERO);
        assertThat(test.parquetKeys()).noneMatch(key -> key.contains("date=2026-03-29"));
    }

    @Test
    void sendsALargeObjectInPartsAndReadsIt() {
        Uploads uploads = uploads(test.client);
        byte[] content = new byte[12 << 20];
        content[7_000_000] = 1;
        Uploads.Stored stored = uploads.store("readings/large", Content.of(content), "x");
        assertThat(stored.bytes()).isEqualTo(content.length);
        assertThat(test.get("readings/large")).isEqualTo(content);
        // A second time it is there already, and nothing is left of the attempt.
        assertThat(uploads.store("readings/large", Content.of(content), "x").bytes())
                .isEqualTo(content.length);
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void leavesNothingOfAnUploadInPartsThatFails() throws IOException {
        try (FaultyProxy store = FaultyProxy.start(
                        server.endpoint(),
                        request -> request.contains("partNumber=2") ? Fault.status(500, "InternalError") : Fault.NONE);
                S3Client client = test.clientFor(store.endpoint())) {
            assertThatThrownBy(() -> uploads(client).store("readings/large", Content.of(new byte[12 << 20]), "x"))
                    .isInstanceOf(MetrifyException.class)
                    .hasMessageContaining("500 InternalError");
        }
        assertThat(unfinished()).isEmpty();
        assertThat(test.content()).isEmpty();
    }

    @Test
    void survivesLostAnswersOfAnUploadInParts() throws IOException {
        AtomicInteger lost = new AtomicInteger();
        try (FaultyProxy store = FaultyProxy.start(
                        server.endpoint(),
                        request -> request.startsWith("POST")
                                        && request.contains("uploadId")
                                        && lost.getAndIncrement() == 0
                                ? Fault.LOSE_ANSWER
                                : Fault.NONE);
                S3Client client = test.clientFor(store.endpoint())) {
            assertThat(uploads(client)
                            .store("readings/large", Content.of(new byte[12 << 20]), "x")
                            .bytes())
                    .isEqualTo(12 << 20);
        }
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void vacuumGivesUpUploadsThatNeverEnded() {
        Bucket bucket = new Bucket(test.client, test.bucket, TestLake.QUICK, null);
        BucketParts parts = new BucketParts(bucket);
        parts.put("readings/x", parts.begin("readings/x", "x"), 1, new byte[10]);
        test.lake().maintenance().vacuum(Duration.ZERO);
        assertThat(unfinished()).isEmpty();
    }

    private Uploads uploads(S3Client client) {
        return new Uploads(new Bucket(client, test.bucket, TestLake.QUICK, null), new Uploads.Parts(6 << 20, 5 << 20));
    }

    private List<?> unfinished() {
        return new BucketParts(new Bucket(test.client, test.bucket, TestLake.QUICK, null))
                .unfinished("readings/", Instant.MAX);
    }
}
