package io.metrify.connector.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.Progress;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.SinkException;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.MetrifyException;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.Site;
import io.metrify.quality.QualityTally;
import io.metrify.validation.Finding;
import io.metrify.validation.SeenReadings;
import io.metrify.validation.Severity;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbWarehouseTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void aNewWarehouseKnowsNothing() {
        try (JdbcWarehouse warehouse = open()) {
            assertThat(warehouse.load()).isEqualTo(Progress.NONE);
            assertThat(warehouse.rowCounts().values()).allMatch(rows -> rows == 0);
        }
    }

    @Test
    void batchAndProgressSurviveAReopening() {
        Progress after;
        try (JdbcWarehouse warehouse = open()) {
            IngestBatch batch = batch(0, reading("a", 0, 5), reading("a", 1, 6));
            after = Progress.NONE.after(batch);
            store(warehouse, batch);
        }
        try (JdbcWarehouse warehouse = open()) {
            assertThat(warehouse.load()).isEqualTo(after);
            assertThat(warehouse.rowCounts()).containsEntry("readings", 2L);
        }
    }

    @Test
    void everyComponentOfAReadingComesBack() {
        MeterReading full = new MeterReading(
                "Zähler 1",
                ObisCode.EXPORT_PROFILE,
                Interval.of(NOON, QUARTER_HOUR),
                Energy.parse("-999999999999.999999"),
                new Electrical(229.5, 1.25, -0.75, 49.99),
                new Ambient(-12.5, 80),
                new ReadingQuality(QualityCode.ESTIMATED, SubstitutionMethod.HOLD, 0.25));
        MeterReading bare = MeterReading.of("b", Interval.of(NOON, QUARTER_HOUR), Energy.ZERO)
                .withConsumption(null);
        List<MeterReading> stored = new ArrayList<>();
        try (JdbcWarehouse warehouse = open()) {
            IngestBatch batch = batch(0, full, bare);
            store(warehouse, batch);
            warehouse.forEachReading(stored::add);
        }
        assertThat(stored).containsExactlyInAnyOrder(full, bare);
    }

    @Test
    void aBatchThatFailsHalfwayLeavesNothing() throws SQLException {
        try (JdbcWarehouse warehouse = open()) {
            execute(warehouse, "DROP TABLE dead_letters");
            IngestBatch batch = batch(0, reading("a", 0, 5));

            assertThatThrownBy(() -> store(warehouse, batch))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("what was stored before is kept");
            assertThat(warehouse.load().counts()).isEqualTo(IngestCounts.NONE);
            assertThat(warehouse.load().checkpoint().next("0")).isZero();
            assertThat(count(warehouse, "SELECT count(*) FROM readings")).isZero();
        }
    }

    @Test
    void aTransactionCanFollowOneThatFailed() throws SQLException {
        try (JdbcWarehouse warehouse = open()) {
            IngestBatch batch = batch(0, reading("a", 0, 5));
            execute(warehouse, "ALTER TABLE dead_letters RENAME TO away");
            assertThatThrownBy(() -> store(warehouse, batch)).isInstanceOf(SinkException.class);
            execute(warehouse, "ALTER TABLE away RENAME TO dead_letters");

            store(warehouse, batch);
            assertThat(warehouse.rowCounts()).containsEntry("readings", 1L);
        }
    }

    @Test
    void deadLettersKeepTheirBytesAndFindings() throws SQLException {
        RawRecord record = new RawRecord(
                new Origin("topic", "3", 17), new byte[] {1}, new byte[] {0, -1, 2}, Map.of("b", "2", "a", "1, c=3"));
        Finding finding = new Finding(
                "meter.consumption.negative", Severity.ERROR, "m", NOON, null, "consumption_kwh", "-1", ">= 0", "no");
        DeadLetter letter =
                new DeadLetter(record, DeadLetter.Kind.REJECTED, "consumption_kwh", "it is -1", List.of(finding));
        try (JdbcWarehouse warehouse = open()) {
            IngestBatch batch = new IngestBatch(new BatchSpan("topic", "3", 17, 18), 1, List.of(), List.of(letter), 0);
            store(warehouse, batch);
            try (Connection connection = warehouse.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT \"position\", kind, reason, \"value\", headers['a'] FROM dead_letters")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isEqualTo(17);
                assertThat(row.getString(2)).isEqualTo("REJECTED");
                assertThat(row.getString(3)).isEqualTo("it is -1");
                assertThat(row.getBytes(4)).isEqualTo(record.value());
                assertThat(row.getString(5)).isEqualTo("1, c=3");
            }
            assertThat(count(warehouse, "SELECT count(*) FROM findings WHERE end_time IS NULL"))
                    .isEqualTo(1);
            assertThat(warehouse.qualityCounts().outcomes().rejected()).isEqualTo(1);
            assertThat(warehouse.qualityCounts().findings())
                    .containsExactly(Map.entry("meter.consumption.negative", 1L));
        }
    }

    @Test
    void qualityOfAllBatchesIsThatOfOneTally() {
        Finding voltage = new Finding("meter.voltage.limit", Severity.WARNING, "a", NOON, null, null, "1", "2", "no");
        Finding stuck = new Finding("acme.stuck", Severity.WARNING, "a", NOON, null, null, "1", "2", "no");
        Finding negative =
                new Finding("meter.consumption.negative", Severity.ERROR, "a", NOON, null, null, "1", "2", "no");
        Origin origin = new Origin("topic", "0", 1);
        List<DeadLetter> letters = List.of(
                new DeadLetter(
                        RawRecord.of(origin, new byte[0]),
                        DeadLetter.Kind.REJECTED,
                        "",
                        "no",
                        List.of(negative, voltage)),
                new DeadLetter(RawRecord.of(origin, new byte[0]), DeadLetter.Kind.UNDECODABLE, "", "no", List.of()));
        List<List<Finding>> accepted = List.of(List.of(), List.of(voltage), List.of(stuck, voltage));
        QualityTally tally = new QualityTally();
        try (JdbcWarehouse warehouse = open()) {
            for (int i = 0; i < accepted.size(); i++) {
                IngestBatch batch = new IngestBatch(
                        new BatchSpan("topic", "0", i, i + 1),
                        1,
                        List.of(new AcceptedReading(reading("a", i, 5), accepted.get(i))),
                        letters,
                        1);
                store(warehouse, batch);
                tally.accepted(accepted.get(i));
                tally.rejected(List.of(negative, voltage));
                tally.undecodable();
                tally.duplicate();
            }
            assertThat(warehouse.qualityCounts()).isEqualTo(tally.counts());
        }
    }

    @Test
    void tellsAFilterWhatIsStored() {
        try (JdbcWarehouse warehouse = open()) {
            IngestBatch batch = batch(0, reading("a", 0, 5));
            store(warehouse, batch);
            SeenReadings seen = SeenReadings.standard();
            warehouse.restore(seen);

            assertThat(seen.judge(reading("a", 0, 5))).isEqualTo(SeenReadings.Verdict.REDELIVERY);
            assertThat(seen.judge(reading("a", 0, 6))).isEqualTo(SeenReadings.Verdict.CONFLICT);
            assertThat(seen.judge(reading("a", 1, 5))).isEqualTo(SeenReadings.Verdict.NEW);
        }
    }

    @Test
    void aFilterForgetsWhatIsOlderThanItsWindowMeterByMeter() {
        try (JdbcWarehouse warehouse = open()) {
            IngestBatch batch =
                    batch(0, reading("a", 0, 5), reading("a", 4, 5), reading("a", 8, 5), reading("b", 0, 5));
            store(warehouse, batch);
            SeenReadings seen = SeenReadings.of(Duration.ofHours(1));
            warehouse.restore(seen);

            assertThat(seen.judge(reading("a", 0, 5))).isEqualTo(SeenReadings.Verdict.TOO_LATE);
            assertThat(seen.judge(reading("a", 4, 5))).isEqualTo(SeenReadings.Verdict.REDELIVERY);
            assertThat(seen.judge(reading("b", 0, 5))).isEqualTo(SeenReadings.Verdict.REDELIVERY);
        }
    }

    @Test
    void pipelinesKeepTheirOwnProgress() {
        IngestBatch batch = batch(0, reading("a", 0, 5));
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, batch);
        }
        try (JdbcWarehouse other = DuckDbWarehouse.open(file(), "other")) {
            assertThat(other.load()).isEqualTo(Progress.NONE);
        }
    }

    @Test
    void progressIsKeptByPartitionAndAddsUp() {
        try (JdbcWarehouse warehouse = open()) {
            Map<String, Claim> claims = warehouse.claim(Set.of("0", "1"));
            assertThat(claims).containsOnly(Map.entry("0", new Claim(0, 1)), Map.entry("1", new Claim(0, 1)));
            warehouse.commit(batch(0, reading("a", 0, 5)));
            warehouse.commit(batch(5, reading("a", 1, 5), reading("a", 2, 5)));
            warehouse.commit(new IngestBatch(new BatchSpan("topic", "1", 3, 9), 1, List.of(), List.of(), 6));

            assertThat(warehouse.load())
                    .isEqualTo(new Progress(new Checkpoint(Map.of("0", 7L, "1", 9L)), new IngestCounts(3, 0, 0, 6)));
            assertThat(warehouse.claim(Set.of("0"))).containsOnly(Map.entry("0", new Claim(7, 2)));
        }
    }

    @Test
    void aProcessWhosePartitionWasClaimedByAnotherIsFencedOff() {
        try (JdbcWarehouse warehouse = open()) {
            warehouse.claim(Set.of("0"));
            warehouse.claim(Set.of("0"));

            assertThatThrownBy(() -> warehouse.commit(batch(0, reading("a", 0, 5))))
                    .isInstanceOf(FencedException.class)
                    .hasMessageContaining("topic/0@[0, 1) of epoch 1");
            assertThat(warehouse.load().counts()).isEqualTo(IngestCounts.NONE);
            assertThat(warehouse.rowCounts()).containsEntry("readings", 0L);
        }
    }

    @Test
    void whatIsStoredAlreadyIsNotStoredAgain() {
        try (JdbcWarehouse warehouse = open()) {
            warehouse.claim(Set.of("0"));
            warehouse.commit(batch(0, reading("a", 0, 5)));

            assertThatThrownBy(() -> warehouse.commit(batch(0, reading("a", 0, 5))))
                    .isInstanceOf(FencedException.class);
            assertThat(warehouse.rowCounts()).containsEntry("readings", 1L);
        }
    }

    @Test
    void correctionsReplaceAddAndChangeNothingWhenReplayed() {
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, batch(0, reading("a", 0, 5), reading("a", 1, 6)));
            List<MeterReading> corrected =
                    List.of(reading("a", 0, 1), reading("a", 0, 7), reading("a", 1, 6), reading("a", 2, 8));

            assertThat(warehouse.correct(corrected)).isEqualTo(2);
            assertThat(warehouse.correct(corrected)).isZero();
            List<MeterReading> stored = new ArrayList<>();
            warehouse.forEachReading(stored::add);
            assertThat(stored).containsExactly(reading("a", 0, 7), reading("a", 1, 6), reading("a", 2, 8));
        }
    }

    @Test
    void saysWhenTheFileIsOfAnotherVersion() throws SQLException {
        try (Connection old = DriverManager.getConnection("jdbc:duckdb:" + file());
                Statement statement = old.createStatement()) {
            statement.execute("CREATE TABLE ingest_progress (pipeline VARCHAR NOT NULL, \"partition\" VARCHAR NOT NULL,"
                    + " next_position BIGINT NOT NULL)");
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("ingest_progress lacks epoch, accepted")
                .hasMessageContaining("begin a new one");
    }

    @Test
    void factsOfTheHundredSlotDayAddUpExactly() throws SQLException {
        LocalDate autumn = LocalDate.of(2026, 10, 25);
        MeterReading[] day = Stream.iterate(0, slot -> slot + 1)
                .limit(100)
                .map(slot -> MeterReading.of(
                        "m", BERLIN.slot(autumn, QUARTER_HOUR, slot), Energy.ofMilliwattHours(slot + 1)))
                .toArray(MeterReading[]::new);
        try (JdbcWarehouse warehouse = open()) {
            IngestBatch batch = batch(0, day);
            store(warehouse, batch);
            warehouse.rebuildFacts(BERLIN);
            warehouse.rebuildFacts(BERLIN);

            assertThat(warehouse.rowCounts())
                    .containsEntry("fact_smart_meter_analytics", 25L)
                    .containsEntry("daily_consumption_metrics", 1L);
            try (Connection connection = warehouse.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT market_date, consumption_kwh, coverage FROM daily_consumption_metrics")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getObject(1, LocalDate.class)).isEqualTo(autumn);
                assertThat(row.getBigDecimal(2)).isEqualTo(new BigDecimal("0.005050"));
                assertThat(row.getDouble(3)).isEqualTo(1);
            }
        }
    }

    @Test
    void metersAreReplaced() {
        Meter meter = Meter.of("m", MeterType.HOUSEHOLD, new Site("Bayern", null, "TenneT"), QUARTER_HOUR);
        try (JdbcWarehouse warehouse = open()) {
            warehouse.replaceMeters(Stream.of(meter, Meter.of("n", MeterType.OTHER, meter.site(), QUARTER_HOUR)));
            warehouse.replaceMeters(Stream.of(meter));

            assertThat(warehouse.rowCounts()).containsEntry("dim_meters", 1L);
        }
    }

    /** The line stands in docs/guide/warehouses.md. */
    @Test
    void opensAsTheGuideSays() throws Exception {
        String line = "JdbcWarehouse warehouse = DuckDbWarehouse.open(file, \"meter-readings\");";
        Path file = file();
        JdbcWarehouse warehouse = DuckDbWarehouse.open(file, "meter-readings");
        warehouse.close();

        assertThat(Path.of("../../docs/guide/warehouses.md")).content().contains("```java\n" + line + "\n```");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space.duckdb",
                "it's.duckdb",
                "say \"so\".duckdb",
                "Stra\u00DFe.DuckDB",
                "what?x=1&y=2.duckdb",
                "100%25 #1.duckdb"
            })
    void aFileMayHaveAlmostAnyName(String name) {
        Path named = directory.resolve(name);
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(named, "test")) {
            assertThat(warehouse.claim(Set.of("0"))).containsKey("0");
        }

        assertThat(named).isRegularFile();
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(named, "test")) {
            assertThat(warehouse.claim(Set.of("0")).get("0").epoch()).isEqualTo(2);
        }
    }

    /** The driver would open the file "a", and do whatever the rest says. */
    @Test
    void noOptionsAreSmuggledIntoTheNameOfAFile() {
        assertThatThrownBy(() -> DuckDbWarehouse.open(directory.resolve("a;threads=1"), "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a;threads=1")
                .hasMessageContaining("without one");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysWhenTheFileIsNoWarehouse() throws Exception {
        Files.writeString(file(), "this is not a database, however long the text may be made to look like one");

        assertThatThrownBy(this::open)
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("opening the warehouse")
                .hasMessageContaining(file().toString());
    }

    private JdbcWarehouse open() {
        return DuckDbWarehouse.open(file(), "test");
    }

    private Path file() {
        return directory.resolve("warehouse.duckdb");
    }

    private static IngestBatch batch(long first, MeterReading... readings) {
        List<AcceptedReading> accepted = Stream.of(readings)
                .map(reading -> new AcceptedReading(reading, List.of()))
                .toList();
        return new IngestBatch(new BatchSpan("topic", "0", first, first + readings.length), 1, accepted, List.of(), 0);
    }

    private static MeterReading reading(String meterId, int slot, long wattHours) {
        return MeterReading.of(
                meterId,
                Interval.of(NOON.plus(QUARTER_HOUR.multipliedBy(slot)), QUARTER_HOUR),
                Energy.ofWattHours(wattHours));
    }

    private static void execute(JdbcWarehouse warehouse, String sql) throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(JdbcWarehouse warehouse, String sql) throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Stores a batch under the claim of a new process. */
    private static void store(JdbcWarehouse warehouse, IngestBatch batch) {
        String partition = batch.span().partition();
        Claim claim = warehouse.claim(Set.of(partition)).get(partition);
        warehouse.commit(new IngestBatch(
                batch.span(), claim.epoch(), batch.accepted(), batch.deadLetters(), batch.duplicates()));
    }
}
