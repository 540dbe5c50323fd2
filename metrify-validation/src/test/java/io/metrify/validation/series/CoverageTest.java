package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.validation.ByMeterType;
import io.metrify.validation.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final String COVERAGE = "series.coverage";

    /** Seven days have 672 slots, of which 33.6 may be missing. */
    @Test
    void findsAWeekOfWhichTooLittleWasDelivered() {
        Finding finding = Scenario.of("2026-03-02", 7)
                .filled()
                .without("2026-03-04T00:00", "2026-03-04T08:30")
                .finding(COVERAGE);
        assertThat(finding.start()).isEqualTo("2026-03-07T23:00:00Z");
        assertThat(finding.observed()).isEqualTo("638 of 672 slots");
        assertThat(finding.message())
                .isEqualTo("Of the 7 market days up to 2026-03-08, register 1-0:1.29.0 has delivered 638 of 672 slots;"
                        + " expected at least a share of 0.95.");
    }

    @Test
    void letsNineteenOfTwentySlotsPass() {
        Scenario.of("2026-03-02", 7)
                .filled()
                .without("2026-03-04T00:00", "2026-03-04T08:15")
                .isSound(COVERAGE);
        // Exactly three quarters of a day.
        Scenario.of("2026-03-02", 7)
                .by(SeriesRules.with(ByMeterType.same(SeriesThresholds.standard()
                        .withCompleteness(new SeriesThresholds.Completeness(Duration.ofHours(36), 0.75, 1)))))
                .filled()
                .without("2026-03-04T00:00", "2026-03-04T06:00")
                .isSound(COVERAGE);
    }

    @Test
    void expectsTheSlotsThatLocalDaysHave() {
        // 33.4 of 668 slots may be missing in spring, and 33.8 of 676 in autumn.
        assertThat(Scenario.of("2026-03-23", 7)
                        .filled()
                        .without("2026-03-25T00:00", "2026-03-25T08:30")
                        .finding(COVERAGE)
                        .observed())
                .isEqualTo("634 of 668 slots");
        assertThat(Scenario.of("2026-10-19", 7)
                        .filled()
                        .without("2026-10-21T00:00", "2026-10-21T08:30")
                        .finding(COVERAGE)
                        .observed())
                .isEqualTo("642 of 676 slots");
        Scenario.of("2026-10-19", 7)
                .filled()
                .without("2026-10-21T00:00", "2026-10-21T08:15")
                .isSound(COVERAGE);
    }

    @Test
    void needsSevenWholeDays() {
        Scenario.of("2026-03-02", 6)
                .filled()
                .without("2026-03-04T00:00", "2026-03-05T00:00")
                .isSkipped(COVERAGE, "fewer than 7 whole market days were judged");
    }

    @Test
    void speaksAgainOnlyAfterTheCoverageHadRecovered() {
        assertThat(Scenario.of("2026-03-02", 30)
                        .filled()
                        .without("2026-03-04T00:00", "2026-03-05T00:00")
                        .without("2026-03-20T00:00", "2026-03-21T00:00")
                        .findings(COVERAGE))
                .hasSize(2);
    }

    @Test
    void countsUnusableValuesAsDelivered() {
        Scenario.of("2026-03-02", 7)
                .filled()
                .setAll("2026-03-04T00:00", "2026-03-05T00:00", "-1")
                .isSound(COVERAGE);
    }

    @Test
    void findsAWeekWithASingleValue() {
        assertThat(Scenario.of("2026-03-02", 7)
                        .set("2026-03-04T00:00", "0.1")
                        .finding(COVERAGE)
                        .observed())
                .isEqualTo("1 of 672 slots");
    }

    @Test
    void judgesNothingOfNoMeter() {
        assertThat(Scenario.of("2026-03-02", 7)
                        .report()
                        .coverage()
                        .get(COVERAGE)
                        .evaluated())
                .isZero();
    }
}
