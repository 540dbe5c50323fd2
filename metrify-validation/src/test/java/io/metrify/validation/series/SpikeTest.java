package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.ObisCode;
import io.metrify.validation.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeTest {

    private static final String DAY = "series.spike.day";
    private static final String HAMPEL = "series.spike.hampel";
    private static final SeriesRules BOTH = SeriesRules.standard().with(HAMPEL);
    private static final String TEN = "2026-03-10T10:00";

    /** The third highest value of a sound day is 0.21 kWh; 2.8 times of it is 0.588 kWh. */
    @Test
    void findsAValueThatTowersOverTheThirdHighest() {
        Finding finding = day().set(TEN, "0.588001").finding(DAY);
        assertThat(finding.start()).isEqualTo("2026-03-10T09:00:00Z");
        assertThat(finding.observed()).isEqualTo("0.588001 kWh");
        assertThat(finding.expected()).isEqualTo("at most 0.588000 kWh");
        assertThat(finding.message())
                .isEqualTo("Register 1-0:1.29.0 shows 0.588001 kWh at 2026-03-10T09:00:00Z, but the third highest value"
                        + " of the day is 0.210000 kWh; expected at most 0.588000 kWh.");
    }

    @Test
    void letsExactlyTheBoundPass() {
        day().set(TEN, "0.588").isSound(DAY);
    }

    @Test
    void findsTwoSpikesButTakesThreeForTheUsual() {
        assertThat(day().set(TEN, "3").set("2026-03-10T18:00", "2").findings(DAY))
                .hasSize(2);
        day().set(TEN, "3")
                .set("2026-03-10T18:00", "2")
                .set("2026-03-10T20:00", "2")
                .isSound(DAY);
    }

    @Test
    void takesALowThirdValueForTheFloor() {
        Scenario.of("2026-03-10", 1).filled("0.01").set(TEN, "0.14").isSound(DAY);
        Scenario.of("2026-03-10", 1).filled("0.01").set(TEN, "0.140001").finding(DAY);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 2026-03-29T03:00", "2026-10-25, 2026-10-25T01:15:00Z"})
    void findsASpikeOnTheDayThatClocksChange(String date, String time) {
        Scenario.of(date, 1).filled().isSound(DAY);
        Scenario.of(date, 1).filled().set(time, "3").finding(DAY);
    }

    @Test
    void concludesNothingFromUnusableValues() {
        // A sentinel, more than 30 kW, and no value at all.
        Scenario day = day().set(TEN, "16777.215", "7.6", null);
        day.isSound(DAY);
        assertThat(day.findings("meter.consumption.sentinel")).hasSize(1);
        assertThat(day.findings("meter.consumption.capacity")).hasSize(2);
    }

    @Test
    void skipsADayThatWasNotWhole() {
        Scenario.of("2026-03-10", 2)
                .installed("2026-03-10T08:00")
                .removed("2026-03-11T20:00")
                .filled("2026-03-10T08:00", "2026-03-11T20:00", "1")
                .isSkipped(DAY, "the market day is not whole");
    }

    @Test
    void skipsADayOfFewValues() {
        Scenario.of("2026-03-10", 1)
                .set(TEN, "0.1", "3")
                .isSkipped(DAY, "the market day has fewer than three usable values");
        Scenario.of("2026-03-10", 1).set(TEN, "0.1", "3", "0.1").finding(DAY);
        Scenario.of("2026-03-10", 1).set(TEN, "3").isSkipped(DAY, "the market day has fewer than three usable values");
    }

    @Test
    void doesNotJudgeExport() {
        day().set(TEN, "3").of(ObisCode.EXPORT_PROFILE).isSkipped(DAY, Profile.NOT_CONSUMPTIVE);
    }

    @Test
    void comparesWithinTheGasDay() {
        Scenario days = Scenario.ofGasDays("2026-10-24", 2).every(Duration.ofHours(1), Duration.ZERO);
        days.filled().set("2026-10-25T05:00", "3");
        assertThat(days.finding(DAY).start()).isEqualTo("2026-10-25T04:00:00Z");
    }

    /** Around it lie values from 0.1 to 0.21 kWh with a median of 0.16 kWh and a median deviation of 0.03 kWh. */
    @Test
    void findsAValueFarFromTheMedianOfItsSurroundings() {
        Scenario day = day().by(BOTH).set(TEN, "0.5");
        Finding finding = day.finding(HAMPEL);
        assertThat(finding.start()).isEqualTo("2026-03-10T09:00:00Z");
        assertThat(finding.message())
                .contains("the 12 values before and after have a median of 0.160000 kWh"
                        + " and a median deviation of 0.030000 kWh");
    }

    @Test
    void judgesByRobustStandardDeviationsAndNeverByLessThanTheFloor() {
        // All the same but one: the deviation counts as 0.01 kWh, six of which are 0.088956 kWh.
        Scenario flat = day().by(BOTH).setAll("2026-03-10T00:00", "2026-03-11T00:00", "0.2");
        flat.set("2026-03-10T12:00", "0.288956").isSound(HAMPEL);
        flat.set("2026-03-10T12:00", "0.288957").finding(HAMPEL);
        flat.set("2026-03-10T12:00", "0.111043").finding(HAMPEL);
    }

    @Test
    void needsTwelveValuesBeforeAndAfter() {
        Scenario.of("2026-03-10", 1)
                .by(BOTH)
                .filled("2026-03-10T00:00", "2026-03-10T06:00", "1")
                .set("2026-03-10T03:00", "3")
                .isSkipped(HAMPEL, "there are too few values before and after");
        Scenario.of("2026-03-10", 1)
                .by(BOTH)
                .filled("2026-03-10T00:00", "2026-03-10T06:15", "1")
                .set("2026-03-10T03:00", "3")
                .finding(HAMPEL);
    }

    @Test
    void doesNotCompareAcrossALongGap() {
        Scenario.of("2026-03-10", 1)
                .by(BOTH)
                .filled("2026-03-10T00:00", "2026-03-10T03:15", "1")
                .filled("2026-03-10T06:30", "2026-03-10T09:30", "1")
                .set("2026-03-10T03:00", "3")
                .isSkipped(HAMPEL, "there are too few values before and after");
    }

    @Test
    void isNotAmongTheStandardRules() {
        assertThat(day().set(TEN, "0.5").report().coverage()).doesNotContainKey(HAMPEL);
    }

    private static Scenario day() {
        return Scenario.of("2026-03-10", 1).filled();
    }
}
