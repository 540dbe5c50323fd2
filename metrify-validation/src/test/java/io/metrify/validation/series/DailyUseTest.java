package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.Finding;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DailyUseTest {

    private static final String HIGH = "series.day.high";
    private static final String LOW = "series.day.low";

    /** Monday, 2 March, to Friday, 6 March: four workdays of the usual use, then one to judge. */
    @Test
    void findsADayFarAboveTheUsual() {
        // A robust standard deviation counts as 0.4 of the median at least; five of them above it are three times the
        // usual.
        Finding finding =
                week().filled("2026-03-06T00:00", "2026-03-07T00:00", "3.01").finding(HIGH);
        assertThat(finding.start()).isEqualTo("2026-03-05T23:00:00Z");
        assertThat(finding.end()).isEqualTo("2026-03-06T23:00:00Z");
        assertThat(finding.message())
                .startsWith("Register 1-0:1.29.0 shows ")
                .contains(" on 2026-03-06, a WORKDAY; the median of the days of this type before is ")
                .contains("so expected at most ");
    }

    @Test
    void letsAHighDayUpToTheBoundPass() {
        week().filled("2026-03-06T00:00", "2026-03-07T00:00", "3").isSound(HIGH);
    }

    @Test
    void findsADayFarBelowTheUsual() {
        Finding finding =
                week().filled("2026-03-06T00:00", "2026-03-07T00:00", "0.049").finding(LOW);
        assertThat(finding.expected()).startsWith("at least ");
        week().filled("2026-03-06T00:00", "2026-03-07T00:00", "0.05").isSound(LOW);
    }

    @Test
    void needsThreeDaysOfTheSameType() {
        Scenario.of("2026-03-02", 3).filled().isSkipped(HIGH, "there are too few whole days of the same type before");
        Scenario.of("2026-03-02", 4).filled().isSound(HIGH);
    }

    @Test
    void neverJudgesSaturdaysByWorkdays() {
        SeriesReport report = Scenario.of("2026-03-02", 6)
                .filled()
                .filled("2026-03-07T00:00", "2026-03-08T00:00", "9")
                .report();
        assertThat(report.findings(HIGH)).isEmpty();
        assertThat(report.coverage().get(HIGH).skipped())
                .containsEntry("there are too few whole days of the same type before", 4L);
    }

    @Test
    void judgesAHolidayBySundays() {
        // Three Sundays with five times the use of workdays, then Good Friday with the same.
        Scenario days = Scenario.of("2026-03-16", 19).filled();
        for (String sunday : new String[] {"2026-03-22", "2026-03-29"}) {
            days.filled(sunday + "T00:00", LocalDate.parse(sunday).plusDays(1) + "T00:00", "5");
        }
        days.filled("2026-04-03T00:00", "2026-04-04T00:00", "5").isSound(HIGH);
        Scenario asWorkday = Scenario.in("Europe/Berlin", "2026-03-16", 19).filled();
        asWorkday.filled("2026-04-03T00:00", "2026-04-04T00:00", "5");
        assertThat(asWorkday.finding(HIGH).message()).contains("2026-04-03, a WORKDAY");
    }

    @Test
    void judgesTheDaysThatClocksChangeBySundays() {
        // Both are the fourth Sunday that is judged.
        assertThat(Scenario.of("2026-03-08", 22)
                        .filled()
                        .filled("2026-03-29T00:00", "2026-03-30T00:00", "4")
                        .findings(HIGH))
                .extracting(Finding::start)
                .containsExactly(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(Scenario.of("2026-10-04", 22)
                        .filled()
                        .filled("2026-10-25T00:00", "2026-10-26T00:00", "0.04")
                        .findings(LOW))
                .extracting(Finding::end)
                .containsExactly(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Test
    void skipsADayWithAMissingOrUnusableValue() {
        week().filled("2026-03-06T00:00", "2026-03-07T00:00", "9")
                .without("2026-03-06T10:00", "2026-03-06T10:15")
                .isSound(HIGH);
        SeriesReport report = week().filled("2026-03-06T00:00", "2026-03-07T00:00", "9")
                .set("2026-03-06T10:00", "-1")
                .report();
        assertThat(report.findings(HIGH)).isEmpty();
        assertThat(report.coverage().get(HIGH).skipped())
                .containsEntry("values of the market day are missing or unusable", 1L);
    }

    @Test
    void doesNotLearnFromADayThatIsNotComplete() {
        Scenario.of("2026-03-02", 4)
                .filled()
                .without("2026-03-03T10:00", "2026-03-03T10:15")
                .isSkipped(HIGH, "there are too few whole days of the same type before");
    }

    @Test
    void hasNoUsualDayWithoutEnergy() {
        Scenario.of("2026-03-02", 4)
                .setAll("2026-03-02T00:00", "2026-03-06T00:00", "0")
                .isSkipped(LOW, "there are too few whole days of the same type before");
        SeriesReport report = Scenario.of("2026-03-02", 5)
                .setAll("2026-03-02T00:00", "2026-03-06T00:00", "0")
                .filled("2026-03-06T00:00", "2026-03-07T00:00", "1")
                .report();
        assertThat(report.findings(HIGH)).isEmpty();
        assertThat(report.coverage().get(HIGH).skipped()).containsEntry("the usual day has no energy", 2L);
    }

    @Test
    void letsUseRiseWithTheSeasons() {
        // Three times the usual of long ago, but less than twice that of the last days.
        Scenario.of("2026-03-02", 5)
                .filled()
                .filled("2026-03-04T00:00", "2026-03-06T00:00", "2.5")
                .filled("2026-03-06T00:00", "2026-03-07T00:00", "4.9")
                .isSound(HIGH);
    }

    @Test
    void letsHeatPumpsHaveColdDays() {
        week().type(MeterType.HEAT_PUMP)
                .filled("2026-03-06T00:00", "2026-03-07T00:00", "3.4")
                .isSound(HIGH);
    }

    @Test
    void doesNotJudgeExport() {
        week().of(ObisCode.EXPORT_PROFILE).isSkipped(HIGH, Profile.NOT_CONSUMPTIVE);
    }

    @Test
    void skipsADayOfASingleValue() {
        Scenario.of("2026-03-02", 1)
                .set("2026-03-02T10:00", "1")
                .isSkipped(HIGH, "values of the market day are missing or unusable");
    }

    private static Scenario week() {
        return Scenario.of("2026-03-02", 5).filled();
    }
}
