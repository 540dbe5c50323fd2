package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.expectation.ExpectationResult;
import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.expectation.Expectations;
import io.metrify.quality.expectation.ResultFormat;
import io.metrify.quality.expectation.SuiteEvaluator;
import io.metrify.quality.expectation.SuiteJson;
import io.metrify.quality.expectation.SuiteResult;
import io.metrify.quality.expectation.SuiteResultJson;
import io.metrify.quality.expectation.ValidationRun;
import io.metrify.quality.table.JdbcTable;
import io.metrify.quality.table.ReadingTable;
import io.metrify.quality.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/guide/expectations.md} shows: each of its listings stands here, is compiled and run. */
class ExpectationsGuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/expectations.md");
    private static final Path SOURCE = Path.of("src/test/java/io/metrify/quality/ExpectationsGuideTest.java");

    @TempDir
    private Path folder;

    @Test
    void everyListingOfTheGuideStandsInThisClass() throws IOException {
        String source = unindented(Files.readString(SOURCE));
        List<String> listings = fenced("java");

        assertThat(listings).hasSize(4);
        assertThat(listings).allSatisfy(listing -> assertThat(source).contains(unindented(listing)));
    }

    @Test
    void aSuiteIsImportedAndRunOnReadings() throws IOException {
        Path file = Files.writeString(
                folder.resolve("readings.json"), fenced("json").get(0));
        List<MeterReading> readings = readings();

        ExpectationSuite suite = SuiteJson.read(file);
        SuiteResult result = SuiteEvaluator.of(suite).evaluate(ReadingTable.of(readings));

        List<String> report = new ArrayList<>();
        for (ExpectationResult each : result.results()) {
            String outcome = each.success() ? "met" : "not met";
            report.add(each.expectation().type() + ": " + (each.error() == null ? outcome : each.error()));
            report.add("  " + each.result());
        }

        assertThat(String.join("\n", report) + "\n").isEqualTo(fenced("text").get(0));
    }

    @Test
    void aSuiteIsWrittenInCode() {
        ExpectationSuite suite = ExpectationSuite.of(
                "readings",
                List.of(
                        Expectations.columnValuesToNotBeNull("consumption_kwh"),
                        Expectations.compoundColumnsToBeUnique("meter_id", "register", "timestamp"),
                        Expectations.columnValuesToBeBetween("voltage", 207, 253)
                                .mostly(0.95),
                        Expectations.columnValuesToBeBetween("consumption_kwh", 0, null)
                                .where("register = '1-0:1.8.0' AND quality_code <> 'UNUSABLE'")));
        String json = SuiteJson.write(suite);

        assertThat(SuiteJson.read(json)).isEqualTo(suite);
        assertThat(SuiteEvaluator.of(suite)
                        .evaluate(ReadingTable.of(readings()))
                        .results())
                .allSatisfy(each -> assertThat(each.error()).isNull());
    }

    @Test
    void aTableOfADatabaseIsJudgedAndTheResultExported() throws IOException, SQLException {
        ExpectationSuite suite =
                ExpectationSuite.of("readings", List.of(Expectations.columnValuesToBeBetween("voltage", 207, 253)));
        Path project = folder;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE readings AS SELECT range AS n, 200.0::DOUBLE + range AS voltage FROM range(50)");

            Table table = JdbcTable.ofQuery(connection, "SELECT * FROM readings ORDER BY n");
            SuiteResult result = SuiteEvaluator.builder(suite)
                    .resultFormat(ResultFormat.COMPLETE)
                    .build()
                    .evaluate(table);

            ValidationRun run = ValidationRun.of("nightly", Instant.parse("2026-03-29T01:00:00Z"));
            Path report = project.resolve(run.storeKey(suite));
            Files.createDirectories(report.getParent());
            Files.writeString(report, SuiteResultJson.write(result, run));

            assertThat(result.results().get(0).result()).containsEntry("unexpected_count", 7L);
            assertThat(folder.resolve("uncommitted/validations/readings/nightly/20260329T010000.000000Z/__none__.json"))
                    .content()
                    .contains("\"unexpected_index_list\": [", "\"run_name\": \"nightly\"");
        }
    }

    private static List<MeterReading> readings() {
        List<MeterReading> readings = new ArrayList<>();
        for (int slot = 0; slot < 4; slot++) {
            Instant start = Instant.parse("2026-03-29T00:00:00Z").plus(Duration.ofMinutes(15L * slot));
            readings.add(
                    MeterReading.of("DE-0042", Interval.of(start, Duration.ofMinutes(15)), Energy.parse("0.062500"))
                            .withElectrical(new Electrical(slot == 3 ? 190 : 230, 0.3, 0.98, 50)));
        }
        return readings;
    }

    private static List<String> fenced(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        String opening = "```" + language + "\n";
        String guide = Files.readString(GUIDE).replace("\r\n", "\n");
        for (int at = guide.indexOf(opening); at >= 0; at = guide.indexOf(opening, at)) {
            int start = at + opening.length();
            at = guide.indexOf("```", start);
            blocks.add(guide.substring(start, at));
        }
        return blocks;
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
