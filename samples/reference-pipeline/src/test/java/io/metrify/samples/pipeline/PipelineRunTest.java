package io.metrify.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metrify.formats.ReadingFormat;
import io.metrify.model.MarketCalendar;
import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.expectation.Expectations;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.validation.config.RuleConfiguration;
import io.metrify.validation.config.RuleFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path out = Path.of("");

    @BeforeEach
    void chooseOutputDirectory() {
        out = directory.resolve("out");
    }

    @Test
    void everyRecordIsCountedOnceAndTheLakeHoldsWhatTheWarehouseHolds() throws Exception {
        RunSummary summary = run(fleet(60, true)).orElseThrow();

        assertReconciles(summary);
        assertThat(summary.deadLetters()).isPositive();
        assertThat(summary.rejected()).isPositive();
        assertThat(summary.duplicates()).isPositive();
        assertThat(summary.lake().rows()).isEqualTo(summary.accepted());
        assertThat(summary.warehouse())
                .containsEntry("readings", summary.accepted())
                .containsEntry("dim_meters", 60L);
        assertThat(lakeRowsAndEnergy()).containsExactly(Long.toString(summary.accepted()), summary.energyKwh());
        assertThat(summary.quality().score()).isBetween(0.5, 1.0);
    }

    @Test
    void aSoundFleetHasNoFindingsAndCompleteDays() throws Exception {
        RunSummary summary = run(fleet(20, false)).orElseThrow();

        assertReconciles(summary);
        assertThat(summary.accepted()).isEqualTo(summary.read());
        assertThat(summary.findings()).isEmpty();
        assertThat(summary.seriesFindings()).isEmpty();
        assertThat(summary.quality().score()).isEqualTo(1);
        assertThat(query("SELECT min(coverage), max(coverage), sum(reading_count) FROM daily_consumption_metrics"))
                .containsExactly("1.0", "1.0", Long.toString(summary.accepted()));
        // The day the clock goes forward has 23 hours.
        assertThat(query("SELECT count(DISTINCT hour_start) FROM fact_smart_meter_analytics WHERE market_date ="
                        + " DATE '2026-03-29'"))
                .containsExactly("23");
    }

    @Test
    void factsAddUpToTheReadings() throws Exception {
        RunSummary summary = run(fleet(20, true)).orElseThrow();

        assertThat(query("SELECT sum(consumption_kwh) FROM daily_consumption_metrics"))
                .containsExactly(summary.energyKwh());
        assertThat(query("SELECT sum(consumption_kwh) FROM fact_smart_meter_analytics"))
                .containsExactly(summary.energyKwh());
        assertThat(summary.energyByRegister().values().stream()
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(new BigDecimal(summary.energyKwh()));
    }

    @Test
    void aRunThatWasStoppedIsContinuedToTheSameTotals() throws Exception {
        Input input = fleet(100, true);
        InterruptedInput interrupted = new InterruptedInput(input, this::lakeHasObjects);
        PipelineRun stopped = new PipelineRun(interrupted, settings(2_000), silent());
        interrupted.onInterrupt(stopped::stop);
        Optional<RunSummary> first = stopped.run();
        RunSummary resumed =
                new PipelineRun(input, settings(2_000), silent()).run().orElseThrow();
        Path elsewhere = directory.resolve("undisturbed");
        RunSummary undisturbed = new PipelineRun(input, settings(elsewhere, 2_000), silent())
                .run()
                .orElseThrow();

        assertThat(first).isEmpty();
        assertThat(resumed.run().resumed()).isTrue();
        assertReconciles(resumed);
        assertThat(List.of(resumed.read(), resumed.accepted(), resumed.rejected(), resumed.deadLetters()))
                .isEqualTo(List.of(
                        undisturbed.read(), undisturbed.accepted(), undisturbed.rejected(), undisturbed.deadLetters()));
        assertThat(resumed.energyKwh()).isEqualTo(undisturbed.energyKwh());
        assertThat(resumed.findings()).isEqualTo(undisturbed.findings());
        assertThat(resumed.seriesFindings()).isNotEmpty().isEqualTo(undisturbed.seriesFindings());
        assertThat(resumed.seriesRules()).isEqualTo(undisturbed.seriesRules());
        assertThat(lakeRowsAndEnergy()).containsExactly(Long.toString(resumed.accepted()), resumed.energyKwh());
    }

    @Test
    void aFileKeepsItsBadLinesWithNumberAndReason() throws Exception {
        Path file = directory.resolve("household.txt");
        Files.writeString(file, """
                Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;Sub_metering_1;Sub_metering_2;Sub_metering_3
                16/12/2006;17:24:00;4.216;0.418;234.840;18.400;0.000;1.000;17.000
                16/12/2006;17:25:00;?;?;?;?;?;?;
                16/12/2006;17:26:00;1.2;0.1;23
                """);
        RunSummary summary = run(new FileInput(file, ReadingFormat.named("uci-household"), BERLIN, ""))
                .orElseThrow();

        assertReconciles(summary);
        assertThat(List.of(summary.accepted(), summary.rejected(), summary.deadLetters()))
                .containsExactly(1L, 1L, 1L);
        assertThat(summary.energyKwh()).isEqualTo("0.070267");
        assertThat(Files.readString(out.resolve("dead-letters.jsonl")))
                .contains("household.txt@3")
                .contains("household.txt@4")
                .contains("5 fields");
    }

    @Test
    void aLineLongerThanAnyRecordIsADeadLetterLikeAnyOther() throws Exception {
        Path file = directory.resolve("long.jsonl");
        Files.writeString(file, "{}\n" + "x".repeat(1_200_000) + "\n{}\n");
        RunSummary summary = run(new FileInput(file, ReadingFormat.named("jsonl"), BERLIN, ""))
                .orElseThrow();

        assertThat(summary.deadLetters()).isEqualTo(3);
        assertThat(summary.read()).isEqualTo(3);
    }

    @Test
    void whatAnExchangeFileSaysBesidesReadingsIsAccountedFor() throws Exception {
        Path file = directory.resolve("day.csv");
        Files.writeString(file, """
                100,NEM12,200405011135,MDA1,Ret1
                200,VABD000163,E1Q1,1,E1,N1,METSER123,kWh,720,
                300,20040201,1.5,2.5,A,,,,
                300,20040201,1.5,2.5,A,,,,
                300,20040202,1.5,x,A,,,,
                200,VABD000163,E1Q1,2,Q1,,METSER123,kVArh,720,
                300,20040201,1,2,A,,,,
                200,VABD000164,B1,1,B1,N1,METSER124,kWh,720,
                300,20040201,1,2,A,,,,
                250,VABD000163,11,1,11,11,M1,E,1,20031005,A,,,2,20040107,A,,,1,kWh,20040407,
                900
                """);
        RunSummary summary = run(new FileInput(file, ReadingFormat.named("nem12"), BERLIN, ""))
                .orElseThrow();

        assertReconciles(summary);
        assertThat(List.of(summary.accepted(), summary.duplicates(), summary.deadLetters()))
                .containsExactly(5L, 2L, 4L);
        assertThat(Files.readString(out.resolve("dead-letters.jsonl")))
                .contains("day.csv@5", "is not a number")
                .contains("day.csv@7", "no reading of an interval: line 7: the 2 values of VABD000163 Q1 are reactive")
                .contains("day.csv@10", "register 1-11:1.8.0 of meter VABD000163 showed 2.000000 kWh");
    }

    @Test
    void anEmptyFileGivesAnEmptySummary() throws Exception {
        Path file = directory.resolve("empty.txt");
        Files.writeString(
                file,
                "Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;Sub_metering_1;Sub_metering_2;Sub_metering_3\n");
        RunSummary summary = run(new FileInput(file, ReadingFormat.named("uci-household"), BERLIN, ""))
                .orElseThrow();

        assertThat(summary.read()).isZero();
        assertThat(summary.energyKwh()).isEqualTo("0.000000");
        assertThat(summary.quality().tier()).isEqualTo("NOT_SCORED");
        assertThat(Files.readString(out.resolve("summary.json"))).contains("\"score\" : null");
        assertThat(out.resolve("report.html")).exists();
    }

    @Test
    void anotherInputIsNotAddedToARunThatIsThere() throws Exception {
        run(fleet(3, false));

        assertThatThrownBy(() -> run(fleet(4, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose another --out");
    }

    @Test
    void aRunIsJudgedByItsRules() throws Exception {
        RuleConfiguration strict = RuleFile.parse("""
                version: 1
                meter: {voltage_limit_v: {low: 0, high: 1}}
                rules:
                  meter.voltage.limit: {severity: ERROR}
                """, "rules.yaml");
        RunSummary summary = new PipelineRun(
                        fleet(3, false), settings(out, 500, Optional.of(strict), Optional.empty()), silent())
                .run()
                .orElseThrow();

        assertReconciles(summary);
        assertThat(summary.accepted()).isZero();
        assertThat(summary.rejected()).isPositive();
        assertThatThrownBy(() -> run(fleet(3, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by rules")
                .hasMessageContaining("choose another --out");
    }

    @Test
    void writesSummaryAndReport() throws Exception {
        run(fleet(3, false));

        assertThat(Files.readString(out.resolve("summary.json")))
                .contains("\"dead_letters\" : 0", "\"energy_kwh\" : \"", "\"readings_per_second\" : ");
        assertThat(Files.readString(out.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void theStoredReadingsAreProfiledAndCheckedByASuite() throws Exception {
        // Three meters, a day of 96 quarter hours and one of 92.
        ExpectationSuite suite = ExpectationSuite.of(
                "stored readings",
                List.of(
                        Expectations.tableRowCountToBeBetween(564L, 564L),
                        Expectations.columnValuesToNotBeNull("meter_id"),
                        Expectations.columnValuesToBeBetween("voltage", 0, 1)));
        new PipelineRun(fleet(3, false), settings(out, 500, Optional.empty(), Optional.of(suite)), silent()).run();

        JsonNode result = JSON.readTree(out.resolve("validation-result.json").toFile());
        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.path("statistics").path("successful_expectations").asInt())
                .isEqualTo(2);
        JsonNode profile = JSON.readTree(out.resolve("profile.json").toFile());
        assertThat(profile.path("rows").asInt()).isEqualTo(564);
    }

    private static void assertReconciles(RunSummary summary) {
        assertThat(summary.read())
                .isEqualTo(summary.accepted() + summary.rejected() + summary.deadLetters() + summary.duplicates());
        assertThat(summary.warehouse()).containsEntry("dead_letters", summary.rejected() + summary.deadLetters());
    }

    private Optional<RunSummary> run(Input input) throws IOException {
        return new PipelineRun(input, settings(500), silent()).run();
    }

    private RunSettings settings(int batchSize) {
        return settings(out, batchSize);
    }

    private static RunSettings settings(Path directory, int batchSize) {
        return settings(directory, batchSize, Optional.empty(), Optional.empty());
    }

    private static RunSettings settings(
            Path directory, int batchSize, Optional<RuleConfiguration> rules, Optional<ExpectationSuite> suite) {
        return new RunSettings(
                directory,
                Optional.empty(),
                Map.of(),
                2,
                Optional.empty(),
                Optional.empty(),
                "us-east-1",
                batchSize,
                rules,
                WarehouseKind.DUCKDB,
                suite);
    }

    private static Console silent() {
        return new Console(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    }

    private static Input fleet(int meters, boolean faults) {
        return new FleetInput(
                Fleet.builder()
                        .meters(meters)
                        .firstDate(LocalDate.of(2026, 3, 28))
                        .days(2)
                        .calendar(BERLIN)
                        .build(),
                faults);
    }

    private boolean lakeHasObjects() {
        Path lake = out.resolve("lake");
        if (!Files.exists(lake)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(lake)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException | UncheckedIOException movedMeanwhile) {
            return false;
        }
    }

    /** What DuckDB reads of exactly the files that count in the lake. */
    private List<String> lakeRowsAndEnergy() throws SQLException, IOException {
        String files = Files.readAllLines(out.resolve("lake-files.txt")).stream()
                .map(address -> "'" + out + "/lake/" + address.substring("s3://".length()) + "'")
                .collect(Collectors.joining(", "));
        return query(
                "jdbc:duckdb:",
                "SELECT count(*), sum(consumption_kwh) FROM read_parquet([" + files + "], hive_partitioning = true)");
    }

    private List<String> query(String sql) throws SQLException {
        return query("jdbc:duckdb:" + out.resolve("warehouse.duckdb"), sql);
    }

    private static List<String> query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            int columns = row.getMetaData().getColumnCount();
            return IntStream.rangeClosed(1, columns)
                    .mapToObj(column -> text(row, column))
                    .toList();
        }
    }

    private static String text(ResultSet row, int column) {
        try {
            return row.getString(column);
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
