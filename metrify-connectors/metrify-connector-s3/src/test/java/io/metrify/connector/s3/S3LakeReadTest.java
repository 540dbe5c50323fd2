package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.testkit.server.EmbeddedS3;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void ignoresWhatIsNotLaidOutLikeALake() {
        test.put("readings/date=2026-03-29/notes.txt", "x");
        test.put("readings/date=someday/region=Bayern/meter_type=HOUSEHOLD/part-0.parquet", "x");
        test.put("readings/date=2026-03-29/region=Bayern/meter_type=SPACESHIP/part-0.parquet", "x");
        test.put("elsewhere/date=2026-03-29/region=Bayern/meter_type=HOUSEHOLD/part-0.parquet", "x");
        assertThat(test.lake().objects()).isEmpty();
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
        Bucket bucket = new Bucket(test.client, test.bucket, TestLake.QUICK);
        try (var reader = io.metrify.parquet.ReadingParquet.reader(new ObjectFile(bucket, object, 100))) {
            assertThat(reader).toIterable().hasSize(1);
        }
    }

    @Test
    void namesAnObjectThatIsDamaged() {
        String key = "readings/date=2026-03-29/region=Bayern/meter_type=HOUSEHOLD/part-0.parquet";
        test.put(key, "PAR1 and then nothing sensible PAR1");
        assertThatThrownBy(() -> test.lake().statistics())
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(key);
    }

    @Test
    void noticesThatAnObjectChangedAfterItWasListed() {
        S3LakeSink sink = test.lake().sink();
        sink.write(TestLake.batch(0, 1));
        LakeObject object = test.lake().objects().findFirst().orElseThrow();
        test.put(object.key(), "something else");
        assertThatThrownBy(() -> test.lake().read(object).close())
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("changed meanwhile");
    }
}
