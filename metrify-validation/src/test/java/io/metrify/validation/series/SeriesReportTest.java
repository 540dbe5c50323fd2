package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesReportTest {

    private static final SeriesCounts NONE = new SeriesCounts(0, 0, 0, 0, 0, 0, 0);
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void listsFindingsByMeterTimeAndRule() {
        Finding a = finding("M-1", NOON, "a.a", 1);
        Finding b = finding("M-1", NOON, "a.b", 1);
        Finding longer = finding("M-1", NOON, "a.b", 2);
        Finding later = finding("M-1", NOON.plusSeconds(1), "a.a", 1);
        Finding other = finding("M-2", NOON, "a.a", 1);
        SeriesReport report = new SeriesReport(List.of(other, later, longer, b, a), Map.of(), NONE);
        assertThat(report.findings()).containsExactly(a, b, longer, later, other);
        assertThat(report.findings("a.b")).containsExactly(b, longer);
        assertThat(report.findings("a.c")).isEmpty();
    }

    @Test
    void tellsRulesThatJudgedFromThoseThatNeverCould() {
        Map<String, RuleCoverage> coverage = new LinkedHashMap<>();
        coverage.put("b", new RuleCoverage(1, Map.of("no history", 9L)));
        coverage.put("a", new RuleCoverage(0, Map.of("no register", 2L, "too few points", 3L)));
        coverage.put("c", new RuleCoverage(0, Map.of()));
        SeriesReport report = new SeriesReport(List.of(), coverage, NONE);
        assertThat(report.evaluated()).containsExactly("b");
        assertThat(report.skipped()).containsExactly(Map.entry("a", "too few points"));
    }

    @Test
    void givesTheFirstOfEquallyFrequentReasons() {
        RuleCoverage coverage = new RuleCoverage(0, Map.of("b", 1L, "a", 1L, "c", 1L));
        assertThat(new SeriesReport(List.of(), Map.of("x", coverage), NONE).skipped())
                .containsExactly(Map.entry("x", "a"));
    }

    @Test
    void isACopy() {
        List<Finding> findings = new ArrayList<>(List.of(finding("M-1", NOON, "a.a", 1)));
        Map<String, RuleCoverage> coverage = new LinkedHashMap<>(Map.of("a", new RuleCoverage(1, Map.of())));
        SeriesReport report = new SeriesReport(findings, coverage, NONE);
        findings.clear();
        coverage.clear();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.evaluated()).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> report.coverage().clear());
    }

    @Test
    void addsUpTheReadings() {
        assertThat(new SeriesCounts(1, 2, 4, 8, 16, 32, 64).readings()).isEqualTo(31);
    }

    private static Finding finding(String meter, Instant start, String rule, int seconds) {
        return new Finding(rule, Severity.INFO, meter, start, start.plusSeconds(seconds), null, "x", "y", "z");
    }
}
