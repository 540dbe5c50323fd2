package io.metrify.samples.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.duckdb.DuckDbWarehouse;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.Energy;
import io.metrify.quality.report.html.Figures;
import io.metrify.samples.pipeline.RunSummary;
import io.metrify.samples.pipeline.report.SampleRun.Records;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final int MOST_CHARACTERS = 2_000_000;
    private static final Energy ONE = Energy.ofWattHours(1_000);

    @TempDir
    Path directory;

    @Test
    void showsWhatBecameOfEveryRecord() throws Exception {
        SampleRun run = SampleRuns.fleet(directory, 100, 2);
        RunSummary summary = run.summary();

        String html = run.report(directory.resolve("report.html"));

        assertThat(html)
                .contains("<b>" + Figures.count(summary.read()) + " read</b>")
                .contains("<span>= " + Figures.count(summary.accepted()) + " accepted</span>")
                .contains("<span>+ " + Figures.count(summary.rejected()) + " rejected</span>")
                .contains("<span>+ " + Figures.count(summary.deadLetters()) + " dead letters</span>")
                .contains("<span>+ " + Figures.count(summary.duplicates()) + " duplicates</span>")
                .contains("✓ holds")
                .doesNotContain("✗ differs");
        assertThat(List.of(summary.accepted(), summary.rejected(), summary.deadLetters(), summary.duplicates()))
                .doesNotContain(0L);
    }

    @Test
    void saysSoWhenTheLakeHoldsFewerReadingsThanWereAccepted() throws Exception {
        SampleRun run = SampleRuns.steady(directory, LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 2), ONE);

        String html = run.withLakeRows(95).report(directory.resolve("report.html"));

        assertThat(html).containsOnlyOnce("✗ differs").contains("95 ≠ 96");
    }

    @Test
    void totalsAreTheSumsOfTheWarehouse() throws Exception {
        SampleRun run = SampleRuns.fleet(directory, 20, 2);
        String html = run.report(directory.resolve("report.html"));

        for (String register : List.of("1-0:1.29.0", "1-0:2.29.0")) {
            String sum = run.query("SELECT sum(consumption_kwh) FROM readings WHERE obis_code = '" + register + "'");
            assertThat(html).contains("<data value=\"" + sum + "\">" + Figures.exact(new BigDecimal(sum)) + "</data>");
            String day = run.query("SELECT sum(consumption_kwh) FROM daily_consumption_metrics WHERE obis_code = '"
                    + register + "' AND market_date = DATE '2026-10-25'");
            assertThat(html).contains("<data value=\"" + day + "\">" + Figures.exact(new BigDecimal(day)) + "</data>");
        }
    }

    @Test
    void countsFindingsAsTheWarehouseDoes() throws Exception {
        SampleRun run = SampleRuns.fleet(directory, 100, 2);
        String rule = run.query("SELECT rule FROM findings GROUP BY rule ORDER BY count(*) DESC, rule LIMIT 1");
        String count = run.query("SELECT count(*) FROM findings WHERE rule = '" + rule + "'");

        String html = run.report(directory.resolve("report.html"));

        assertThat(html.substring(html.indexOf("<code>" + rule + "</code>")))
                .containsSubsequence("<span>" + Figures.count(Long.parseLong(count)) + " (", "</tr>");
    }

    @Test
    void countsFindingsOnSeriesAsTheWarehouseDoesAndNamesTheMeterWithMostMissing() throws Exception {
        SampleRun run = SampleRuns.fleet(directory, 100, 2);
        String count = run.query("SELECT count(*) FROM series_findings WHERE rule = 'series.gap'");
        String worst = run.query("SELECT subject FROM series_findings WHERE rule = 'series.gap' GROUP BY subject"
                + " ORDER BY sum(epoch_ms(end_time) - epoch_ms(start_time)) DESC, subject LIMIT 1");

        String html = run.report(directory.resolve("report.html"));
        String series = html.substring(html.indexOf("<section id=\"series\""));

        assertThat(series)
                .containsSubsequence("<code>series.gap</code>", "<span>" + count + " (", "</tr>")
                .containsSubsequence("Series to look at first", ">" + worst + "</th>", "What the rules could judge")
                .contains("its slot shows as a gap", "fewer than 7 whole market days were judged")
                .contains("Nothing was delivered that these would judge: series.register.sum, ");
    }

    @Test
    void namesTheDayOf25HoursAndItsSecondHourTwo() throws Exception {
        SampleRun run = SampleRuns.steady(directory, LocalDate.of(2026, 10, 24), LocalDate.of(2026, 10, 27), ONE);

        String html = run.report(directory.resolve("report.html"));

        assertThat(html)
                .contains("Sun 25 Oct (25 h)", "clock −1 h")
                .contains("Sun 25 Oct 2026 02:45 +02:00", "Sun 25 Oct 2026 02:00 +01:00")
                .contains("<data value=\"100.000000\">", "data-label=\"Length\">25 h<");
    }

    @Test
    void namesTheDayOf23HoursWhichHasNoHourTwo() throws Exception {
        SampleRun run = SampleRuns.steady(directory, LocalDate.of(2026, 3, 28), LocalDate.of(2026, 3, 31), ONE);

        String html = run.report(directory.resolve("report.html"));

        assertThat(html)
                .contains("Sun 29 Mar (23 h)", "clock +1 h", "Sun 29 Mar 2026 03:00 +02:00")
                .contains("<data value=\"92.000000\">", "data-label=\"Length\">23 h<")
                .doesNotContain("29 Mar 2026 02:");
    }

    @Test
    void showsNothingOfASteadyLoadButItsPower() throws Exception {
        SampleRun run = SampleRuns.steady(directory, LocalDate.of(2026, 10, 24), LocalDate.of(2026, 10, 27), ONE);

        assertThat(run.report(directory.resolve("report.html")))
                .contains("import 4.000 kW")
                .doesNotContain("import 3.", "import 5.", "import 8.");
    }

    @Test
    void escapesWhatRecordsSay() throws Exception {
        Records records = new Records("<b>topic</b>");
        String script = "<script>alert('x')</script>\"&\u202E";
        Instant start = SampleRuns.BERLIN.day(LocalDate.of(2026, 5, 1)).start();
        records.add(SampleRuns.reading(script, start, ONE));
        records.add(SampleRuns.reading(script, start.plusSeconds(7), Energy.ofWattHours(-1)));
        records.addMalformed(script, "/" + script, "not a number: " + script);
        SampleRun run = SampleRun.of(directory, SampleRuns.BERLIN, start.plusSeconds(900), script, List.of(), records);

        String html = run.report(directory.resolve("report.html"));

        assertThat(html)
                .doesNotContain("<script", "<b>topic", "\u202E", "alert('x')")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;", "&lt;b&gt;topic&lt;/b&gt;");
    }

    @Test
    void showsWhereADeadLetterCameFromAndHowItBegins() throws Exception {
        Records records = new Records("readings");
        records.addMalformed("M1;2026-05-01;" + "9".repeat(100), "/consumption_kwh", "too many digits");
        SampleRun run = SampleRun.of(directory, SampleRuns.BERLIN, Instant.EPOCH, "one bad line", List.of(), records);

        assertThat(run.report(directory.resolve("report.html")))
                .contains("sample.csv@1, now readings/0@0", "/consumption_kwh", "too many digits")
                .contains("<code>M1;2026-05-01;" + "9".repeat(66) + "…</code>");
    }

    @Test
    void saysHowManyDeadLettersItLeavesOut() throws Exception {
        Records records = new Records("readings");
        for (int line = 0; line < 1_234; line++) {
            records.addMalformed("line", "", "is no reading");
        }
        SampleRun run = SampleRun.of(directory, SampleRuns.BERLIN, Instant.EPOCH, "bad lines", List.of(), records);

        assertThat(run.report(directory.resolve("report.html"))).contains("The first 25 of 1,234");
    }

    @Test
    void saysThatAnEmptyRunIsEmpty() throws Exception {
        String html = SampleRuns.empty(directory).report(directory.resolve("report.html"));

        assertThat(html)
                .contains(
                        "<b>0 read</b>",
                        "There is no accepted reading",
                        "Nothing was read, so there is nothing to score.")
                .contains("No rule found anything.", "There is no series to judge.", "Every record could be decoded")
                .doesNotContain("NaN", "✗ differs");
    }

    @Test
    void loadsNothing() throws Exception {
        String html = SampleRuns.fleet(directory, 20, 2).report(directory.resolve("report.html"));

        assertThat(html)
                .doesNotContain("http:", "https:", "<script", "<link", "<img", "@import", "url(\"", " src=")
                .doesNotContainPattern("url\\((?!#)");
    }

    @Test
    void aYearOfACountryStaysSmallAndSpeaksOfGigawatts() throws Exception {
        String html = SampleRuns.country(directory).report(directory.resolve("report.html"));

        assertThat(html).hasSizeLessThan(MOST_CHARACTERS).contains("GW", "of each market day", ">Jan 2025<", "TWh");
    }

    @Test
    void tenDaysOfMinutesAreDrawnByHour() throws Exception {
        SampleRun run = SampleRuns.fleet(directory, 1, LocalDate.of(2026, 10, 18), 10, Duration.ofMinutes(1));

        assertThat(run.report(directory.resolve("report.html")))
                .hasSizeLessThan(MOST_CHARACTERS)
                .contains("each 1 min slot", "The line is the mean of each hour", "25 Oct (25 h)");
    }

    @Test
    void oneReadingYearsAwayDoesNotSqueezeTheCurve() throws Exception {
        Records records = new Records("readings");
        Instant start = SampleRuns.BERLIN.day(LocalDate.of(2026, 5, 1)).start();
        for (int slot = 0; slot < 192; slot++) {
            records.add(SampleRuns.reading("M1", start.plusSeconds(900L * slot), ONE));
        }
        records.add(SampleRuns.reading("M2", start.minusSeconds(86_400L * 1_000), ONE));
        SampleRun run = SampleRun.of(
                directory, SampleRuns.BERLIN, start.plusSeconds(900L * 192), "one stray", List.of(), records);

        assertThat(run.report(directory.resolve("report.html")))
                .contains("Not drawn: 1 reading on other days", "<data value=\"193.000000\">", ">Sat 2 May<");
    }

    @Test
    void keepsTheOldReportWhenTheWarehouseCannotBeQueried() throws Exception {
        Path target = directory.resolve("report.html");
        Files.writeString(target, "old");
        RunSummary summary = SampleRuns.empty(directory).summary();
        try (JdbcWarehouse warehouse = DuckDbWarehouse.open(directory.resolve("other.duckdb"), "other");
                WarehouseQueries empty =
                        WarehouseQueries.of(warehouse.dialect(), DriverManager.getConnection("jdbc:duckdb:"))) {
            assertThatThrownBy(() -> HtmlReport.write(target, summary, empty, SampleRuns.BERLIN))
                    .isInstanceOf(SQLException.class);
        }

        assertThat(target).hasContent("old");
        assertThat(directory.resolve("report.html.draft")).doesNotExist();
    }

    @Test
    void everyChartHasATitleADescriptionAndATable() throws Exception {
        String html = SampleRuns.fleet(directory, 20, 2).report(directory.resolve("report.html"));

        Map<String, Integer> counts = Map.of(
                "role=\"img\"", 4, "<desc id=", 4, "<details>", 2, "<html lang=\"en\">", 1, "<h1>", 1, "<main id=", 1);
        counts.forEach((text, count) ->
                assertThat(html.split(Pattern.quote(text), -1)).as(text).hasSize(count + 1));
    }
}
