package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapTest {

    private static final String GAP = "series.gap";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @Test
    void findsAMissingSlot() {
        Finding gap = Scenario.of("2026-03-10", 1)
                .filled()
                .without("2026-03-10T10:00", "2026-03-10T10:15")
                .finding(GAP);
        assertThat(gap.severity()).isEqualTo(Severity.ERROR);
        assertThat(gap.start()).isEqualTo("2026-03-10T09:00:00Z");
        assertThat(gap.end()).isEqualTo("2026-03-10T09:15:00Z");
        assertThat(gap.observed()).isEqualTo("1 slot without a reading");
        assertThat(gap.expected()).isEqualTo("a reading every PT15M");
        assertThat(gap.message())
                .isEqualTo("Register 1-0:1.29.0 has no reading for 1 slot of PT15M from 2026-03-10T09:00:00Z to"
                        + " 2026-03-10T09:15:00Z.");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-10, 96", "2026-03-29, 92", "2026-10-25, 100"})
    void findsNothingOnACompleteDayOfAnyLength(String date, int slots) {
        Scenario day = Scenario.of(date, 1).filled();
        day.isSound(GAP);
        assertThat(day.report().counts().placed()).isEqualTo(slots);
    }

    @Test
    void findsAFourSlotGapOnTheHundredSlotDayThatUtcDaysWouldHaveMissed() {
        Scenario berlin = Scenario.of("2026-10-25", 2).filled().without("2026-10-24T22:00:00Z", "2026-10-24T23:00:00Z");
        Finding gap = berlin.finding(GAP);
        assertThat(gap.start()).isEqualTo("2026-10-24T22:00:00Z");
        assertThat(gap.end()).isEqualTo("2026-10-24T23:00:00Z");
        assertThat(gap.observed()).isEqualTo("4 slots without a reading");
        Interval local = Scenario.BERLIN.day(LocalDate.of(2026, 10, 25));
        assertThat(berlin.readings().stream().filter(reading -> local.contains(reading.timestamp())))
                .hasSize(96);

        MarketCalendar utc = MarketCalendar.of(ZoneOffset.UTC);
        Interval utcDay = utc.day(LocalDate.of(2026, 10, 25));
        SeriesReport inUtc = SeriesRules.standard()
                .validate(utcDay, berlin.readings(), List.of(), SeriesSettings.of(utc), Scenario.NOW);
        assertThat(inUtc.findings()).isEmpty();
        assertThat(inUtc.counts().placed()).isEqualTo(96);
        assertThat(utc.slotCount(LocalDate.of(2026, 10, 25), Duration.ofMinutes(15)))
                .isEqualTo(96);
    }

    @Test
    void findsAGapOnTheDayOfNinetyTwoSlots() {
        Finding gap = Scenario.of("2026-03-29", 1)
                .filled()
                .without("2026-03-29T01:00", "2026-03-29T04:00")
                .finding(GAP);
        assertThat(gap.observed()).isEqualTo("8 slots without a reading");
    }

    @Test
    void findsAGapInTheSecondOfTheTwoHoursThatClocksShowInAutumn() {
        Finding gap = Scenario.of("2026-10-25", 1)
                .filled()
                .without("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z")
                .finding(GAP);
        assertThat(gap.start()).isEqualTo("2026-10-25T01:00:00Z");
    }

    @Test
    void cutsAGapAtTheEndOfTheDay() {
        assertThat(Scenario.of("2026-03-10", 2)
                        .filled()
                        .without("2026-03-10T22:00", "2026-03-11T02:00")
                        .findings(GAP))
                .extracting(Finding::start)
                .containsExactly(Instant.parse("2026-03-10T21:00:00Z"), Instant.parse("2026-03-10T23:00:00Z"));
    }

    @Test
    void findsWhatIsMissingBeforeTheFirstReadingAsOneGap() {
        Finding gap = Scenario.of("2026-03-10", 4)
                .filled("2026-03-12T06:00", "2026-03-14T00:00", "1")
                .finding(GAP);
        assertThat(gap.start()).isEqualTo("2026-03-09T23:00:00Z");
        assertThat(gap.end()).isEqualTo("2026-03-12T05:00:00Z");
        assertThat(gap.observed()).isEqualTo("216 slots without a reading");
    }

    @Test
    void judgesAllTheTimeThatThereIs() {
        Scenario day = Scenario.of("2026-03-10", 1).filled();
        SeriesReport report = day.rules()
                .validate(
                        new Interval(Instant.MIN, Instant.MAX),
                        day.readings(),
                        List.of(),
                        day.settings(),
                        Scenario.NOW);
        List<Finding> gaps = report.findings("series.gap");
        assertThat(gaps.get(0).start()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(gaps.get(0).end()).isEqualTo("2026-03-09T23:00:00Z");
        assertThat(gaps.get(gaps.size() - 1).end()).isEqualTo("+10000-01-01T00:00:00Z");
    }

    @Test
    void findsWhatIsMissingAtTheEndOfTheWindow() {
        Finding gap = Scenario.of("2026-03-10", 1)
                .filled()
                .without("2026-03-10T23:45", "2026-03-11T00:00")
                .finding(GAP);
        assertThat(gap.end()).isEqualTo("2026-03-10T23:00:00Z");
    }

    @Test
    void reportsASilenceOfDaysInOnePart() {
        List<Finding> gaps = Scenario.of("2026-03-10", 8)
                .filled()
                .without("2026-03-11T11:00", "2026-03-17T12:00")
                .findings(GAP);
        assertThat(gaps)
                .extracting(Finding::observed)
                .containsExactly("52 slots without a reading", "528 slots without a reading");
    }

    @Test
    void hasNothingToSayOfNothing() {
        SeriesReport report = Scenario.of("2026-03-10", 1).report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.evaluated()).isEmpty();
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void missesAllButASingleValue() {
        assertThat(Scenario.of("2026-03-10", 1).set("2026-03-10T10:00", "0.1").findings(GAP))
                .extracting(Finding::observed)
                .containsExactly("40 slots without a reading", "55 slots without a reading");
    }

    @Test
    void countsUnusableValuesAsDelivered() {
        Scenario.of("2026-03-10", 1)
                .filled()
                .set("2026-03-10T10:00", null, "-1", "4294967.295", "900")
                .isSound(GAP);
    }

    @Test
    void takesAStartWithinTheTimeToleranceAsOnTheRaster() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().without("2026-03-10T10:00", "2026-03-10T10:15");
        day.add("2026-03-10T09:57:00", Duration.ofMinutes(15), "0.1").isSound(GAP);
        assertThat(day.report().counts().irregular()).isZero();
    }

    @Test
    void takesAnIntervalOffTheRasterAsDelivery() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().without("2026-03-10T10:00", "2026-03-10T10:30");
        day.add("2026-03-10T10:03:01", Duration.ofMinutes(15), "0.1").isSound(GAP);
        assertThat(day.report().counts().irregular()).isEqualTo(1);
    }

    @Test
    void takesAnIntervalOfDoubleLengthAsBothSlots() {
        Scenario day = Scenario.of("2026-03-10", 1).filled().without("2026-03-10T10:00", "2026-03-10T10:45");
        day.add("2026-03-10T10:00", HALF_HOUR, "0.2");
        assertThat(day.finding(GAP).start()).isEqualTo("2026-03-10T09:30:00Z");
    }

    @Test
    void expectsNothingBeforeTheInstallation() {
        Scenario.of("2026-03-10", 2)
                .installed("2026-03-10T10:07:00")
                .filled()
                .without("2026-03-10T00:00", "2026-03-10T10:15")
                .isSound(GAP);
    }

    @Test
    void expectsNothingAfterTheRemoval() {
        SeriesReport report = Scenario.of("2026-03-10", 5)
                .removed("2026-03-11T10:07:00")
                .filled()
                .without("2026-03-11T10:00", "2026-03-15T00:00")
                .report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.coverage().get(GAP).evaluated()).isEqualTo(2);
    }

    @Test
    void expectsExportFromItsFirstReadingOn() {
        Scenario.of("2026-03-10", 3)
                .filled("2026-03-11T10:00", "2026-03-13T00:00", "1")
                .of(ObisCode.EXPORT_PROFILE)
                .isSound(GAP);
    }

    @Test
    void countsHoursFromTheHalfHourInNewfoundland() {
        Scenario day = Scenario.in("America/St_Johns", "2026-11-01", 1)
                .every(HOUR, HALF_HOUR)
                .filled();
        day.isSound(GAP);
        assertThat(day.report().counts().placed()).isEqualTo(25);
        assertThat(day.without("2026-11-01T10:00", "2026-11-01T12:00")
                        .finding(GAP)
                        .observed())
                .isEqualTo("2 slots without a reading");
    }

    @Test
    void countsTheDayOfTwentyThreeAndAHalfHoursOnLordHoweIsland() {
        Scenario day = Scenario.in("Australia/Lord_Howe", "2026-10-04", 1)
                .every(HALF_HOUR, Duration.ZERO)
                .filled();
        day.isSound(GAP);
        assertThat(day.report().counts().placed()).isEqualTo(47);
        day.without("2026-10-04T02:30", "2026-10-04T03:00").finding(GAP);
    }

    @Test
    void cutsGapsOfGasAtSixInTheMorning() {
        assertThat(Scenario.ofGasDays("2026-10-24", 2)
                        .every(HOUR, Duration.ZERO)
                        .filled()
                        .without("2026-10-25T04:00", "2026-10-25T08:00")
                        .findings(GAP))
                .extracting(Finding::start)
                .containsExactly(Instant.parse("2026-10-25T03:00:00Z"), Instant.parse("2026-10-25T05:00:00Z"));
    }

    @Test
    void skipsIntervalsThatDoNotDivideAnHour() {
        Scenario days = Scenario.of("2026-03-10", 2)
                .every(Duration.ofDays(1), Duration.ZERO)
                .filled();
        days.isSkipped(GAP, "the length of the meter's intervals does not divide an hour");
        assertThat(days.report().counts().outside()).isEqualTo(2);
    }

    @Test
    void leavesOutWhatIsBeforeTheWindowOrAfterIt() {
        Scenario day = Scenario.of("2026-03-10", 1).filled();
        day.add("2026-03-09T23:30", Duration.ofMinutes(15), "0.1");
        day.add("2026-03-11T00:00", Duration.ofMinutes(15), "0.1");
        assertThat(day.report().findings()).isEmpty();
        assertThat(day.report().counts().outside()).isEqualTo(2);
    }
}
