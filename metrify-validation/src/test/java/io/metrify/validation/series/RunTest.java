package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.Finding;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final String ZERO = "series.zero_run";
    private static final String STUCK = "series.stuck";

    @Test
    void findsZerosForADay() {
        Finding finding = Scenario.of("2026-03-10", 3)
                .filled()
                .setAll("2026-03-10T12:00", "2026-03-11T12:00", "0")
                .finding(ZERO);
        assertThat(finding.start()).isEqualTo("2026-03-10T11:00:00Z");
        assertThat(finding.end()).isEqualTo("2026-03-11T11:00:00Z");
        assertThat(finding.observed()).isEqualTo("96 x 0.000000 kWh");
        assertThat(finding.message())
                .isEqualTo("Register 1-0:1.29.0 shows 0.000000 kWh for 96 intervals in a row from"
                        + " 2026-03-10T11:00:00Z to 2026-03-11T11:00:00Z; expected energy above 0 kWh within PT24H.");
    }

    @Test
    void letsZerosPassForLessThanADay() {
        Scenario.of("2026-03-10", 3)
                .filled()
                .setAll("2026-03-10T12:00", "2026-03-11T11:45", "0")
                .isSound(ZERO);
    }

    @Test
    void countsHoursAndNotLocalTimeWhereClocksChange() {
        Scenario.of("2026-03-28", 3)
                .filled()
                .setAll("2026-03-28T12:00", "2026-03-29T12:00", "0")
                .isSound(ZERO);
        assertThat(Scenario.of("2026-10-24", 3)
                        .filled()
                        .setAll("2026-10-24T12:00", "2026-10-25T11:00", "0")
                        .finding(ZERO)
                        .observed())
                .startsWith("96 x");
    }

    @Test
    void reportsZerosThatGoOnOnceADay() {
        assertThat(Scenario.of("2026-03-10", 4)
                        .filled()
                        .setAll("2026-03-10T12:00", "2026-03-13T12:00", "0")
                        .findings(ZERO))
                .extracting(Finding::start)
                .containsExactly(
                        Instant.parse("2026-03-10T11:00:00Z"),
                        Instant.parse("2026-03-11T23:00:00Z"),
                        Instant.parse("2026-03-12T23:00:00Z"));
    }

    @Test
    void takesATimeShorterThanASecondForOneSlot() {
        SeriesThresholds.Runs shortest =
                new SeriesThresholds.Runs(Duration.ofMillis(500), 6, Duration.ofHours(1), Energy.ofWattHours(1));
        SeriesRules rules =
                SeriesRules.with(ByMeterType.same(SeriesThresholds.standard().withRuns(shortest)));
        Scenario day = Scenario.of("2026-03-10", 1).filled().by(rules);
        day.isSound("series.zero_run");
        Finding finding = day.set("2026-03-10T10:00", "0").finding("series.zero_run");
        assertThat(finding.start()).isEqualTo("2026-03-10T09:00:00Z");
        assertThat(finding.end()).isEqualTo("2026-03-10T09:15:00Z");
    }

    @Test
    void beginsAnewAfterAGapOrAnUnusableValue() {
        Scenario.of("2026-03-10", 3)
                .filled()
                .setAll("2026-03-10T12:00", "2026-03-12T00:00", "0")
                .without("2026-03-11T06:00", "2026-03-11T06:15")
                .isSound(ZERO);
        Scenario.of("2026-03-10", 3)
                .filled()
                .setAll("2026-03-10T12:00", "2026-03-12T00:00", "0")
                .set("2026-03-11T06:00", (String) null)
                .isSound(ZERO);
    }

    @Test
    void doesNotMindThatTheSunIsDown() {
        Scenario.of("2026-03-10", 2)
                .setAll("2026-03-10T00:00", "2026-03-12T00:00", "0")
                .of(ObisCode.EXPORT_PROFILE)
                .isSkipped(ZERO, "the register counts export or net energy");
    }

    @Test
    void skipsADayWithoutUsableValues() {
        Scenario day = Scenario.of("2026-03-10", 1).set("2026-03-10T10:00", (String) null);
        day.isSkipped(ZERO, "the market day has no usable values");
        day.isSkipped(STUCK, "the market day has no usable values");
    }

    @Test
    void findsSixEqualValues() {
        Finding finding = Scenario.of("2026-03-10", 1)
                .filled()
                .setAll("2026-03-10T10:00", "2026-03-10T11:30", "0.333")
                .finding(STUCK);
        assertThat(finding.observed()).isEqualTo("6 x 0.333000 kWh");
        assertThat(finding.expected()).isEqualTo("fewer than 6 equal values in a row");
    }

    @Test
    void letsFiveEqualValuesPass() {
        Scenario.of("2026-03-10", 1)
                .filled()
                .setAll("2026-03-10T10:00", "2026-03-10T11:15", "0.333")
                .isSound(STUCK);
    }

    @Test
    void asksForAnHourOfEqualValuesWhereIntervalsAreShort() {
        Scenario day = Scenario.of("2026-03-10", 1)
                .every(Duration.ofMinutes(5), Duration.ZERO)
                .filled();
        day.setAll("2026-03-10T10:00", "2026-03-10T10:55", "0.333").isSound(STUCK);
        day.setAll("2026-03-10T10:00", "2026-03-10T11:00", "0.333");
        assertThat(day.finding(STUCK).observed()).startsWith("12 x");
    }

    @Test
    void doesNotMindTheSmallestStepsOfAMeter() {
        Scenario.of("2026-03-10", 1)
                .filled()
                .setAll("2026-03-10T10:00", "2026-03-10T20:00", "0.000999")
                .isSound(STUCK);
        Scenario.of("2026-03-10", 1)
                .filled()
                .setAll("2026-03-10T10:00", "2026-03-10T20:00", "0.001")
                .finding(STUCK);
    }

    @Test
    void findsAnExportThatIsStuckToo() {
        Scenario.of("2026-03-10", 1)
                .filled()
                .setAll("2026-03-10T10:00", "2026-03-10T12:00", "0.333")
                .of(ObisCode.EXPORT_PROFILE)
                .finding(STUCK);
    }

    @Test
    void findsEqualValuesAcrossTheHourThatClocksShowTwice() {
        Finding finding = Scenario.of("2026-10-25", 1)
                .filled()
                .setAll("2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z", "0.333")
                .finding(STUCK);
        assertThat(finding.observed()).startsWith("6 x");
    }

    @Test
    void findsEqualValuesAcrossTheHourThatClocksSkip() {
        Scenario.of("2026-03-29", 1)
                .filled()
                .setAll("2026-03-29T01:15", "2026-03-29T03:30", "0.333")
                .isSound(STUCK);
        Scenario.of("2026-03-29", 1)
                .filled()
                .setAll("2026-03-29T01:15", "2026-03-29T03:45", "0.333")
                .finding(STUCK);
    }

    @Test
    void concludesNothingFromUnusableValues() {
        Scenario.of("2026-03-10", 1)
                .filled()
                .setAll("2026-03-10T10:00", "2026-03-10T12:00", "-0.333")
                .isSound(STUCK);
    }

    @Test
    void hasNothingToCompareASingleValueWith() {
        Scenario.of("2026-03-10", 1).set("2026-03-10T10:00", "0.1").isSound(STUCK);
    }
}
