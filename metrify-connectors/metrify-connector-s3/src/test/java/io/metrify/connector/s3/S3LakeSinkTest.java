package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.SinkException;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import io.metrify.testkit.server.FaultyProxy.Fault;
import io.metrify.validation.MeterDirectory;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3LakeSinkTest {

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
    void laysReadingsOutByMarketDayRegionAndMeterType() {
        // 92 quarter hours of five meters, and one more of each.
        test.lake().sink().write(TestLake.batch(0, 93 * 5));
        String part = "/part-meter-readings-3-0-e1-HASH.parquet";
        assertThat(withoutHashes(test.parquetKeys()))
                .containsExactlyInAnyOrder(
                        "readings/date=2026-03-29/region=Baden-Württemberg/meter_type=PROSUMER" + part,
                        "readings/date=2026-03-29/region=Bayern/meter_type=HEAT_PUMP" + part,
                        "readings/date=2026-03-29/region=Bayern/meter_type=HOUSEHOLD" + part,
                        "readings/date=2026-03-29/region=a%2Fb%3Dc%25/meter_type=HOUSEHOLD" + part,
                        "readings/date=2026-03-29/region=unknown/meter_type=OTHER" + part,
                        "readings/date=2026-03-30/region=Baden-Württemberg/meter_type=PROSUMER" + part,
                        "readings/date=2026-03-30/region=Bayern/meter_type=HEAT_PUMP" + part,
                        "readings/date=2026-03-30/region=Bayern/meter_type=HOUSEHOLD" + part,
                        "readings/date=2026-03-30/region=a%2Fb%3Dc%25/meter_type=HOUSEHOLD" + part,
                        "readings/date=2026-03-30/region=unknown/meter_type=OTHER" + part);
    }

    @Test
    void putsTheDateWhereTheCalendarSays() {
        test.lake(test.client)
                .calendar(MarketCalendar.of(ZoneOffset.UTC))
                .prefix("deep/lake")
                .build()
                .sink()
                .write(TestLake.batch(0, 1));
        assertThat(withoutHashes(test.parquetKeys()))
                .containsExactly("deep/lake/date=2026-03-28/region=Bayern/meter_type=HOUSEHOLD"
                        + "/part-meter-readings-3-0-e1-HASH.parquet");
    }

    @Test
    void duckDbReadsExactlyTheSameSums() throws Exception {
        S3LakeSink sink = test.lake().sink();
        sink.write(TestLake.batch(0, 2_000));
        sink.write(TestLake.batch(2_000, 3_000));
        assertThat(test.sum(directory))
                .isEqualByComparingTo(TestLake.energy(0, 3_000).toKilowattHours());
    }

    @Test
    void duckDbReadsTheNamesOfRegionsUnchanged() throws Exception {
        List<String> regions = List.of(
                "Baden-Württemberg",
                "a/b=c%",
                "Île de France",
                "50% + more",
                "..",
                "x'y\"z",
                "%20",
                "上海",
                "a?b#c&d*e:f");
        List<AcceptedReading> readings = new ArrayList<>();
        List<io.metrify.model.meter.Meter> meters = new ArrayList<>();
        for (String region : regions) {
            meters.add(TestLake.meter("in " + region, MeterType.BUSINESS, region));
            MeterReading any = TestLake.reading(0);
            readings.add(
                    new AcceptedReading(MeterReading.of("in " + region, any.interval(), any.consumption()), List.of()));
        }
        S3Lake lake = test.lake(test.client).meters(MeterDirectory.of(meters)).build();
        lake.sink().write(new IngestBatch(new BatchSpan("readings", "", 0, 100), 1, readings, List.of(), 0));

        List<String> read = test.query(
                directory,
                "SELECT meter_id, region, \"date\"::VARCHAR, meter_type FROM lake",
                row -> row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3) + "|" + row.getString(4));
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(regions.stream()
                        .map(region -> "in " + region + "|" + region + "|2026-03-29|BUSINESS")
                        .toList());
        assertThat(lake.objects().map(LakeObject::region)).containsExactlyInAnyOrderElementsOf(regions);
    }

    @Test
    void changesNothingWhenABatchIsWrittenAgain() {
        S3LakeSink sink = test.lake().sink();
        sink.write(TestLake.batch(0, 500));
        Map<String, String> before = test.content();
        sink.write(TestLake.batch(0, 500));
        test.lake().sink().write(TestLake.batch(0, 500));
        assertThat(test.content()).isEqualTo(before);
    }

    @Test
    void writesTheSameBytesWhateverTheOrderOfTheReadings() {
        IngestBatch batch = TestLake.batch(0, 500);
        test.lake().sink().write(batch);
        Map<String, String> before = test.content();
        List<AcceptedReading> reversed = new ArrayList<>(batch.accepted());
        Collections.reverse(reversed);
        test.lake().sink().write(new IngestBatch(batch.span(), 1, reversed, List.of(), 0));
        assertThat(test.content()).isEqualTo(before);
    }

    @Test
    void countsNothingOfABatchThatWasKilledOnTheWay() throws Exception {
        test.lake().sink().write(TestLake.batch(0, 100));
        killAfterObjects(3, TestLake.batch(100, 1_000));
        assertThat(test.parquetKeys()).hasSizeGreaterThan(5);
        assertThat(test.sum(directory))
                .isEqualByComparingTo(TestLake.energy(0, 100).toKilowattHours());

        S3LakeSink next = test.lake().sink();
        next.recover(Map.of("3", new Claim(100, 2)));
        next.write(TestLake.batch(100, 102, 2));
        assertThat(test.sum(directory.resolve("after")))
                .isEqualByComparingTo(TestLake.energy(0, 102).toKilowattHours());
    }

    @Test
    void replacesABatchThatIsWrittenAgainSmaller() throws Exception {
        test.lake().sink().write(TestLake.batch(0, 1_000));
        test.lake().sink().write(TestLake.batch(0, 2));
        assertThat(test.countingKeys()).hasSize(2);
        assertThat(test.sum(directory))
                .isEqualByComparingTo(TestLake.energy(0, 2).toKilowattHours());
    }

    @Test
    void replacesABatchThatIsWrittenAgainWithoutReadings() {
        test.lake().sink().write(TestLake.batch(0, 10));
        IngestBatch empty = new IngestBatch(TestLake.batch(0, 10).span(), 1, List.of(), List.of(), 10);
        test.lake().sink().write(empty);
        assertThat(test.countingKeys()).isEmpty();
    }

    @Test
    void takesBackAWholeBatchThatTheLedgerNeverHeardOf() {
        test.lake().sink().write(TestLake.batch(0, 500));
        test.lake().sink().recover(Map.of("3", new Claim(0, 2)));
        assertThat(test.lake().statistics()).isEqualTo(LakeStatistics.NONE);
    }

    @Test
    void keepsCommittedBatches() {
        S3LakeSink sink = test.lake().sink();
        sink.write(TestLake.batch(0, 100));
        sink.write(TestLake.batch(100, 200));
        sink.write(TestLake.batch(200, 300));
        test.lake().sink().recover(Map.of("3", new Claim(200, 2), "4", new Claim(0, 2)));
        assertThat(test.lake().statistics().rows()).isEqualTo(200);
    }

    @Test
    void doesNotUndoWhatAnotherPipelineIsWriting() {
        test.lake(test.client).pipeline("other").build().sink().write(TestLake.batch(0, 100));
        test.lake().sink().recover(Map.of("3", new Claim(0, 2)));
        assertThat(test.lake().statistics().rows()).isEqualTo(100);
    }

    @Test
    void refusesWhoeverWasReplacedEvenBeforeTheOtherHasWritten() {
        S3LakeSink replaced = test.lake().sink();
        replaced.recover(Map.of("3", new Claim(0, 1)));
        replaced.write(TestLake.batch(0, 100));
        S3LakeSink owner = test.lake().sink();
        owner.recover(Map.of("3", new Claim(100, 2)));
        assertThatThrownBy(() -> replaced.write(TestLake.batch(100, 200)))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("the lake");
        owner.write(TestLake.batch(100, 150, 2));
        assertThatThrownBy(() -> replaced.write(TestLake.batch(100, 200))).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> replaced.recover(Map.of("3", new Claim(0, 1))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("a later claim")
                .hasMessageContaining("use that ledger");
        assertThat(test.lake().statistics().rows()).isEqualTo(150);
    }

    @Test
    void refusesAnOlderEpochWithoutAnyReading() {
        S3LakeSink sink = test.lake().sink();
        sink.recover(Map.of("3", new Claim(0, 2)));
        IngestBatch empty = new IngestBatch(TestLake.batch(0, 10).span(), 1, List.of(), List.of(), 10);
        assertThatThrownBy(() -> sink.write(empty)).isInstanceOf(FencedException.class);
    }

    @Test
    void keepsTheRecordsOfABatchAsTheyCame() {
        S3Lake lake = test.lake(test.client).raw(true).build();
        assertThat(lake.sink().needsRecords()).isTrue();
        assertThat(test.lake().sink().needsRecords()).isFalse();
        List<RawRecord> records = List.of(
                new RawRecord(new Origin("meter-readings", "3", 0), null, new byte[] {0, 1, -1}, Map.of()),
                new RawRecord(new Origin("meter-readings", "3", 1), new byte[] {7}, null, Map.of("a", "ü")),
                new RawRecord(new Origin("meter-readings", "3", 2), new byte[0], new byte[0], Map.of()));
        IngestBatch batch = new IngestBatch(
                new BatchSpan("meter-readings", "3", 0, 3),
                1,
                TestLake.batch(0, 1).accepted(),
                List.of(new DeadLetter(records.get(1), DeadLetter.Kind.UNDECODABLE, "", "no value", List.of())),
                1,
                records);
        lake.sink().write(batch);
        Map<String, String> before = test.content();
        lake.sink().write(batch);
        assertThat(test.content()).isEqualTo(before);
        LakeSnapshot snapshot = lake.snapshot();
        assertThat(snapshot.raw()).singleElement().satisfies(object -> {
            assertThat(object.records()).isEqualTo(3);
            assertThat(object.key()).startsWith("readings/_raw/meter-readings-3-0-e1-");
            assertThat(lake.read(object)).isEqualTo(records);
        });
        assertThat(snapshot.statistics().rows()).isEqualTo(1);
    }

    @Test
    void writesNoObjectForABatchWithoutReadings() {
        test.lake().sink().write(new IngestBatch(new BatchSpan("readings", "0", 0, 10), 1, List.of(), List.of(), 10));
        assertThat(test.parquetKeys()).isEmpty();
    }

    @Test
    void keepsBatchesOfTwoSourcesApart() {
        S3LakeSink sink = test.lake().sink();
        IngestBatch one = TestLake.batch(0, 1);
        String longName = "/data/" + "x".repeat(300) + ".csv";
        for (String source : List.of("a", "b", "a-3", longName, longName + "2")) {
            sink.write(new IngestBatch(new BatchSpan(source, "3", 0, 1), 1, one.accepted(), List.of(), 0));
        }
        sink.write(new IngestBatch(new BatchSpan("a", "3-3", 0, 1), 1, one.accepted(), List.of(), 0));
        assertThat(test.parquetKeys()).hasSize(6).allMatch(key -> key.length() < 250);
    }

    @Test
    void saysWhichStepItDoesNotUnderstand() {
        test.put("readings/_log/steps/strange.json", "{\"objects\": 7}");
        S3LakeSink sink = test.lake().sink();
        assertThatThrownBy(() -> sink.recover(Map.of("3", new Claim(0, 2))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("strange.json")
                .hasMessageContaining("remove it");
    }

    private static List<String> withoutHashes(List<String> keys) {
        return keys.stream()
                .map(key -> key.replaceFirst("-[0-9a-f]{16}\\.parquet$", "-HASH.parquet"))
                .toList();
    }

    /** A run that dies when some objects of a batch are stored and the others are not. */
    private void killAfterObjects(int objects, IngestBatch batch) throws Exception {
        AtomicInteger stored = new AtomicInteger();
        try (FaultyProxy store = FaultyProxy.start(
                        server.endpoint(),
                        request -> request.contains(".parquet") && stored.incrementAndGet() > objects
                                ? Fault.RESET
                                : Fault.NONE);
                var through = test.clientFor(store.endpoint())) {
            S3LakeSink dying = test.lake(through).requestsAtOnce(1).build().sink();
            assertThatThrownBy(() -> dying.write(batch))
                    .hasMessageContaining(batch.span().toString());
        }
        assertThat(stored.get()).isGreaterThan(objects);
    }
}
