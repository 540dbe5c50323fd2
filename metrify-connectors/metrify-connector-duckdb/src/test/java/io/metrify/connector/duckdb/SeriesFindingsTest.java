package io.metrify.connector.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.Site;
import io.metrify.testkit.fault.FaultInjector;
import io.metrify.testkit.fault.FaultPlan;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Subject;
import io.metrify.validation.series.RuleCoverage;
import io.metrify.validation.series.SeriesReport;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.nio.file.Path;
import java.sql.Connection;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFindingsTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final Interval DAY = BERLIN.day(LocalDate.of(2026, 6, 1));
    private static final Interval TWO_DAYS =
            new Interval(DAY.start(), BERLIN.day(LocalDate.of(2026, 6, 2)).end());
    private static final SeriesSettings SETTINGS = SeriesSettings.of(BERLIN);
    private static final SeriesRules RULES =
            SeriesRules.standard().withRecordRules(RuleSet.of(Subject.ofMeterReading(), List.of()));

    @TempDir
    private Path directory;

    @Test
    void findsWhatABatchOfAllReadingsShows() throws SQLException {
        Fleet fleet = Fleet.builder()
                .meters(60)
                .seed(3)
                .firstDate(LocalDate.of(2026, 10, 19))
                .days(9)
                .calendar(BERLIN)
                .build();
        List<MeterReading> readings = FaultInjector.of(fleet, FaultPlan.standard(), 3)
                .inject(fleet.readings(ReadingOrder.BY_TIME), fault -> {})
                .toList();
        Interval window = fleet.raster().span();
        SeriesSettings settings = SETTINGS.withMeters(fleet::find);
        SeriesReport batch = RULES.validate(window, readings, List.of(), settings, window.end());
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, readings);
            Map<String, RuleCoverage> coverage =
                    warehouse.rebuildSeriesFindings(RULES, window, settings, window.end(), judged -> {});

            assertThat(batch.findings()).extracting(Finding::rule).contains("series.gap", "series.spike.day");
            assertThat(messages(warehouse))
                    .containsExactlyInAnyOrderElementsOf(
                            batch.findings().stream().map(Finding::message).toList());
            assertThat(coverage).isEqualTo(batch.coverage());
        }
    }

    @Test
    void judgingAgainReplacesWhatWasFound() throws SQLException {
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, quarterHours("m", DAY, slot -> slot != 40));
            judge(warehouse, DAY);
            List<String> first = messages(warehouse);
            judge(warehouse, DAY);

            assertThat(messages(warehouse))
                    .isEqualTo(first)
                    .singleElement()
                    .asString()
                    .contains("1 slot");
            store(warehouse, quarterHours("m", DAY, slot -> slot == 40));
            judge(warehouse, DAY);
            assertThat(messages(warehouse)).isEmpty();
        }
    }

    @Test
    void aJudgingThatFailsKeepsWhatWasFoundBefore() throws SQLException {
        MeterDirectory broken = meterId -> {
            throw new IllegalStateException("no directory today");
        };
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, quarterHours("m", DAY, slot -> slot != 40));
            judge(warehouse, DAY);
            List<String> before = messages(warehouse);

            assertThatThrownBy(() -> warehouse.rebuildSeriesFindings(
                            RULES, DAY, SETTINGS.withMeters(broken), DAY.end(), judged -> {}))
                    .hasMessage("no directory today");
            assertThat(messages(warehouse)).hasSize(1).isEqualTo(before);
        }
    }

    @Test
    void theMostFrequentLengthIsAssumedOfAMeterThatIsNotInTheDirectory() throws SQLException {
        List<MeterReading> minutes = new ArrayList<>();
        for (Instant at = DAY.start(); at.isBefore(DAY.end()); at = at.plusSeconds(60)) {
            if (!at.equals(DAY.start().plusSeconds(600))) {
                minutes.add(reading("minutes", Interval.of(at, Duration.ofMinutes(1))));
            }
        }
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, minutes);
            store(warehouse, quarterHours("quarters", DAY, slot -> slot != 0 && slot != 95));
            judge(warehouse, DAY);

            assertThat(messages(warehouse)).hasSize(3).anyMatch(message -> message.contains("1 slot of PT1M"));
            assertThat(query(warehouse, "SELECT subject FROM series_findings ORDER BY subject"))
                    .containsExactly("minutes", "quarters", "quarters");
        }
    }

    @Test
    void aMeterThatIsKnownButDeliveredNothingIsFound() throws SQLException {
        Meter meter = meter("silent");
        Meter later = new Meter(
                "later",
                meter.type(),
                meter.site(),
                meter.resolution(),
                meter.ratedPowerKw(),
                meter.registerDigits(),
                TWO_DAYS.end(),
                null);
        Meter gone = new Meter(
                "gone",
                meter.type(),
                meter.site(),
                meter.resolution(),
                meter.ratedPowerKw(),
                meter.registerDigits(),
                null,
                TWO_DAYS.start());
        List<Meter> meters = List.of(meter, later, gone, meter("sound"));
        try (JdbcWarehouse warehouse = open()) {
            warehouse.replaceMeters(meters.stream());
            store(warehouse, quarterHours("sound", TWO_DAYS, slot -> true));
            warehouse.rebuildSeriesFindings(
                    RULES, TWO_DAYS, SETTINGS.withMeters(MeterDirectory.of(meters)), TWO_DAYS.end(), judged -> {});

            assertThat(query(warehouse, "SELECT DISTINCT subject || ' ' || rule FROM series_findings ORDER BY 1"))
                    .containsExactly("silent series.gap", "silent series.silence");
        }
    }

    @Test
    void whatLiesOutsideTheWindowIsNotJudged() throws SQLException {
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, quarterHours("m", TWO_DAYS, slot -> slot < 96 || slot == 150));
            store(warehouse, quarterHours("other", TWO_DAYS, slot -> slot == 150));
            judge(warehouse, DAY);

            assertThat(messages(warehouse)).isEmpty();
        }
    }

    @Test
    void saysHowManyReadingsWereJudged() {
        AtomicLong judged = new AtomicLong();
        List<MeterReading> readings = Stream.iterate(0, meter -> meter + 1)
                .limit(105)
                .flatMap(meter -> quarterHours("m" + meter, DAY, slot -> true).stream())
                .toList();
        try (JdbcWarehouse warehouse = open()) {
            store(warehouse, readings);
            warehouse.rebuildSeriesFindings(RULES, DAY, SETTINGS, DAY.end(), judged::set);
        }

        assertThat(judged).hasValue(10_000);
    }

    @Test
    void anEmptyWarehouseGivesNoFindingAndNoRuleHasJudged() throws SQLException {
        try (JdbcWarehouse warehouse = open()) {
            Map<String, RuleCoverage> coverage = judge(warehouse, DAY);

            assertThat(messages(warehouse)).isEmpty();
            assertThat(coverage)
                    .containsOnlyKeys(ids())
                    .allSatisfy((rule, counts) -> assertThat(counts).isEqualTo(new RuleCoverage(0, Map.of())));
        }
    }

    private JdbcWarehouse open() {
        return DuckDbWarehouse.open(directory.resolve("warehouse.duckdb"), "test");
    }

    private static Map<String, RuleCoverage> judge(JdbcWarehouse warehouse, Interval window) {
        return warehouse.rebuildSeriesFindings(RULES, window, SETTINGS, TWO_DAYS.end(), judged -> {});
    }

    private static String[] ids() {
        return RULES.rules().stream().map(rule -> rule.id()).toArray(String[]::new);
    }

    private static Meter meter(String id) {
        return Meter.of(id, MeterType.HOUSEHOLD, new Site("Bayern", null, "TenneT"), QUARTER_HOUR);
    }

    /** Readings of the slots of a window that are chosen by their number; no value comes twice in a row. */
    private static List<MeterReading> quarterHours(String meterId, Interval window, IntPredicate chosen) {
        long slots = window.length().dividedBy(QUARTER_HOUR);
        return IntStream.range(0, (int) slots)
                .filter(chosen)
                .mapToObj(slot -> MeterReading.of(
                        meterId,
                        Interval.of(window.start().plus(QUARTER_HOUR.multipliedBy(slot)), QUARTER_HOUR),
                        Energy.ofWattHours(100 + slot % 7)))
                .toList();
    }

    private static MeterReading reading(String meterId, Interval interval) {
        return MeterReading.of(
                meterId, interval, Energy.ofWattHours(interval.start().getEpochSecond() / 60 % 5 + 1));
    }

    private static void store(JdbcWarehouse warehouse, List<MeterReading> readings) {
        List<AcceptedReading> accepted = readings.stream()
                .map(reading -> new AcceptedReading(reading, List.of()))
                .toList();
        Claim claim = warehouse.claim(Set.of("0")).get("0");
        BatchSpan span = new BatchSpan("topic", "0", claim.next(), claim.next() + readings.size());
        warehouse.commit(new IngestBatch(span, claim.epoch(), accepted, List.of(), 0));
    }

    private static List<String> messages(JdbcWarehouse warehouse) throws SQLException {
        return query(warehouse, "SELECT message FROM series_findings ORDER BY subject, start_time, rule, message");
    }

    private static List<String> query(JdbcWarehouse warehouse, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }
}
