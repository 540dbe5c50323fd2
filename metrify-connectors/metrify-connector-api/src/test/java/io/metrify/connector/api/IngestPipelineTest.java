package io.metrify.connector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterRules;
import io.metrify.validation.SeenReadings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IngestPipelineTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final RetrySchedule QUICK = new RetrySchedule(3, Duration.ofMillis(1), Duration.ofMillis(2));

    private final MemoryStore store = new MemoryStore();

    @Test
    void everyRecordEndsAsExactlyOneOutcome() {
        Progress progress = run(records("a 0 5", "a 1 6", "rubbish", "a 0 5", "a 1 7", "a 2 -3"), 100);

        assertThat(progress.counts()).isEqualTo(new IngestCounts(2, 2, 1, 1));
        assertThat(progress.counts().read()).isEqualTo(6);
        assertThat(progress.checkpoint()).isEqualTo(new Checkpoint(Map.of("0", 6L)));
    }

    @Test
    void acceptedReadingsAreScored() {
        run(records("a 0 5"), 100);

        assertThat(store.readings())
                .singleElement()
                .satisfies(reading -> assertThat(reading.quality().score()).isEqualTo(1));
    }

    @Test
    void aRecordThatCannotBeDecodedKeepsItsBytesAndTheReason() {
        run(records("rubbish"), 100);

        DeadLetter letter = store.committed.get(0).deadLetters().get(0);
        assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.UNDECODABLE);
        assertThat(letter.record().value()).isEqualTo("rubbish".getBytes(StandardCharsets.UTF_8));
        assertThat(letter.record().origin()).isEqualTo(new Origin("test", "0", 0));
        assertThat(letter.reason()).isEqualTo("\"rubbish\" is not meter, slot and energy");
    }

    @Test
    void aRejectedReadingKeepsItsFindings() {
        run(records("a 0 -3"), 100);

        DeadLetter letter = store.committed.get(0).deadLetters().get(0);
        assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.REJECTED);
        assertThat(letter.findings()).extracting(Finding::rule).contains("meter.consumption.negative");
        assertThat(letter.path()).isEqualTo("consumption_kwh");
        assertThat(letter.reason()).isNotBlank();
    }

    @Test
    void aSecondValueForTheSameStartIsAConflictAndNotADuplicate() {
        run(records("a 0 5", "a 0 6"), 100);

        assertThat(store.committed.get(0).deadLetters().get(0).findings())
                .extracting(Finding::rule)
                .containsExactly("meter.duplicate.conflict");
        assertThat(store.readings()).extracting(MeterReading::consumption).containsExactly(Energy.ofWattHours(5));
    }

    @Test
    void aConflictKeepsWhatValidationFoundBesides() {
        run(records("a 0 5", "a 0 200000000"), 100);

        assertThat(store.committed.get(0).deadLetters().get(0).findings())
                .extracting(Finding::rule)
                .containsExactly("meter.consumption.implausible", "meter.duplicate.conflict");
    }

    @Test
    void findingsOfEveryKindAreMeasuredOnceTheyAreStored() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        pipeline(records("a 0 5", "a 0 6", "a 1 200000000"), 100)
                .metrics(registry)
                .onProgress(counts -> {
                    if (counts.read() == 0) {
                        assertThat(registry.find("metrify.findings").counters()).isEmpty();
                    }
                })
                .build()
                .run();

        assertThat(registry.counter("metrify.findings", "rule", "meter.duplicate.conflict")
                        .count())
                .isEqualTo(1);
        assertThat(registry.counter("metrify.findings", "rule", "meter.consumption.implausible")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aReadingTooOldToBeToldFromARedeliveryIsNotCountedTwice() {
        List<RawRecord> records = records("a 100 5", "a 0 5");
        Progress progress = pipeline(records, 100)
                .seenReadings(SeenReadings.of(Duration.ofHours(1)))
                .build()
                .run();

        assertThat(progress.counts()).isEqualTo(new IngestCounts(1, 1, 0, 0));
        assertThat(store.committed.get(0).deadLetters().get(0).reason()).contains("too old");
    }

    @Test
    void batchesEndAtFixedPositionsWhateverThePollsGive() {
        for (int pollSize : List.of(1, 3, 100)) {
            MemoryStore fresh = new MemoryStore();
            IngestPipeline.builder(
                            new ListSource(records(25), pollSize),
                            IngestPipelineTest::decode,
                            MeterRules.standard(),
                            fresh.ledger())
                    .batchSize(10)
                    .build()
                    .run();

            assertThat(fresh.committed)
                    .extracting(
                            batch -> batch.span().first(), batch -> batch.span().end())
                    .containsExactly(tuple(0L, 10L), tuple(10L, 20L), tuple(20L, 25L));
        }
    }

    @Test
    void partitionsMakeTheirOwnBatches() {
        List<RawRecord> records = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            records.add(record("0", i, "a " + i + " 1"));
            records.add(record("1", i, "b " + i + " 1"));
        }
        Progress progress = run(records, 3);

        assertThat(progress.checkpoint().positions()).containsExactly(Map.entry("0", 4L), Map.entry("1", 4L));
        assertThat(store.committed)
                .hasSize(4)
                .allMatch(batch -> batch.accepted().stream()
                                .map(accepted -> accepted.reading().meterId())
                                .distinct()
                                .count()
                        == 1);
    }

    @Test
    void aHoleInASourceDoesNotMoveLaterCuts() {
        List<RawRecord> records = List.of(record("0", 2, "a 0 1"), record("0", 27, "a 1 1"), record("0", 29, "a 2 1"));
        run(records, 10);

        assertThat(store.committed).extracting(batch -> batch.span().first()).containsExactly(0L, 20L);
    }

    @Test
    void aFailingSinkIsTriedAgain() {
        store.sinkFailures.add(new SinkException("full", new IOException("disk")));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Progress progress = pipeline(records(5), 10)
                .sink(store.sink())
                .metrics(registry)
                .retries(QUICK)
                .build()
                .run();

        assertThat(progress.counts().accepted()).isEqualTo(5);
        assertThat(registry.counter("metrify.retries").count()).isEqualTo(1);
        assertThat(registry.counter("metrify.readings", "outcome", "accepted").count())
                .isEqualTo(5);
    }

    @Test
    void aSinkThatKeepsFailingStopsThePipelineWithoutACommit() {
        for (int i = 0; i < 3; i++) {
            store.sinkFailures.add(new SinkException("full", new IOException("disk")));
        }
        ListSource source = new ListSource(records(5), 10);
        IngestPipeline pipeline = IngestPipeline.builder(
                        source, IngestPipelineTest::decode, MeterRules.standard(), store.ledger())
                .sink(store.sink())
                .retries(QUICK)
                .build();

        assertThatThrownBy(pipeline::run).isInstanceOf(SinkException.class).hasMessage("full");
        assertThat(store.committed).isEmpty();
        assertThat(store.progress()).isEqualTo(Progress.NONE);
        assertThat(source.committed()).isEqualTo(Checkpoint.START);
    }

    @Test
    void aRunThatEndedAnywhereIsContinuedFromThere() {
        for (int batches = 0; batches < 4; batches++) {
            MemoryStore kept = new MemoryStore();
            List<RawRecord> records = records(35);
            IngestPipeline.builder(
                            new ListSource(records.subList(0, batches * 10 + 3), 7),
                            IngestPipelineTest::decode,
                            MeterRules.standard(),
                            kept.ledger())
                    .sink(kept.sink())
                    .batchSize(10)
                    .build()
                    .run();
            Progress resumed = IngestPipeline.builder(
                            new ListSource(records, 7),
                            IngestPipelineTest::decode,
                            MeterRules.standard(),
                            kept.ledger())
                    .sink(kept.sink())
                    .batchSize(10)
                    .build()
                    .run();

            assertThat(resumed.counts()).isEqualTo(new IngestCounts(35, 0, 0, 0));
            assertThat(kept.readings()).hasSize(35).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatASinkWroteWithoutACommitIsUndoneAndWrittenAgain() {
        List<RawRecord> records = records(25);
        store.ledgerFailures.add(new SinkException("gone", new IOException("connection")));
        IngestPipeline killed = pipeline(records, 10)
                .sink(store.sink())
                .retries(RetrySchedule.never())
                .build();
        assertThatThrownBy(killed::run).isInstanceOf(SinkException.class);
        assertThat(store.sunk).hasSize(1);

        Progress progress = pipeline(records, 10).sink(store.sink()).build().run();

        assertThat(progress.counts().accepted()).isEqualTo(25);
        assertThat(store.sunk.values().stream()
                        .mapToInt(batch -> batch.accepted().size())
                        .sum())
                .isEqualTo(25);
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNotDoneTwice() {
        store.failAfterStoring = true;
        store.ledgerFailures.add(new CommitStateUnknownException("lost", new IOException("reset")));
        Progress progress = pipeline(records(5), 10).retries(QUICK).build().run();

        assertThat(progress.counts().accepted()).isEqualTo(5);
        assertThat(store.readings()).hasSize(5);
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNotDoneTwiceWhenTheLedgerCannotBeAskedAtOnce() {
        store.failAfterStoring = true;
        store.ledgerFailures.add(new CommitStateUnknownException("lost", new IOException("reset")));
        store.loadFailures.add(new SinkException("still down", new IOException("reset")));
        pipeline(records(5), 10).retries(QUICK).build().run();

        assertThat(store.readings()).hasSize(5);
    }

    @Test
    void aLedgerThatCannotBeAskedStopsThePipelineInDoubt() {
        store.failAfterStoring = true;
        store.ledgerFailures.add(new CommitStateUnknownException("lost", new IOException("reset")));
        for (int i = 0; i < 3; i++) {
            store.loadFailures.add(new SinkException("down", new IOException("reset")));
        }
        IngestPipeline pipeline = pipeline(records(5), 10).retries(QUICK).build();

        assertThatThrownBy(pipeline::run).isInstanceOf(CommitStateUnknownException.class);
        assertThat(store.readings()).hasSize(5);
    }

    @Test
    void anInterruptedPipelineFailsAsAPipelineDoes() {
        store.sinkFailures.add(new SinkException("full", new IOException("disk")));
        IngestPipeline pipeline = pipeline(records(5), 10)
                .sink(store.sink())
                .retries(new RetrySchedule(3, Duration.ofMinutes(1), Duration.ofMinutes(2)))
                .build();
        Thread.currentThread().interrupt();

        assertThatThrownBy(pipeline::run).isInstanceOf(MetrifyException.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.committed).isEmpty();
    }

    @Test
    void aCommitThatWasLostOnItsWayIsDoneAgain() {
        store.ledgerFailures.add(new CommitStateUnknownException("lost", new IOException("reset")));
        pipeline(records(5), 10).retries(QUICK).build().run();

        assertThat(store.readings()).hasSize(5);
    }

    @Test
    void redeliveriesAreRecognisedAcrossRuns() {
        List<RawRecord> records = records("a 0 5", "a 0 5");
        run(records.subList(0, 1), 10);
        Progress progress = run(records, 10);

        assertThat(progress.counts()).isEqualTo(new IngestCounts(1, 0, 0, 1));
    }

    @Test
    void aStoppedPipelineStoresWhatItHasRead() {
        List<IngestPipeline> running = new ArrayList<>();
        IngestPipeline pipeline = IngestPipeline.builder(
                        new ListSource(records(100), 10),
                        IngestPipelineTest::decode,
                        MeterRules.standard(),
                        store.ledger())
                .onProgress(counts -> running.forEach(IngestPipeline::stop))
                .build();
        running.add(pipeline);

        assertThat(pipeline.run().counts().accepted()).isEqualTo(10);
        assertThat(run(records(100), 50_000).counts().accepted()).isEqualTo(100);
    }

    @Test
    void aBatchThatLingersIsStoredBeforeItIsFull() {
        pipeline(records(10), 100).linger(Duration.ofNanos(1)).build().run();

        assertThat(store.committed).extracting(batch -> batch.span().end()).containsExactly(4L, 8L, 10L);
    }

    @Test
    void isHealthyAgainAsSoonAsAClaimThatFailedSucceeds() {
        store.claimFailures.add(new SinkException("the ledger is away", new IOException("reset")));
        List<PipelineHealth.State> beforeAnythingIsStored = new ArrayList<>();
        AtomicReference<IngestPipeline> running = new AtomicReference<>();
        running.set(pipeline(records("a 0 5"), 100)
                .retries(QUICK)
                .onProgress(counts -> {
                    if (counts.read() == 0) {
                        beforeAnythingIsStored.add(running.get().health().state());
                    }
                })
                .build());

        running.get().run();

        assertThat(beforeAnythingIsStored).isNotEmpty().containsOnly(PipelineHealth.State.RUNNING);
    }

    @Test
    void aListenerCannotCloseThePipelineUnderItself() {
        ListSource source = new ListSource(records("a 0 5"), 1);
        AtomicReference<IngestPipeline> running = new AtomicReference<>();
        running.set(IngestPipeline.builder(source, IngestPipelineTest::decode, MeterRules.standard(), store.ledger())
                .onProgress(counts -> running.get().close())
                .build());

        assertThatThrownBy(() -> running.get().run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call stop()");
        assertThat(source.isClosed()).isFalse();
    }

    @Test
    void closesSourceSinksAndLedgerOnce() {
        ListSource source = new ListSource(records(1), 10);
        IngestPipeline.builder(source, IngestPipelineTest::decode, MeterRules.standard(), store.ledger())
                .sink(store.sink())
                .sink(store.sink())
                .build()
                .close();

        assertThat(source.isClosed()).isTrue();
        assertThat(store.closed).isEqualTo(3);
    }

    @Test
    void closingFromAnotherThreadWaitsUntilTheRunHasStoredWhatItRead() throws InterruptedException {
        ListSource source = new ListSource(records(100), 10);
        AtomicReference<Thread> closing = new AtomicReference<>();
        List<IngestPipeline> running = new ArrayList<>();
        IngestPipeline pipeline = IngestPipeline.builder(
                        source, IngestPipelineTest::decode, MeterRules.standard(), store.ledger())
                .onProgress(counts -> {
                    if (closing.get() == null) {
                        Thread closer = new Thread(running.get(0)::close);
                        closing.set(closer);
                        closer.start();
                        while (closer.getState() != Thread.State.WAITING && closer.isAlive()) {
                            Thread.onSpinWait();
                        }
                    }
                    assertThat(source.isClosed()).isFalse();
                })
                .build();
        running.add(pipeline);

        assertThat(pipeline.run().counts().accepted()).isEqualTo(10);
        closing.get().join();
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void refusesAnEmptyBatchAndAnEndlessOne() {
        IngestPipeline.Builder builder = pipeline(records(1), 10);

        assertThatThrownBy(() -> builder.batchSize(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> builder.linger(Duration.ZERO)).hasMessageContaining("positive");
    }

    private Progress run(List<RawRecord> records, int batchSize) {
        return pipeline(records, batchSize).build().run();
    }

    private IngestPipeline.Builder pipeline(List<RawRecord> records, int batchSize) {
        return IngestPipeline.builder(
                        new ListSource(records, 4), IngestPipelineTest::decode, MeterRules.standard(), store.ledger())
                .batchSize(batchSize);
    }

    private static List<RawRecord> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> record("0", i, "a " + i + " 1"))
                .toList();
    }

    private static List<RawRecord> records(String... values) {
        List<RawRecord> records = new ArrayList<>();
        for (String value : values) {
            records.add(record("0", records.size(), value));
        }
        return records;
    }

    private static RawRecord record(String partition, long position, String value) {
        return RawRecord.of(new Origin("test", partition, position), value.getBytes(StandardCharsets.UTF_8));
    }

    /** Records are "meter slot watt-hours". */
    private static MeterReading decode(RawRecord record) {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        String[] parts = text.split(" ", -1);
        if (parts.length != 3) {
            throw new MalformedRecordException("", "\"" + text + "\" is not meter, slot and energy");
        }
        Instant start = MIDNIGHT.plus(QUARTER_HOUR.multipliedBy(Long.parseLong(parts[1])));
        return MeterReading.of(
                parts[0], Interval.of(start, QUARTER_HOUR), Energy.ofWattHours(Long.parseLong(parts[2])));
    }
}
