package io.metrify.quality.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityTier;
import io.metrify.quality.report.html.LineChart;
import io.metrify.validation.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QualityReportHtmlTest {

    @Test
    void showsTheScoreWithWhatEachDimensionCost() throws IOException {
        QualityReport report = Reports.complete("M-1");

        String html = Reports.html(report);

        assertThat(html)
                .contains(">" + Wording.ppm(report.score().partsPerMillion().orElseThrow()) + "<");
        for (ReportedDimension dimension : report.score().dimensions()) {
            assertThat(html)
                    .contains("<span>" + Wording.ppm(dimension.lostPpm()) + "</span>")
                    .contains(dimension.basis());
        }
        assertThat(html).contains("not measured").contains("no arrival was timed");
    }

    @Test
    void drawsReadingsSubstitutesGapsAndFindingsInOneChart() throws IOException {
        String html = Reports.html(Reports.complete("M-1"));
        String chart = html.substring(html.indexOf("meter-1-chart-1-title"), html.indexOf("The chart as a table"));

        assertThat(chart)
                .contains("class=\"line read\"", "class=\"line made\"", "class=\"squares made\"")
                .containsOnlyOnce("class=\"gap\"")
                .containsOnlyOnce("class=\"mark error\"");
        assertThat(html)
                .contains("measured, 84 slots", "substituted, 6 slots", "missing, 10 slots")
                .contains("Sun 25 Oct (25 h)", "clock −1 h");
    }

    @Test
    void theTableBesideAChartHasEverySlotOfADayOf100() throws IOException {
        String html = Reports.html(Reports.complete("M-1"));
        String table = html.substring(
                html.indexOf("Every slot, exact"), html.indexOf("</details>", html.indexOf("Every slot, exact")));

        assertThat(table.split("role=\"rowheader\"", -1)).hasSize(1 + 100);
        assertThat(table)
                .contains("Sun 25 Oct 2026 02:45 +02:00", "Sun 25 Oct 2026 02:00 +01:00")
                .contains("<data value=\"0.250099\">0.250099</data>")
                .contains(">estimated, interpolation<", ">edited<", ">missing<");
    }

    @Test
    void saysWhatWasCheckedAndWhatWasSkippedAndWhy() throws IOException {
        assertThat(Reports.html(Reports.complete("M-1")))
                .contains("Judged: series.gap × 1.", "fewer than 7 whole market days were judged")
                .contains("What could not be judged", "too few days");
    }

    @Test
    void saysWhichRulesTheScoreKnowsNothingOf() throws IOException {
        QualityReportBuilder builder =
                QualityReport.builder("Fleet", Reports.BERLIN, Reports.NOW).score(Reports.score(84, 2, 16));
        builder.rule(rule("meter.consumption.negative", OptionalInt.of(50_000)));
        assertThat(Reports.html(builder.build())).doesNotContain("not scored");

        builder.rule(rule("series.stuck", OptionalInt.empty()));
        assertThat(Reports.html(builder.build()))
                .contains("what rules that are not scored found is not part of the score")
                .contains("<span>not scored</span>");
    }

    private static ReportedRule rule(String id, OptionalInt lostPpm) {
        return new ReportedRule(
                id,
                Optional.of(Severity.WARNING),
                "It asks for something.",
                1,
                1,
                lostPpm,
                OptionalInt.empty(),
                Optional.empty());
    }

    @Test
    void showsHostileTextAsText() throws IOException {
        String html = Reports.html(Reports.complete(Reports.HOSTILE));

        assertThat(html)
                .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\uFFFD")
                .doesNotContain("<script", "<img", "</script", "\u202E")
                .contains("href=\"#meter-1\"", "id=\"meter-1\"");
    }

    @Test
    void loadsNothing() throws IOException {
        assertThat(Reports.html(Reports.complete("M-1")))
                .doesNotContain("http:", "https:", "<script", "<link", "@import", " src=")
                .doesNotContainPattern("url\\((?!#)");
    }

    @Test
    void headingsAreInOrderAndEveryReferenceHasItsTarget() throws IOException {
        String html = Reports.html(Reports.complete("M-1"));

        int before = 0;
        Matcher headings = Pattern.compile("<h([1-6])").matcher(html);
        while (headings.find()) {
            int level = Integer.parseInt(headings.group(1));
            assertThat(level).isLessThanOrEqualTo(before + 1);
            before = level;
        }
        assertThat(before).isPositive();
        Matcher references = Pattern.compile("(?:href=\"#|aria-labelledby=\"|url\\(#)([^\")]+)")
                .matcher(html);
        while (references.find()) {
            for (String id : references.group(1).split(" ")) {
                assertThat(html).containsOnlyOnce(" id=\"" + id + "\"");
            }
        }
        assertThat(html)
                .contains("<html lang=\"en\">", "<main id=\"main\">", "<header>", "<nav aria-label=", "<footer>");
    }

    @Test
    void saysSoWhenThereIsNothing() throws IOException {
        assertThat(Reports.html(Reports.empty()))
                .contains("Nothing was measured, so there is nothing to score.")
                .contains(
                        "No meter is known.",
                        "No rule was asked.",
                        "No meter has a score.",
                        "No meter is shown in detail.")
                .doesNotContain("NaN", "role=\"img\"");
    }

    @Test
    void aPerfectFleetHasNothingToLookAt() throws IOException {
        FleetScore perfect = Reports.score(96, 0, 0);
        QualityReport report = QualityReport.builder("Perfect", Reports.BERLIN, Reports.NOW)
                .score(perfect)
                .meter(ReportedMeter.of("M-1", perfect))
                .day(new ReportedDay(Reports.LONG_DAY, TierCounts.NONE.plusOne(perfect.tier())))
                .build();

        assertThat(Reports.html(report))
                .contains("Nothing was lost.", "Every meter delivered everything that was expected, without a doubt.")
                .contains("Every meter was excellent on every day, so there is nothing to draw.")
                .contains("excellent <strong>1</strong>");
    }

    @Test
    void aMeterWithoutAnyReadingIsAllGap() throws IOException {
        ReadingSeries nothing = ReadingSeries.builder(
                        "M-1", ObisCode.IMPORT_PROFILE, Reports.BERLIN.day(Reports.LONG_DAY), Reports.QUARTER)
                .build();
        QualityReport report = QualityReport.builder("Silent", Reports.BERLIN, Reports.NOW)
                .page(new MeterPage(
                        ReportedMeter.of("M-1", Reports.score(0, 0, 100)),
                        Map.of(),
                        List.of(nothing),
                        List.of(),
                        Map.of()))
                .page(new MeterPage(
                        ReportedMeter.of("M-2", Reports.score(0, 0, 100)), Map.of(), List.of(), List.of(), Map.of()))
                .build();

        assertThat(Reports.html(report))
                .contains("missing, 100 slots", "There is no reading of this meter to draw.")
                .contains("x=\"0%\" y=\"0%\" width=\"100%\" height=\"100%\"")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void ofAMillionMetersOnlyTheWorstAreListed() throws IOException {
        ReportedMeter sound = ReportedMeter.of("M", Reports.score(96, 0, 0));
        ReportedMeter poor = ReportedMeter.of("M", Reports.score(1, 0, 95));
        QualityReportBuilder builder = QualityReport.builder("A million", Reports.BERLIN, Reports.NOW);
        for (int i = 0; i < 1_000_000; i++) {
            ReportedMeter like = i % 1_000 == 7 ? poor : sound;
            builder.meter(new ReportedMeter("M" + i, like.score(), like.counts(), like.findings()));
        }
        QualityReport report = builder.build();

        assertThat(report.meters().worst())
                .hasSize(20)
                .extracting(ReportedMeter::meterId)
                .startsWith("M100007", "M10007");
        assertThat(report.meters().meters().of(QualityTier.EXCELLENT)).isEqualTo(999_000);
        assertThat(Reports.html(report)).hasSizeLessThan(60_000).contains("20 of 1,000,000 meters");
    }

    @Test
    void aYearOfMinutesIsDrawnInAtMost720StepsThatLoseNoPeakAndNoGap() {
        int slots = 365 * 1_440;
        long[] amounts = new long[slots];
        Arrays.fill(amounts, 1_000);
        amounts[123_456] = 777_000_000;
        amounts[300_000] = ReadingSeries.MISSING;
        ReadingSeries year = ReadingSeries.of(
                "M-1",
                ObisCode.IMPORT_PROFILE,
                Reports.BERLIN.day(LocalDate.of(2025, 1, 1)).start(),
                Duration.ofMinutes(1),
                amounts);

        SeriesSteps steps = SeriesSteps.of(year);

        assertThat(steps.measured()).hasSizeBetween(600, SeriesSteps.MOST);
        assertThat(steps.measured().stream().mapToDouble(LineChart.Point::most).max())
                .hasValue(777 * 60.0);
        assertThat(steps.gaps()).hasSize(1);
        assertThat(steps.gaps().get(0).from())
                .isLessThanOrEqualTo(year.slotStart(300_000).getEpochSecond());
        assertThat(steps.gaps().get(0).to())
                .isGreaterThan(year.slotStart(300_000).getEpochSecond());
    }

    @Test
    void manyDaysAreDrawnAsMonths() throws IOException {
        QualityReportBuilder builder = QualityReport.builder("Years", Reports.BERLIN, Reports.NOW);
        TierCounts poor = TierCounts.NONE.plusOne(Optional.of(QualityTier.POOR));
        for (LocalDate date = LocalDate.of(2024, 1, 1); date.getYear() < 2026; date = date.plusDays(1)) {
            builder.day(new ReportedDay(date, poor));
        }

        String html = Reports.html(builder.build());

        assertThat(html).contains("Month by month", ">Feb 2024<", "poor 29").doesNotContain("Day by day");
        assertThat(html.split("class=\"stack\"", -1)).hasSize(1 + 24);
    }
}
