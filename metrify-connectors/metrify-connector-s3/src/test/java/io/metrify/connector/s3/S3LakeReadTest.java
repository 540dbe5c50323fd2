package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Interval;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.parquet.ReadingParquet;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import io.metrify.testkit.server.FaultyProxy.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3LakeReadTest {

    private static final LocalDate SPRING_DAY = LocalDate.of(2026, 3, 29);

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
    void readsTheReadingsOfADay() {
        test.lake().sink().write(TestLake.batch(0, 1_000));
        List<MeterReading> spring = TestLake.batch(0, 92 * 5).accepted().stream()
                .map(AcceptedReading::reading)
                .toList();
        try (Stream<MeterReading> read = test.lake().read(SPRING_DAY)) {
            assertThat(read).containsExactlyInAnyOrderElementsOf(spring);
        }
    }

    @Test
    void collectsNoReadingsAheadOfThoseThatAreAskedFor() {
        S3Lake lake = test.lake();
        lake.sink().write(TestLake.batchOf("M-0", 0, 10));
        Iterator<MeterReading> readings;
        try (Stream<MeterReading> stream = lake.read(LakeQuery.ALL)) {
            readings = stream.iterator();
            assertThat(readings.next()).isNotNull();
        }
        // The object is closed, so what comes now would have been in memory.
        assertThat(readings.hasNext()).isFalse();
    }

    @Test
    void readsNothingOfADayThatHasNothing() {
        try (Stream<MeterReading> read = test.lake().read(SPRING_DAY)) {
            assertThat(read).isEmpty();
        }
    }

    @Test
    void listsObjectsWithTheirPartitions() {
        test.lake().sink().write(TestLake.batch(2, 3));
        assertThat(test.lake().objects()).singleElement().satisfies(object -> {
            assertThat(object.date()).isEqualTo(SPRING_DAY);
            assertThat(object.region()).isEqualTo("a/b=c%");
            assertThat(object.meterType()).isEqualTo(MeterType.HOUSEHOLD);
            assertThat(object.bytes()).isPositive();
        });
    }

    @Test
    void listsOnlyTheDayAsked() {
        test.lake().sink().write(TestLake.batch(0, 1_000));
        assertThat(test.lake().objects(SPRING_DAY.plusDays(1)).map(LakeObject::date))
                .hasSize(5)
                .containsOnly(SPRING_DAY.plusDays(1));
    }

    @Test
    void ignoresWhatItsLogDoesNotName() {
        test.put("readings/date=2026-03-29/notes.txt", "x");
        test.put("readings/date=2026-03-29/region=Bayern/meter_type=HOUSEHOLD/part-0.parquet", "x");
        assertThat(test.lake().objects()).isEmpty();
    }

    @Test
    void readsOnlyObjectsThatMayHoldWhatIsWanted() throws IOException {
        test.lake().sink().write(TestLake.batch(0, 1_000));
        AtomicInteger objects = new AtomicInteger();
        LakeQuery query = LakeQuery.of(SPRING_DAY)
                .withRegions(Set.of("Bayern"))
                .withMeterTypes(Set.of(MeterType.HOUSEHOLD))
                .withMeterIds(Set.of("M-0"))
                .withStarts(Interval.of(TestLake.SPRING_DAY, Duration.ofMinutes(30)));
        try (FaultyProxy counting = FaultyProxy.start(server.endpoint(), request -> {
                    if (request.contains(".parquet")) {
                        objects.incrementAndGet();
                    }
                    return Fault.NONE;
                });
                S3Client client = test.clientFor(counting.endpoint());
                Stream<MeterReading> read = test.lake(client).build().read(query)) {
            assertThat(read).containsExactlyInAnyOrder(TestLake.reading(0), TestLake.reading(5));
        }
        assertThat(objects.get()).isEqualTo(1);
    }

    @Test
    void givesTheExactListOfObjectsToOtherEngines() {
        S3LakeSink sink = test.lake().sink();
        sink.write(TestLake.batch(0, 100));
        sink.recover(Map.of("3", new Claim(0, 2)));
        sink.write(TestLake.batch(0, 5, 2));
        assertThat(test.parquetKeys()).hasSizeGreaterThan(5);
        assertThat(test.lake().snapshot().addresses())
                .hasSize(5)
                .allMatch(address -> address.startsWith("s3://" + test.bucket + "/readings/date=2026-03-29/"));
    }

    @Test
    void laysReadingsOutByHoursIfAsked() {
        test.lake(test.client).hourly(true).build().sink().write(TestLake.batch(0, 50));
        assertThat(test.countingKeys())
                .hasSize(15)
                .anyMatch(key -> key.startsWith("readings/date=2026-03-29/hour=00/region=Bayern/meter_type=HOUSEHOLD/"))
                // That day has no hour from two to three.
                .anyMatch(key -> key.contains("/hour=03/"))
                .noneMatch(key -> key.contains("/hour=02/"));
        assertThat(test.lake().read(LakeQuery.ALL)).hasSize(50);
    }

    @Test
    void aSnapshotStaysWhatItWas() {
        S3Lake lake = test.lake();
        lake.sink().write(TestLake.batch(0, 50));
        LakeSnapshot before = lake.snapshot();
        lake.sink().write(TestLake.batch(50, 100));
        assertThat(before.statistics().rows()).isEqualTo(50);
        assertThat(before.objects().stream().flatMap(lake::read)).hasSize(50);
        assertThat(lake.snapshot().statistics().rows()).isEqualTo(100);
    }

    @Test
    void countsObjectsRowsAndBytesWhoeverWroteThem() {
        assertThat(test.lake().statistics()).isEqualTo(LakeStatistics.NONE);
        test.lake().sink().write(TestLake.batch(0, 92 * 5));
        S3LakeSink resumed = test.lake().sink();
        resumed.write(TestLake.batch(92 * 5, 1_000));
        LakeStatistics statistics = test.lake().statistics();
        assertThat(statistics.objects()).isEqualTo(test.parquetKeys().size());
        assertThat(statistics.rows()).isEqualTo(1_000);
        assertThat(statistics.bytes())
                .isEqualTo(test.lake().objects().mapToLong(LakeObject::bytes).sum());
    }

    @Test
    void readsAnObjectLargerThanASingleRequest() {
        test.lake().sink().write(TestLake.batch(0, 5));
        LakeObject object = test.lake().objects(SPRING_DAY).findFirst().orElseThrow();
        Bucket bucket = new Bucket(test.client, test.bucket, TestLake.QUICK, null);
        try (var reader = ReadingParquet.reader(new ObjectFile(bucket, object, new Vault(null), 100))) {
            assertThat(reader).toIterable().hasSize(1);
        }
    }

    @Test
    void namesAStepOfTheLogThatIsDamaged() {
        String key = "readings/_log/steps/00000000000000000001.json";
        test.put(key, "{\"format\": 7}");
        assertThatThrownBy(() -> test.lake().statistics())
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("its format is 7");
    }

    @Test
    void noticesThatAnObjectChangedAfterItWasListed() {
        S3LakeSink sink = test.lake().sink();
        sink.write(TestLake.batch(0, 1));
        LakeObject object = test.lake().objects().findFirst().orElseThrow();
        test.put(object.key(), "something else");
        assertThatThrownBy(() -> test.lake().read(object).count())
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("changed meanwhile");
    }
}
