package io.metrify.connector.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.CommitStateUnknownException;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Origin;
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
import io.metrify.testkit.snowflake.ExecutedStatement;
import io.metrify.testkit.snowflake.SnowflakeFault;
import io.metrify.testkit.snowflake.SnowflakeServer;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.Severity;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.snowflake.client.api.connection.SnowflakeConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The warehouse through the real driver, on the local server. */
class SnowflakeWarehouseTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final Instant MIDNIGHT = Instant.parse("2026-03-28T23:00:00Z");
    private static final int MANY = 1_000;

    private final SnowflakeServer server = LocalSnowflake.server();
    private SnowflakeSettings settings;
    private JdbcWarehouse warehouse;

    @BeforeEach
    void anEmptyWarehouse() {
        server.clearFaults();
        settings = LocalSnowflake.defined();
        warehouse = SnowflakeWarehouse.open(settings, "test");
        server.forgetStatements();
    }

    @AfterEach
    void closed() {
        server.clearFaults();
        warehouse.close();
    }

    @Test
    void everyComponentOfAReadingComesBackFromFilesAndFromBinds() {
        MeterReading full = new MeterReading(
                "Zähler, \"1\" \\ \uD83D\uDD0C",
                ObisCode.EXPORT_PROFILE,
                Interval.of(MIDNIGHT.plusMillis(1), QUARTER_HOUR),
                Energy.parse("-999999999999.999999"),
                new Electrical(229.5, 1.25, -0.75, 49.99),
                new Ambient(-12.5, 80),
                new ReadingQuality(QualityCode.ESTIMATED, SubstitutionMethod.HOLD, 0.25));
        MeterReading bare = MeterReading.of(
                        "b", Interval.of(Instant.parse("0001-01-01T00:00:00Z"), QUARTER_HOUR), Energy.ZERO)
                .withConsumption(null);
        long epoch = claim();
        warehouse.commit(batch(0, epoch, List.of(full, bare)));
        List<MeterReading> many = new ArrayList<>(readings("m", MANY));
        many.set(
                0,
                new MeterReading(
                        "c, \"1\" \\ \uD83D\uDD0C",
                        full.register(),
                        full.interval(),
                        full.consumption(),
                        full.electrical(),
                        full.ambient(),
                        full.quality()));
        warehouse.commit(batch(2, epoch, many));

        assertThat(statements("INSERT INTO readings")).hasSize(1);
        assertThat(statements("COPY INTO readings")).hasSize(1);
        List<MeterReading> all = new ArrayList<>(many);
        all.addAll(List.of(full, bare));
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void deadLettersKeepTheirBytesAndHeaders() throws SQLException {
        Map<String, String> headers = Map.of("a", "1, c=3", "b", "tab\t, \\, \"quoted\", Ä");
        List<DeadLetter> letters = IntStream.range(0, 300)
                .mapToObj(i -> new DeadLetter(
                        new RawRecord(new Origin("topic", "0", i), null, new byte[] {0, -1, (byte) i}, headers),
                        DeadLetter.Kind.UNDECODABLE,
                        "",
                        "no reason",
                        List.of()))
                .toList();
        warehouse.commit(new IngestBatch(new BatchSpan("topic", "0", 0, 300), claim(), List.of(), letters, 0));

        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"key\", \"value\", path, "
                        + warehouse.dialect().text("headers", "b") + " FROM dead_letters WHERE \"position\" = 257")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBytes(1)).isNull();
            assertThat(row.getBytes(2)).containsExactly(0, -1, 1);
            assertThat(row.getString(3)).isEmpty();
            assertThat(row.getString(4)).isEqualTo(headers.get("b"));
        }
    }

    @Test
    void filesAreCalledAfterTheirBatchAndRemovedAsTheyAreCopied() throws SQLException {
        warehouse.commit(batch(5, claim(), readings("m", MANY)));

        assertThat(statements("COPY INTO readings").get(0).sql())
                .contains("@metrify_stage/test/source/0/5-1005/ FILES = ('readings-0.csv.gz')");
        assertThat(ask("LIST @metrify_stage")).isEmpty();
    }

    @Test
    void aCopyThatIsReplayedBesideTheLedgerLoadsNothingAndIsNoticed() throws SQLException {
        List<MeterReading> readings = readings("m", MANY);
        warehouse.commit(batch(0, claim(), readings));
        execute("UPDATE ingest_progress SET next_position = 0");

        assertThatThrownBy(() -> warehouse.commit(batch(0, claim(), readings)))
                .isInstanceOf(MetrifyException.class)
                .isNotInstanceOf(SinkException.class)
                .hasMessageContaining("1000 rows of @metrify_stage/test/source/0/0-1000 were not copied");
        assertThat(stored()).hasSize(MANY);
        assertThat(warehouse.load().checkpoint().next("0")).isZero();
    }

    @Test
    void aBatchWhoseTransactionFailedIsLoadedWhenItIsTriedAgain() {
        IngestBatch batch = batch(0, claim(), readings("m", MANY));
        // After the copy, within the same transaction.
        server.inject(
                SnowflakeFault.error("000603", "XX000", "Processing aborted").on("INSERT INTO METER_QUALITY"));

        assertThatThrownBy(() -> warehouse.commit(batch)).isInstanceOf(SinkException.class);
        assertThat(stored()).isEmpty();
        warehouse.commit(batch);
        assertThat(stored()).hasSize(MANY);
    }

    @Test
    void correctionsReplaceReadingsAndReplayingThemChangesNothing() {
        warehouse.commit(batch(0, claim(), readings("m", MANY)));
        List<MeterReading> corrected = new ArrayList<>();
        for (int i = 500; i < 1_500; i++) {
            corrected.add(reading("m", i, Energy.ofWattHours(7)));
        }
        assertThat(warehouse.correct(corrected)).isEqualTo(1_000);
        Energy sum = sum();
        assertThat(warehouse.correct(corrected)).isZero();
        assertThat(warehouse.correct(corrected.subList(0, 3))).isZero();

        assertThat(stored()).hasSize(1_500);
        assertThat(sum()).isEqualTo(sum);
        assertThat(sum).isEqualTo(Energy.ofWattHours(500L * 499 / 2 + 7_000));
    }

    @Test
    void twoProcessesFenceEachOtherAndSumsAreExact() {
        try (JdbcWarehouse heir = SnowflakeWarehouse.open(settings, "test")) {
            long old = claim();
            warehouse.commit(batch(0, old, readings("a", MANY)));
            long current = heir.claim(Set.of("0")).get("0").epoch();
            assertThatThrownBy(() -> warehouse.commit(batch(MANY, old, readings("b", MANY))))
                    .isInstanceOf(FencedException.class);
            heir.commit(batch(MANY, current, readings("b", MANY)));
            assertThatThrownBy(() -> warehouse.commit(batch(2 * MANY, old, readings("c", MANY))))
                    .isInstanceOf(FencedException.class);
        }
        assertThat(sum()).isEqualTo(Energy.ofWattHours(2L * MANY * (MANY - 1) / 2));
        assertThat(warehouse.load().counts().accepted()).isEqualTo(2 * MANY);
    }

    @Test
    void ofALostAnswerToCommitNobodyKnows() {
        long epoch = claim();
        IngestBatch batch = batch(0, epoch, readings("m", MANY));
        server.inject(SnowflakeFault.lostAnswer().on("COMMIT"));
        server.inject(SnowflakeFault.reset().on("COMMIT").times(20));

        assertThatThrownBy(() -> warehouse.commit(batch)).isInstanceOf(CommitStateUnknownException.class);
        server.clearFaults();
        // The ledger knows, and tells what is stored from what is not.
        assertThat(warehouse.load().checkpoint().next("0")).isEqualTo(MANY);
        assertThat(stored()).hasSize(MANY);
        assertThatThrownBy(() -> warehouse.commit(batch)).isInstanceOf(FencedException.class);
    }

    @Test
    void aCommitWhoseAnswerComesAtTheSecondAttemptHappensOnce() {
        server.inject(SnowflakeFault.lostAnswer().on("COMMIT"));
        server.inject(SnowflakeFault.lostAnswer().on("COPY INTO"));
        server.inject(SnowflakeFault.lostAnswer().on("UPDATE"));
        warehouse.commit(batch(0, claim(), readings("m", MANY)));

        assertThat(stored()).hasSize(MANY);
        assertThat(server.waitingFaults()).isZero();
    }

    @Test
    void expiredTokensAndUnavailableServersAreGotOver() {
        long epoch = claim();
        server.expireTokens();
        server.inject(SnowflakeFault.unavailable().on("BEGIN"));
        server.inject(SnowflakeFault.unavailable().on("COPY INTO READINGS"));
        warehouse.commit(batch(0, epoch, readings("m", MANY)));

        assertThat(stored()).hasSize(MANY);
        assertThat(server.waitingFaults()).isZero();
        server.expireMasterTokens();
        assertThatThrownBy(() -> warehouse.commit(batch(MANY, epoch, readings("n", 1))))
                .isInstanceOf(SinkException.class);
        // The next attempt logs in again.
        warehouse.commit(batch(MANY, epoch, readings("n", 1)));
    }

    @Test
    void statementsCarryThePipelineAndTheirKind() throws SQLException {
        warehouse.commit(batch(0, claim(), readings("m", MANY)));
        warehouse.correct(readings("m", 2));

        assertThat(server.statements())
                .extracting(ExecutedStatement::queryTag)
                .contains(
                        "metrify:test:transaction",
                        "metrify:test:progress",
                        "metrify:test:upload",
                        "metrify:test:copy",
                        "metrify:test:merge",
                        "metrify:test:define",
                        "metrify:test:insert")
                .allMatch(tag -> tag.startsWith("metrify:test:"));
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SnowflakeCosts.byKind("metrify", 7))) {
            List<String> kinds = new ArrayList<>();
            while (row.next()) {
                kinds.add(row.getString("PIPELINE") + " " + row.getString("KIND") + " " + row.getString("CREDITS"));
            }
            assertThat(kinds).contains("test copy null", "test merge null", "test progress null");
        }
    }

    @Test
    void factsAndFindingsOnSeriesAreBuiltAgainWithTheSameRows() throws SQLException {
        warehouse.replaceMeters(Stream.of(meter("a"), meter("b")));
        List<MeterReading> day = new ArrayList<>(readings("a", 92));
        day.remove(40);
        warehouse.commit(batch(0, claim(), day));
        Interval window = Interval.of(MIDNIGHT, Duration.ofHours(23));
        for (int i = 0; i < 2; i++) {
            warehouse.rebuildFacts(BERLIN);
            warehouse.rebuildSeriesFindings(
                    SeriesRules.standard(),
                    window,
                    SeriesSettings.of(BERLIN).withMeters(MeterDirectory.none()),
                    MIDNIGHT.plus(Duration.ofDays(2)),
                    judged -> {});
            assertThat(warehouse.rowCounts())
                    .containsEntry("fact_smart_meter_analytics", 23L)
                    .containsEntry("daily_consumption_metrics", 1L)
                    .containsEntry("dim_meters", 2L);
            assertThat(ask("SELECT CAST(market_date AS VARCHAR), consumption_kwh, reading_count FROM"
                            + " daily_consumption_metrics"))
                    .containsExactly("2026-03-29", "4.146000", "91");
            assertThat(ask("SELECT COUNT(*) FROM series_findings WHERE rule LIKE '%gap%' AND subject LIKE '%a%'"))
                    .isNotEqualTo(List.of("0"));
        }
        assertThat(LocalDate.of(2026, 3, 29)).isEqualTo(BERLIN.dateOf(MIDNIGHT));
    }

    @Test
    void whatEndsAfterTheLastTimeThatSnowflakeHasEndsThere() throws SQLException {
        MeterReading never = MeterReading.of(
                "m", Interval.of(Instant.parse("9999-12-31T23:45:00Z"), Duration.ofMinutes(15)), Energy.ofWattHours(1));
        Finding finding = new Finding(
                "a-rule",
                Severity.WARNING,
                "m",
                never.interval().start(),
                never.interval().end(),
                null,
                "",
                "",
                "");
        long epoch = warehouse.claim(Set.of("0")).get("0").epoch();
        warehouse.commit(new IngestBatch(
                new BatchSpan("topic", "0", 0, 1),
                epoch,
                List.of(new AcceptedReading(never, List.of(finding))),
                List.of(),
                0));
        warehouse.rebuildFacts(MarketCalendar.of(ZoneOffset.UTC));
        warehouse.rebuildFacts(BERLIN);

        assertThat(ask("SELECT CAST(end_time AS VARCHAR) FROM findings"))
                .singleElement()
                .asString()
                .startsWith("9999-12-31 23:59:59.999");
        assertThat(warehouse.rowCounts()).containsEntry("daily_consumption_metrics", 1L);
    }

    @Test
    void aFileOfAnyNameIsRemovedFromTheStage() throws Exception {
        try (Connection connection = warehouse.connect()) {
            Session.of(connection)
                    .driver()
                    .unwrap(SnowflakeConnection.class)
                    .uploadStream("@metrify_stage", "it was; not (me).csv", new ByteArrayInputStream(new byte[] {'1'}));
        }
        assertThat(ask("LIST @metrify_stage")).contains("metrify_stage/it was; not (me).csv.gz");
        assertThat(SnowflakeWarehouse.removeLeftovers(
                        settings, Duration.ofDays(1), Instant.now().plus(Duration.ofDays(2))))
                .isEqualTo(1);
        assertThat(ask("LIST @metrify_stage")).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftInTheStageIsRemovedWhenItIsOld() throws Exception {
        try (Connection connection = warehouse.connect()) {
            Session.of(connection)
                    .driver()
                    .unwrap(SnowflakeConnection.class)
                    .uploadStream("@metrify_stage", "left.csv", new ByteArrayInputStream(new byte[] {'1', '\n'}));
        }
        Instant now = Instant.now();
        assertThat(SnowflakeWarehouse.removeLeftovers(settings, Duration.ofDays(1), now))
                .isZero();
        assertThat(SnowflakeWarehouse.removeLeftovers(settings, Duration.ofDays(1), now.plus(Duration.ofDays(2))))
                .isEqualTo(1);
        assertThat(ask("LIST @metrify_stage")).isEmpty();
    }

    @Test
    void tablesOfAnotherVersionAreRefused() throws SQLException {
        execute("ALTER TABLE readings DROP COLUMN humidity");

        assertThatThrownBy(() -> SnowflakeWarehouse.open(settings, "other"))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("humidity");
    }

    @Test
    void definitionsClusterAndKeepTheTablesAndMayBeRepeated() {
        SnowflakeWarehouse.define(settings, 1);

        assertThat(SnowflakeWarehouse.definitions(7).get(0))
                .isEqualTo("CREATE TABLE IF NOT EXISTS readings (meter_id VARCHAR NOT NULL, obis_code VARCHAR NOT NULL,"
                        + " \"timestamp\" TIMESTAMP_NTZ(3) NOT NULL, interval_seconds NUMBER(10, 0) NOT NULL,"
                        + " consumption_kwh NUMBER(18, 6), voltage FLOAT, \"current\" FLOAT, power_factor FLOAT,"
                        + " frequency FLOAT, temperature FLOAT, humidity FLOAT, quality_code VARCHAR NOT NULL,"
                        + " quality_method VARCHAR, data_quality_score FLOAT,"
                        + " PRIMARY KEY (meter_id, obis_code, \"timestamp\"))"
                        + " CLUSTER BY (TO_DATE(\"timestamp\"), meter_id) DATA_RETENTION_TIME_IN_DAYS = 7");
        assertThatThrownBy(() -> SnowflakeWarehouse.definitions(91)).isInstanceOf(IllegalArgumentException.class);
    }

    private long claim() {
        return warehouse.claim(Set.of("0")).get("0").epoch();
    }

    private static IngestBatch batch(long first, long epoch, List<MeterReading> readings) {
        return new IngestBatch(
                new BatchSpan("source", "0", first, first + readings.size()),
                epoch,
                readings.stream()
                        .map(reading -> new AcceptedReading(reading, List.of()))
                        .toList(),
                List.of(),
                0);
    }

    /** The i-th of them is of i watt-hours. */
    private static List<MeterReading> readings(String meter, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> reading(meter, i, Energy.ofWattHours(i)))
                .toList();
    }

    private static MeterReading reading(String meter, int slot, Energy energy) {
        return MeterReading.of(
                meter, Interval.of(MIDNIGHT.plus(QUARTER_HOUR.multipliedBy(slot)), QUARTER_HOUR), energy);
    }

    private static Meter meter(String id) {
        return Meter.of(id, MeterType.HOUSEHOLD, new Site("Berlin", null, "TenneT"), QUARTER_HOUR);
    }

    private List<MeterReading> stored() {
        List<MeterReading> stored = new ArrayList<>();
        warehouse.forEachReading(stored::add);
        return stored;
    }

    private Energy sum() {
        long sum = stored().stream()
                .mapToLong(reading -> reading.consumption().milliwattHours())
                .sum();
        return Energy.ofMilliwattHours(sum);
    }

    private List<ExecutedStatement> statements(String beginning) {
        return server.statements().stream()
                .filter(statement -> statement.sql().startsWith(beginning + " "))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> ask(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
            }
        }
        return values;
    }
}
