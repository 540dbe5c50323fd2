package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import io.metrify.testkit.server.FaultyProxy.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What happens to a request while it is under way: the proxy lets others act just before it reaches the store. */
class LakeRaceTest {

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
    void writesOnWhenTheNumberItWantedWasTakenAndErasedMeanwhile() throws IOException {
        test.lake().sink().write(TestLake.batch(0, 10));
        meanwhile(
                "PUT",
                "_log/steps/00000000000000000002",
                () -> {
                    test.lake().sink().write(TestLake.batch(10, 20));
                    test.lake().maintenance().erase("M-1").run();
                },
                lake -> lake.sink().write(TestLake.batch(20, 30)));
        assertThat(test.lake().statistics().rows()).isEqualTo(2 * 8 + 10);
    }

    @Test
    void readsTheNewerCheckpointWhenTheOneItListedWasErasedMeanwhile() throws IOException {
        for (long batch = 0; batch < 4; batch++) {
            test.lake(test.client).checkpointEvery(2).build().sink().write(TestLake.batch(batch * 10, batch * 10 + 10));
        }
        meanwhile(
                "GET",
                "_log/checkpoints/0",
                () -> test.lake().maintenance().erase("M-1").run(),
                lake -> assertThat(lake.statistics().rows()).isEqualTo(4 * 8));
    }

    @Test
    void leavesNothingOfAMergeThatAnErasureCameBefore() throws IOException {
        // What is merged first holds nothing but this meter's readings.
        assertMergesWhatAnErasureLeaves("M-1");
    }

    @Test
    void mergesOnWhenAnErasureRemovedWhatWasToBeMergedNext() throws IOException {
        assertMergesWhatAnErasureLeaves("M-0");
    }

    private void assertMergesWhatAnErasureLeaves(String meter) throws IOException {
        S3Lake lake = test.lake();
        for (long batch = 0; batch < 4; batch++) {
            lake.sink().write(TestLake.batch(batch * 10, batch * 10 + 10));
        }
        meanwhile(
                "PUT",
                "_log/steps/00000000000000000005",
                () -> lake.maintenance().erase(meter).grace(Duration.ofHours(1)).run(),
                late -> assertThat(late.maintenance().compact(1 << 20, 1 << 20).into())
                        .isPositive());
        assertThat(lake.statistics().rows()).isEqualTo(4 * 8);
        assertThat(lake.read(LakeQuery.ALL).map(MeterReading::meterId))
                .hasSize(4 * 8)
                .doesNotContain(meter);
        assertThat(test.parquetKeys())
                .filteredOn(key -> !key.contains("/part-"))
                .containsExactlyInAnyOrderElementsOf(test.countingKeys().stream()
                        .filter(key -> !key.contains("/part-"))
                        .toList());
    }

    @Test
    void knowsABatchToBeWrittenWhoseCheckpointIsRefused() throws IOException {
        AtomicBoolean refused = new AtomicBoolean(true);
        try (FaultyProxy store = FaultyProxy.start(
                        server.endpoint(),
                        request -> refused.get() && request.startsWith("PUT") && request.contains("_log/checkpoints")
                                ? Fault.status(503, "SlowDown")
                                : Fault.NONE);
                S3Client client = test.clientFor(store.endpoint())) {
            S3LakeSink sink = test.lake(client).checkpointEvery(2).build().sink();
            sink.write(TestLake.batch(0, 10));
            sink.write(TestLake.batch(10, 20));
            refused.set(false);
            sink.write(TestLake.batch(20, 30));
        }
        assertThat(test.lake().statistics().rows()).isEqualTo(30);
        assertThat(test.content().keySet())
                .filteredOn(key -> key.contains("_log/checkpoints/"))
                .hasSize(1);
    }

    @Test
    void doesNotCallABatchUnwrittenWhoseFirstAnswerWasLostBeforeTheStoreGotBusy() throws IOException {
        AtomicInteger steps = new AtomicInteger();
        try (FaultyProxy store = FaultyProxy.start(server.endpoint(), request -> {
                    if (!request.contains("_log/steps/0")) {
                        return Fault.NONE;
                    }
                    return steps.getAndIncrement() == 0 ? Fault.LOSE_ANSWER : Fault.status(503, "SlowDown");
                });
                S3Client client = test.clientFor(store.endpoint())) {
            S3LakeSink sink = test.lake(client).build().sink();
            assertThat(catchThrowable(() -> sink.write(TestLake.batch(0, 50))))
                    .isInstanceOf(CommitStateUnknownException.class);
        }
        assertThat(test.lake().statistics().rows()).isEqualTo(50);
    }

    @Test
    void refusesAGraceThatLiesInTheFuture() {
        LakeMaintenance maintenance = test.lake().maintenance();
        Duration negative = Duration.ofHours(-1);
        assertThatThrownBy(() -> maintenance.vacuum(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1H");
        MeterErasure erasure = maintenance.erase("M-1");
        assertThatThrownBy(() -> erasure.grace(negative)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Lets others act once, just before the first request of a kind is passed on. */
    private void meanwhile(String verb, String key, Runnable others, Work late) throws IOException {
        AtomicBoolean done = new AtomicBoolean();
        try (FaultyProxy store = FaultyProxy.start(server.endpoint(), request -> {
                    if (request.startsWith(verb) && request.contains(key) && !done.getAndSet(true)) {
                        others.run();
                    }
                    return Fault.NONE;
                });
                S3Client client = test.clientFor(store.endpoint())) {
            late.with(test.lake(client).build());
        }
        assertThat(done).isTrue();
    }

    /** What comes too late. */
    private interface Work {
        void with(S3Lake lake);
    }
}
