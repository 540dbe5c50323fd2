package io.metrify.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroFormat;
import io.metrify.formats.ReadingFormat;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.fault.Corruption;
import io.metrify.testkit.fault.FaultInjector;
import io.metrify.testkit.fault.FaultKind;
import io.metrify.testkit.fault.FaultPlan;
import io.metrify.testkit.fault.InjectedFault;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import io.metrify.validation.config.RuleConfiguration;
import io.metrify.validation.config.RuleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.message.SchemaStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesStageTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final MarketCalendar PARIS = MarketCalendar.of(ZoneId.of("Europe/Paris"));
    private static final String HOUSEHOLD_HEADER =
            "Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;Sub_metering_1;Sub_metering_2;Sub_metering_3\n";

    @TempDir
    private Path directory;

    private Path out = Path.of("");

    @BeforeEach
    void chooseOutputDirectory() {
        out = directory.resolve("out");
    }

    private record Gap(String meterId, Instant start, Instant end) {

        boolean covers(InjectedFault fault) {
            return meterId.equals(fault.meterId())
                    && !start.isAfter(fault.interval().start())
                    && !end.isBefore(fault.interval().end());
        }

        boolean overlaps(InjectedFault fault) {
            return meterId.equals(fault.meterId()) && fault.interval().overlaps(new Interval(start, end));
        }
    }

    @Test
    void everyReadingThatWasLostIsInAGapAndEveryGapHasLostReadings() throws Exception {
        Fleet fleet = fleet(150);
        List<InjectedFault> truth = truth(fleet);
        RunSummary summary = run(new FleetInput(fleet, true), Optional.empty());
        List<Gap> gaps = gaps();

        List<InjectedFault> lost =
                truth.stream().filter(fault -> !fault.isDelivered()).toList();
        assertThat(lost).extracting(InjectedFault::kind).contains(FaultKind.GAP, FaultKind.UNDECODABLE);
        assertThat(lost).allSatisfy(fault -> assertThat(gaps).anyMatch(gap -> gap.covers(fault)));
        assertThat(gaps).allSatisfy(gap -> assertThat(truth).anyMatch(gap::overlaps));
        assertThat(summary.seriesFindings()).containsEntry("series.gap", (long) gaps.size());
        assertThat(summary.warehouse()).containsEntry("series_findings", sum(summary.seriesFindings()));
    }

    @Test
    void duplicatesAreToldOnArrivalAndNotJudgedAgain() throws Exception {
        Fleet fleet = fleet(150);
        Map<FaultKind, Long> truth = counts(truth(fleet));
        RunSummary summary = run(new FleetInput(fleet, true), Optional.empty());

        assertThat(summary.duplicates()).isEqualTo(truth.get(FaultKind.REDELIVERY));
        assertThat(summary.findings()).containsEntry("meter.duplicate.conflict", truth.get(FaultKind.CONFLICT));
        assertThat(summary.seriesRules()).containsKeys("series.gap", "series.silence");
        assertThat(summary.seriesRules().keySet()).noneMatch(rule -> rule.startsWith("meter."));
    }

    @Test
    void repeatingARunEndsWithTheSameRows() throws Exception {
        Input input = new FleetInput(fleet(60), true);
        RunSummary first = run(input, Optional.empty());
        List<Gap> gaps = gaps();
        RunSummary again = run(input, Optional.empty());

        assertThat(again.run().resumed()).isTrue();
        assertThat(again.seriesFindings()).isNotEmpty().isEqualTo(first.seriesFindings());
        assertThat(again.seriesRules()).isEqualTo(first.seriesRules());
        assertThat(gaps()).isEqualTo(gaps);
    }

    @Test
    void aRuleFileSetsTheRulesOnSeriesToo() throws Exception {
        RuleConfiguration rules = RuleFile.read(Files.writeString(directory.resolve("rules.yaml"), """
                version: 1
                rules:
                  series.gap: {enabled: false}
                  series.stuck: {severity: ERROR}
                """));
        RunSummary summary = run(new FleetInput(fleet(150), true), Optional.of(rules));

        assertThat(summary.seriesRules()).doesNotContainKey("series.gap");
        assertThat(summary.seriesFindings()).doesNotContainKey("series.gap").containsKey("series.stuck");
        assertThat(rows("SELECT DISTINCT severity FROM series_findings WHERE rule = 'series.stuck'"))
                .containsExactly("ERROR");
    }

    @Test
    void aLineThatWasRejectedLeavesAGapOfTheFilesOwnResolution() throws Exception {
        Path file = Files.writeString(directory.resolve("household.txt"), HOUSEHOLD_HEADER + """
                16/12/2006;17:24:00;4.216;0.418;234.840;18.400;0.000;1.000;17.000
                16/12/2006;17:25:00;?;?;?;?;?;?;
                16/12/2006;17:26:00;4.374;0.498;233.290;18.800;0.000;1.000;17.000
                """);
        RunSummary summary =
                run(new FileInput(file, ReadingFormat.named("uci-household"), PARIS, ""), Optional.empty());

        assertThat(summary.seriesFindings()).containsExactly(Map.entry("series.gap", 1L));
        assertThat(gaps())
                .containsExactly(new Gap(
                        "uci-household", Instant.parse("2006-12-16T16:25:00Z"), Instant.parse("2006-12-16T16:26:00Z")));
        // Nobody knows when the household was expected to begin or to end, so the rest of the day is not missing.
        assertThat(summary.seriesRules().get("series.spike.day").skipped())
                .containsExactly(Map.entry("the market day is not whole", 1L));
    }

    @Test
    void aFileWithoutAReadingHasNoSeriesToJudge() throws Exception {
        Path file = Files.writeString(directory.resolve("empty.txt"), HOUSEHOLD_HEADER);
        RunSummary summary =
                run(new FileInput(file, ReadingFormat.named("uci-household"), PARIS, ""), Optional.empty());

        assertThat(summary.seriesRules()).isEmpty();
        assertThat(summary.toJson()).contains("\"series_findings\" : { }", "\"series_rules\" : { }");
    }

    @Test
    void summariesForPeopleAndProgramsSayWhatWasFoundOnSeries() throws Exception {
        RunSummary summary = run(new FleetInput(fleet(60), true), Optional.empty());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new SummaryText(summary, out).print(new PrintStream(text, true, StandardCharsets.UTF_8));

        assertThat(text.toString(StandardCharsets.UTF_8))
                .containsPattern("series +[0-9]+ findings; 6 of 15 rules could judge\n")
                .containsPattern(" +[0-9]+  series\\.gap\n");
        assertThat(Files.readString(out.resolve("summary.json")))
                .containsPattern("\"series_findings\" : \\{\\s+\"series.gap\" : [0-9]+")
                .containsPattern("\"series.gap\" : \\{\\s+\"evaluated\" : [0-9]+,\\s+\"skipped\" : \\{ \\}")
                .contains("\"fewer than 7 whole market days were judged\" : ");
    }

    @Test
    void theTwoMinutesThatTheHouseholdDidNotMeasureAreItsOnlyGap() throws Exception {
        Path file = real("meters/uci-household/household_power_consumption_combined_datetime.csv.gz");
        RunSummary summary =
                run(new FileInput(file, ReadingFormat.named("uci-household"), PARIS, ""), Optional.empty());

        assertThat(summary.seriesFindings()).containsExactly(Map.entry("series.gap", 1L));
        assertThat(gaps())
                .containsExactly(new Gap(
                        "uci-household", Instant.parse("2006-12-21T10:23:00Z"), Instant.parse("2006-12-21T10:25:00Z")));
        assertThat(summary.seriesRules().get("series.day.high").evaluated()).isPositive();
    }

    @Test
    void aYearOfTheGermanLoadHasNoGapOnTheDaysTheClockChanges() throws Exception {
        Path file = real("grid/smard/Realisierter_Stromverbrauch_2025_quarterhour_DE.csv.gz");
        RunSummary summary = run(new FileInput(file, ReadingFormat.named("smard"), BERLIN, ""), Optional.empty());

        assertThat(summary.seriesFindings()).isEmpty();
        assertThat(summary.seriesRules().get("series.gap").evaluated()).isEqualTo(365);
        assertThat(summary.seriesRules().get("series.day.high").evaluated()).isGreaterThan(300);
    }

    private RunSummary run(Input input, Optional<RuleConfiguration> rules) throws IOException {
        RunSettings settings = new RunSettings(
                out,
                Optional.empty(),
                Map.of(),
                2,
                Optional.empty(),
                Optional.empty(),
                "us-east-1",
                5_000,
                rules,
                WarehouseKind.DUCKDB,
                Optional.empty());
        Console console =
                new Console(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
        return new PipelineRun(input, settings, console).run().orElseThrow();
    }

    private static Fleet fleet(int meters) {
        return Fleet.builder()
                .meters(meters)
                .firstDate(LocalDate.of(2026, 3, 28))
                .days(2)
                .calendar(BERLIN)
                .build();
    }

    /** What {@link FleetInput} does to the readings of a fleet, reading by reading. */
    private static List<InjectedFault> truth(Fleet fleet) {
        List<InjectedFault> truth = new ArrayList<>();
        AvroFormat<MeterReading> format = AvroFormat.singleObject(AvroCodec.meterReading(), new SchemaStore.Cache());
        Corruption corruption = Corruption.of(FleetInput.DAMAGED, fleet.seed());
        FaultInjector.of(fleet, FaultPlan.standard(), fleet.seed())
                .inject(fleet.readings(ReadingOrder.BY_TIME), truth::add)
                .forEach(reading -> corruption.apply(reading, format.encode(reading), truth::add));
        return truth;
    }

    private static Map<FaultKind, Long> counts(List<InjectedFault> truth) {
        return truth.stream().collect(Collectors.groupingBy(InjectedFault::kind, Collectors.counting()));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<Gap> gaps() throws SQLException {
        return rows("SELECT subject || ' ' || epoch_ms(start_time) || ' ' || epoch_ms(end_time) FROM series_findings"
                        + " WHERE rule = 'series.gap' ORDER BY subject, start_time, message")
                .stream()
                .map(row -> row.split(" "))
                .map(row -> new Gap(row[0], millis(row[1]), millis(row[2])))
                .toList();
    }

    private static Instant millis(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + out.resolve("warehouse.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    /** A real file under the directory of the system property {@code metrify.data}. */
    private static Path real(String path) {
        String data = System.getProperty("metrify.data");
        assumeTrue(data != null, "give the directory of the real files with -Dmetrify.data=DIR to run this test");
        Path file = Path.of(data).resolve(path);
        assertThat(file).exists();
        return file;
    }
}
