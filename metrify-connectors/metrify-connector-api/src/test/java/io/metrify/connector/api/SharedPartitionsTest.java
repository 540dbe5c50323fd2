package io.metrify.connector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens when partitions come and go, and when storing is slower than reading. */
class SharedPartitionsTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    private final MemoryStore store = new MemoryStore();
    private final SharedSource source = new SharedSource();

    @Test
    void whatWasReadOfAPartitionIsStoredBeforeItIsGivenAway() {
        source.taking("0", "1").polling(record("0", 0), record("1", 0)).doing(reader -> {
            reader.given(Set.of("0"));
            assertThat(store.progress().checkpoint().positions()).containsOnly(Map.entry("0", 1L));
            return List.of();
        });

        assertThat(pipeline().build().run().counts().accepted()).isEqualTo(2);
    }

    @Test
    void whatWasReadOfALostPartitionIsNotStored() {
        source.taking("0", "1").polling(record("0", 0), record("1", 0)).losing("0");

        assertThat(pipeline().build().run().checkpoint().positions()).containsOnly(Map.entry("1", 1L));
    }

    @Test
    void whatWasLostIsNoRedeliveryWhenItIsReadAgain() {
        source.taking("0")
                .polling(record("0", 0), record("0", 1))
                .losing("0")
                .taking("0")
                .polling(record("0", 0), record("0", 1), record("0", 2));

        assertThat(pipeline().build().run().counts()).isEqualTo(new IngestCounts(3, 0, 0, 0));
    }

    @Test
    void redeliveriesAreStillRecognisedAfterAnotherPartitionWasTaken() {
        source.taking("0")
                .polling(record("0", 0))
                .taking("1")
                .polling(RawRecord.of(new Origin("test", "0", 1), value(0)));

        assertThat(pipeline().build().run().counts()).isEqualTo(new IngestCounts(1, 0, 0, 1));
    }

    @Test
    void recordsOfAPartitionThatWasGivenAwayWhileTheyWaitedAreLeftToItsNewOwner() {
        CountDownLatch given = new CountDownLatch(1);
        source.taking("0", "1").polling(record("1", 0), record("1", 1), record("1", 2), record("1", 3), record("0", 0));
        source.whenIdle = reader -> {
            if (given.getCount() > 0) {
                // Storing is stuck; meanwhile another reader comes and gets partition 0.
                given.countDown();
                reader.lost(Set.of("0"));
            }
        };
        BatchSink slow = sink(batch -> await(given));
        Progress progress =
                pipeline().batchSize(1).queuedBatches(1).sink(slow).build().run();

        assertThat(progress.checkpoint().positions()).containsOnly(Map.entry("1", 4L));
        assertThat(source.idled).isPositive();
    }

    @Test
    void readingWaitsWhenStoringIsSlowerAndTheSourceHearsOfIt() {
        source.taking("0")
                .polling(IntStream.range(0, 6).mapToObj(i -> record("0", i)).toArray(RawRecord[]::new));
        CountDownLatch idled = new CountDownLatch(2);
        source.whenIdle = any -> idled.countDown();
        Progress progress = pipeline()
                .batchSize(1)
                .queuedBatches(1)
                .sink(sink(batch -> await(idled)))
                .build()
                .run();

        assertThat(progress.counts().accepted()).isEqualTo(6);
        assertThat(source.idled).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aProcessThatWasFencedOffStops() {
        source.taking("0").polling(record("0", 0)).doing(any -> {
            store.ledger().claim(Set.of("0"));
            return List.of();
        });
        IngestPipeline pipeline = pipeline().build();

        assertThatThrownBy(pipeline::run)
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("another process of the same pipeline");
        assertThat(store.progress()).isEqualTo(Progress.NONE);
        assertThat(pipeline.health().state()).isEqualTo(PipelineHealth.State.FAILED);
        assertThat(pipeline.health().failure()).contains("another process");
    }

    @Test
    void sinksUndoOnlyWhatBelongsToThePartitionsThatWereTaken() {
        store.sunk.put("0-5", batch("0", 5));
        store.sunk.put("1-5", batch("1", 5));
        source.taking("1");
        pipeline().sink(store.sink()).build().run();

        assertThat(store.sunk.keySet()).containsExactly("0-5");
    }

    @Test
    void claimingIsTriedAgain() {
        store.claimFailures.add(new SinkException("down", new IOException("reset")));
        source.taking("0").polling(record("0", 0));

        assertThat(pipeline().build().run().counts().accepted()).isEqualTo(1);
    }

    @Test
    void recordsTravelWithABatchOnlyIfASinkNeedsThem() {
        source.taking("0").polling(record("0", 0), RawRecord.of(new Origin("test", "0", 1), new byte[] {1}));
        BatchSink raw = new BatchSink() {
            @Override
            public String name() {
                return "raw";
            }

            @Override
            public boolean needsRecords() {
                return true;
            }

            @Override
            public void recover(Map<String, Claim> claimed) {
                assertThat(claimed).containsOnly(Map.entry("0", new Claim(0, 1)));
            }

            @Override
            public void write(IngestBatch batch) {
                assertThat(batch.records())
                        .extracting(record -> record.origin().position())
                        .containsExactly(0L, 1L);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };

        assertThat(pipeline().sink(raw).build().run().counts()).isEqualTo(new IngestCounts(1, 0, 1, 0));
    }

    @Test
    void aBatchEndsWhenItsRecordsAreLarge() {
        source.taking("0").polling(record("0", 0), record("0", 1), record("0", 2));
        pipeline().batchBytes(value(0).length * 2L).build().run();

        assertThat(store.committed).extracting(batch -> batch.span().end()).containsExactly(2L, 3L);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBatches() {
        RawRecord[] records = IntStream.range(0, 5_000)
                .mapToObj(i -> i % 7 == 3 ? RawRecord.of(new Origin("test", "0", i), new byte[] {1}) : record("0", i))
                .toArray(RawRecord[]::new);
        source.taking("0").polling(records);
        pipeline().batchSize(1_000).build().run();
        List<IngestBatch> alone = List.copyOf(store.committed);

        MemoryStore other = new MemoryStore();
        SharedSource again = new SharedSource().taking("0").polling(records);
        IngestPipeline.builder(again, SharedPartitionsTest::decode, MeterRules.standard(), other.ledger())
                .batchSize(1_000)
                .parallelism(4)
                .build()
                .run();

        assertThat(other.committed).isEqualTo(alone);
    }

    @Test
    void aRecordThatTheDecoderHasNotThoughtOfIsADeadLetter() {
        source.taking("0").polling(new RawRecord(new Origin("test", "0", 0), null, null, Map.of()), record("0", 1));

        assertThat(pipeline().build().run().counts()).isEqualTo(new IngestCounts(1, 0, 1, 0));
        assertThat(store.committed.get(0).deadLetters().get(0).reason())
                .startsWith("the decoder failed with java.lang.NullPointerException");
    }

    @Test
    void healthAndMetricsTellHowItGoes() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        source.taking("0").polling(record("0", 0));
        IngestPipeline pipeline = pipeline().metrics(registry).build();
        assertThat(pipeline.health().state()).isEqualTo(PipelineHealth.State.NEW);

        pipeline.run();

        assertThat(pipeline.health().state()).isEqualTo(PipelineHealth.State.STOPPED);
        assertThat(pipeline.health().isHealthy()).isTrue();
        assertThat(pipeline.health().lastStored()).isNotNull();
        assertThat(registry.timer("metrify.batches").count()).isEqualTo(1);
        assertThat(registry.summary("metrify.score").max()).isEqualTo(1);
        assertThat(registry.timer("metrify.write", "sink", "ledger").count()).isEqualTo(1);
    }

    private IngestPipeline.Builder pipeline() {
        return IngestPipeline.builder(source, SharedPartitionsTest::decode, MeterRules.standard(), store.ledger())
                .retries(new RetrySchedule(3, Duration.ofMillis(1), Duration.ofMillis(2)));
    }

    private static BatchSink sink(Consumer<IngestBatch> write) {
        return new BatchSink() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public void recover(Map<String, Claim> claimed) {
                assertThat(claimed).isNotEmpty();
            }

            @Override
            public void write(IngestBatch batch) {
                write.accept(batch);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static IngestBatch batch(String partition, long first) {
        return new IngestBatch(new BatchSpan("test", partition, first, first + 1), 1, List.of(), List.of(), 1);
    }

    private static RawRecord record(String partition, long position) {
        return RawRecord.of(new Origin("test", partition, position), value(position * 2 + Long.parseLong(partition)));
    }

    private static byte[] value(long slot) {
        return Long.toString(slot + 10_000).getBytes(StandardCharsets.UTF_8);
    }

    private static MeterReading decode(RawRecord record) {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        if (text.length() < 5) {
            throw new MalformedRecordException("", "\"" + text + "\" is no slot");
        }
        Instant start = MIDNIGHT.plus(QUARTER_HOUR.multipliedBy(Long.parseLong(text) - 10_000));
        return MeterReading.of("m", Interval.of(start, QUARTER_HOUR), Energy.ofWattHours(5));
    }
}
