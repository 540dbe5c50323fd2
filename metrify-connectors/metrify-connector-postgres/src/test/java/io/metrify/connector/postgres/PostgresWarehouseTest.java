package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.DeadLetter;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
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
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresWarehouseTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");

    private TestDatabase database;
    private JdbcWarehouse warehouse;

    @BeforeEach
    void anEmptyWarehouse() throws SQLException {
        database = TestDatabase.migrated();
        warehouse = database.open();
    }

    @AfterEach
    void closed() {
        warehouse.close();
    }

    @Test
    void everyComponentOfAReadingComesBack() {
        MeterReading full = new MeterReading(
                "Zähler 1 \uD83D\uDD0C",
                ObisCode.EXPORT_PROFILE,
                Interval.of(NOON, QUARTER_HOUR),
                Energy.parse("-999999999999.999999"),
                new Electrical(229.5, 1.25, -0.75, 49.99),
                new Ambient(-12.5, 80),
                new ReadingQuality(QualityCode.ESTIMATED, SubstitutionMethod.HOLD, 0.25));
        MeterReading bare = MeterReading.of("b", Interval.of(NOON, QUARTER_HOUR), Energy.ZERO)
                .withConsumption(null);
        store(full, bare);

        assertThat(stored()).containsExactlyInAnyOrder(full, bare);
    }

    @Test
    void amountsOfAnySizeAreExact() {
        long[] amounts = LongStream.concat(
                        LongStream.of(
                                0, Energy.MAX_MILLIWATT_HOURS, Energy.MIN_MILLIWATT_HOURS, 123_456_789_012_345_678L),
                        LongStream.iterate(
                                        1, amount -> amount <= Energy.MAX_MILLIWATT_HOURS / 10, amount -> amount * 10)
                                .flatMap(amount -> LongStream.of(amount, -amount, amount * 7 + 3, 9 * amount)))
                .toArray();
        MeterReading[] readings = new MeterReading[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            readings[i] = reading("m", i, Energy.ofMilliwattHours(amounts[i]));
        }
        store(readings);

        assertThat(stored()).containsExactly(readings);
    }

    @Test
    void readingsOfAnyTimeHaveAPartition() throws SQLException {
        Instant[] times = {
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("1989-12-31T23:59:59.999Z"),
            Instant.parse("1990-01-01T00:00:00Z"),
            Instant.parse("2024-02-29T23:59:59.999Z"),
            Instant.parse("2024-03-01T00:00:00Z"),
            Instant.parse("2099-12-31T23:59:59.999Z"),
            Instant.parse("2100-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:00:00Z")
        };
        MeterReading[] readings = Stream.of(times)
                .map(time -> MeterReading.of("m", Interval.of(time, QUARTER_HOUR), Energy.ofWattHours(1)))
                .toArray(MeterReading[]::new);
        store(readings);

        assertThat(stored()).containsExactly(readings);
        assertThat(database.query("SELECT string_agg(DISTINCT tableoid::regclass::text, ' ') FROM readings"))
                .isEqualTo("readings_1990_01 readings_2024_02 readings_2024_03 readings_2099_12 readings_after"
                        + " readings_before");
    }

    @Test
    void deadLettersKeepTheirBytesAndHeaders() throws SQLException {
        Map<String, String> headers = Map.of("a", "1, c=3", "b \"quoted\"", "tab\t, \\, \u0001, \u0000, Ä");
        RawRecord record = new RawRecord(new Origin("topic", "0", 17), null, new byte[] {0, -1, 2}, headers);
        DeadLetter letter = new DeadLetter(record, DeadLetter.Kind.UNDECODABLE, "", "it holds \u0000", List.of());
        Claim claim = claim();
        warehouse.commit(
                new IngestBatch(new BatchSpan("topic", "0", 17, 18), claim.epoch(), List.of(), List.of(letter), 0));

        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"position\", \"key\", \"value\", reason, "
                        + warehouse.dialect().text("headers", "a") + ", "
                        + warehouse.dialect().text("headers", "b \"quoted\"") + ", "
                        + warehouse.dialect().text("headers", "it's missing") + " FROM dead_letters")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(17);
            assertThat(row.getBytes(2)).isNull();
            assertThat(row.getBytes(3)).isEqualTo(record.value());
            assertThat(row.getString(4)).isEqualTo("it holds \uFFFD");
            assertThat(row.getString(5)).isEqualTo("1, c=3");
            assertThat(row.getString(6)).isEqualTo("tab\t, \\, \u0001, \uFFFD, Ä");
            assertThat(row.getString(7)).isNull();
        }
    }

    @Test
    void correctionsReplaceAddAndChangeNothingWhenReplayed() {
        MeterReading kept = reading("a", 1, Energy.ofWattHours(6));
        store(reading("a", 0, Energy.ofWattHours(5)), kept);
        MeterReading right = reading("a", 0, Energy.ofWattHours(7));
        MeterReading late = MeterReading.of(
                "a", Interval.of(Instant.parse("2019-01-01T00:00:00Z"), QUARTER_HOUR), Energy.ofWattHours(8));
        List<MeterReading> corrected = List.of(reading("a", 0, Energy.ZERO), right, kept, late);

        assertThat(warehouse.correct(corrected)).isEqualTo(2);
        assertThat(warehouse.correct(corrected)).isZero();
        assertThat(warehouse.correct(List.of())).isZero();
        assertThat(stored()).containsExactly(late, right, kept);
    }

    @Test
    void factsOfTheHundredSlotDayAddUpExactly() throws SQLException {
        LocalDate autumn = LocalDate.of(2026, 10, 25);
        store(Stream.iterate(0, slot -> slot + 1)
                .limit(100)
                .map(slot -> MeterReading.of(
                        "m", BERLIN.slot(autumn, QUARTER_HOUR, slot), Energy.ofMilliwattHours(slot + 1)))
                .toArray(MeterReading[]::new));
        warehouse.rebuildFacts(BERLIN);
        warehouse.rebuildFacts(BERLIN);

        assertThat(warehouse.rowCounts())
                .containsEntry("fact_smart_meter_analytics", 25L)
                .containsEntry("daily_consumption_metrics", 1L);
        assertThat(database.query("SELECT market_date || ' ' || consumption_kwh || ' ' || coverage"
                        + " FROM daily_consumption_metrics"))
                .isEqualTo("2026-10-25 0.005050 1");
    }

    @Test
    void seriesAreJudgedAndSilentMetersAreMissed() throws SQLException {
        Interval day = BERLIN.day(LocalDate.of(2026, 6, 1));
        Meter silent = Meter.of("silent", MeterType.HOUSEHOLD, new Site("Bayern", null, "TenneT"), QUARTER_HOUR);
        store(Stream.iterate(0, slot -> slot + 1)
                .limit(96)
                .filter(slot -> slot != 40)
                .map(slot -> MeterReading.of(
                        "m",
                        Interval.of(day.start().plus(QUARTER_HOUR.multipliedBy(slot)), QUARTER_HOUR),
                        Energy.ofWattHours(100 + slot % 7)))
                .toArray(MeterReading[]::new));
        warehouse.replaceMeters(Stream.of(silent));
        SeriesSettings settings = SeriesSettings.of(BERLIN).withMeters(MeterDirectory.none());
        for (int i = 0; i < 2; i++) {
            warehouse.rebuildSeriesFindings(
                    SeriesRules.standard(), day, settings, day.end().plus(QUARTER_HOUR), judged -> {});
        }
        assertThat(database.query("SELECT string_agg(subject || ' ' || (end_time - start_time), ', ' ORDER BY subject)"
                        + " FROM series_findings WHERE rule = 'series.gap'"))
                .isEqualTo("m 00:15:00, silent 1 day");
    }

    /** The last row cannot be computed; whoever fetches all rows at once never sees the first. */
    @Test
    void largeResultsAreStreamed() throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT 1 / (n - 100000) FROM generate_series(1, 100000) AS rows (n)")) {
            assertThat(row.next()).isTrue();
            assertThatThrownBy(() -> {
                        while (row.next()) {
                            assertThat(row.getInt(1)).isNotPositive();
                        }
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("division by zero");
        }
    }

    private List<MeterReading> stored() {
        List<MeterReading> stored = new ArrayList<>();
        warehouse.forEachReading(stored::add);
        return stored;
    }

    private Claim claim() {
        return warehouse.claim(Set.of("0")).get("0");
    }

    private void store(MeterReading... readings) {
        Claim claim = claim();
        List<AcceptedReading> accepted = Stream.of(readings)
                .map(reading -> new AcceptedReading(reading, List.of()))
                .collect(Collectors.toList());
        BatchSpan span = new BatchSpan("topic", "0", claim.next(), claim.next() + readings.length);
        warehouse.commit(new IngestBatch(span, claim.epoch(), accepted, List.of(), 0));
    }

    private static MeterReading reading(String meterId, int slot, Energy consumption) {
        return MeterReading.of(
                meterId, Interval.of(NOON.plus(QUARTER_HOUR.multipliedBy(slot)), QUARTER_HOUR), consumption);
    }
}
