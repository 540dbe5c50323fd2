package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Rule;
import io.metrify.validation.Severity;
import org.junit.jupiter.api.Test;

class SeriesRulesTest {

    private static final SeriesRules STANDARD = SeriesRules.standard();

    @Test
    void leavesOutOnlyTheHampelIdentifier() {
        assertThat(SeriesRules.stock()).hasSize(STANDARD.rules().size() + 1);
        assertThat(STANDARD.with("series.spike.hampel").rules()).isEqualTo(SeriesRules.stock());
    }

    @Test
    void doesNotReportWhatARuleThatIsLeftOutWouldFind() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().without("2026-03-10T10:00", "2026-03-10T11:00");
        SeriesReport report = day.by(STANDARD.without("series.gap")).report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.coverage()).doesNotContainKey("series.gap");
    }

    @Test
    void canBeWithoutAnyRule() {
        SeriesRules rules = STANDARD;
        for (SeriesRule rule : STANDARD.rules()) {
            rules = rules.without(rule.id());
        }
        assertThat(rules.rules()).isEmpty();
        assertThat(rules.with("series.gap").rules()).extracting(SeriesRule::id).containsExactly("series.gap");
    }

    @Test
    void reportsWithAnotherSeverity() {
        assertThat(Scenario.of("2026-03-10", 1)
                        .by(STANDARD.withSeverity("series.gap", Severity.INFO))
                        .set("2026-03-10T00:00", "0.1")
                        .finding("series.gap")
                        .severity())
                .isEqualTo(Severity.INFO);
    }

    @Test
    void refusesARuleThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.without("series.gpa"))
                .withMessageStartingWith("there is no series rule \"series.gpa\"; the rules are [series.gap, ");
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.without("series.spike.hampel"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withSeverity("series.spike.hampel", Severity.INFO));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.with("meter.time.raster"));
    }

    @Test
    void judgesByTheThresholdsOfTheType() {
        SeriesThresholds lax = SeriesThresholds.standard()
                .withSpikes(new SeriesThresholds.Spikes(99, Energy.ZERO, 6, 12, Energy.ZERO));
        SeriesRules rules = SeriesRules.with(STANDARD.thresholds().with(MeterType.INDUSTRY, lax));
        Scenario day = Scenario.of("2026-03-10", 1).by(rules).filled().set("2026-03-10T10:00", "3");
        day.finding("series.spike.day");
        day.type(MeterType.INDUSTRY).isSound("series.spike.day");
    }

    @Test
    void leavesWhatIsNotAboutEnergyOrTimeToTheRulesForSingleReadings() {
        assertThat(STANDARD.recordRules().rules())
                .extracting(Rule::id)
                .contains("meter.consumption.negative", "meter.time.future")
                .doesNotContain("meter.voltage.band", "meter.time.jitter");
        assertThat(STANDARD.withRecordRules(MeterRules.standard()).recordRules())
                .isSameAs(MeterRules.standard());
    }

    @Test
    void rulesForSingleReadingsActWithinASeries() {
        SeriesReport report = Scenario.of("2026-03-10", 1)
                .filled()
                .set("2026-03-10T10:00", "-1", "16777.215", "7.6", null)
                .add("2026-03-10T11:03:01", java.time.Duration.ofMinutes(15), "0.1")
                .report();
        assertThat(report.findings())
                .extracting(finding -> finding.rule())
                .containsExactlyInAnyOrder(
                        "meter.consumption.negative",
                        "meter.consumption.sentinel",
                        "meter.consumption.capacity",
                        "meter.consumption.capacity",
                        "meter.consumption.missing",
                        "meter.time.raster",
                        "series.overlap",
                        "series.overlap");
    }
}
