package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketCalendarTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final MarketCalendar BERLIN = calendar("Europe/Berlin");

    private static MarketCalendar calendar(String zone) {
        return MarketCalendar.of(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 92",
        "Europe/Berlin, 2026-10-25, 100",
        "Europe/Berlin, 2026-06-01, 96",
        "Europe/Berlin, 2025-03-30, 92",
        "Europe/Berlin, 2025-10-26, 100",
        "Australia/Lord_Howe, 2026-10-04, 94",
        "Australia/Lord_Howe, 2026-04-05, 98",
        "America/St_Johns, 2011-03-13, 92",
        "America/Sao_Paulo, 2018-11-04, 92",
        "America/Sao_Paulo, 2018-02-17, 100",
        "Asia/Kathmandu, 2026-05-05, 96",
        "Pacific/Apia, 2011-12-29, 96",
        "Pacific/Apia, 2011-12-31, 96"
    })
    void countsTheQuarterHoursOfADay(String zone, LocalDate date, int slots) {
        assertThat(calendar(zone).slotCount(date, QUARTER)).isEqualTo(slots);
    }

    @Test
    void theRepeatedHourOfAutumnHasSlotsOfItsOwn() {
        LocalDate date = LocalDate.of(2026, 10, 25);

        assertThat(BERLIN.slotOf(Instant.parse("2026-10-25T00:30:00Z"), QUARTER))
                .isEqualTo(10);
        assertThat(BERLIN.slotOf(Instant.parse("2026-10-25T01:30:00Z"), QUARTER))
                .isEqualTo(14);
        assertThat(BERLIN.slot(date, QUARTER, 99).end()).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Test
    void samoaSkippedTheLastFridayOf2011() {
        MarketCalendar samoa = calendar("Pacific/Apia");
        LocalDate skipped = LocalDate.of(2011, 12, 30);

        assertThat(samoa.exists(skipped)).isFalse();
        assertThat(samoa.day(LocalDate.of(2011, 12, 29)).end())
                .isEqualTo(samoa.day(LocalDate.of(2011, 12, 31)).start());
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> samoa.day(skipped))
                .withMessage("Pacific/Apia skipped 2011-12-30, so there is no such day; ask exists(date) first");
    }

    @Test
    void theGasDayOfTheDateThatSamoaSkippedLastedSixHours() {
        MarketCalendar gas = calendar("Pacific/Apia").withDayStart(LocalTime.of(6, 0));
        LocalDate skipped = LocalDate.of(2011, 12, 30);

        assertThat(gas.day(skipped).length()).isEqualTo(Duration.ofHours(6));
        assertThat(gas.dateOf(Instant.parse("2011-12-30T12:00:00Z"))).isEqualTo(skipped);
    }

    @Test
    void kwajaleinSkippedADateIn1993() {
        MarketCalendar kwajalein = calendar("Pacific/Kwajalein");

        assertThat(kwajalein.exists(LocalDate.of(1993, 8, 21))).isFalse();
        assertThat(kwajalein.exists(LocalDate.of(1993, 8, 20))).isTrue();
        assertThat(kwajalein.exists(LocalDate.of(1993, 8, 22))).isTrue();
    }

    @Test
    void alaskaRepeatedADateWhenItChangedHands() {
        MarketCalendar juneau = calendar("America/Juneau");
        LocalDate date = LocalDate.of(1867, 10, 19);

        assertThat(juneau.exists(LocalDate.of(1867, 10, 18))).isTrue();
        assertThat(juneau.day(date).length()).isGreaterThan(Duration.ofHours(23));
        assertThat(juneau.dateOf(juneau.day(date).start())).isEqualTo(date);
    }

    @Test
    void theHourAfterAFirstMidnightBelongsToTheNewDay() {
        MarketCalendar stJohns = calendar("America/St_Johns");
        // At 00:01 the clock went back to 23:01 of the day before.
        Instant firstMidnight = Instant.parse("2010-11-07T02:30:00Z");
        LocalDate date = LocalDate.of(2010, 11, 7);

        assertThat(stJohns.day(date).start()).isEqualTo(firstMidnight);
        assertThat(stJohns.dateOf(firstMidnight.plusSeconds(1800))).isEqualTo(date);
        assertThat(stJohns.slotOf(firstMidnight.plusSeconds(1800), QUARTER)).isEqualTo(2);
        assertThat(stJohns.slotCount(date, QUARTER)).isEqualTo(100);
    }

    @Test
    void aDayThatBeginsInAGapBeginsAtTheJump() {
        MarketCalendar saoPaulo = calendar("America/Sao_Paulo");

        assertThat(saoPaulo.day(LocalDate.of(2018, 11, 4)).start()).isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
    }

    @Test
    void offsetsMayHaveSeconds() {
        MarketCalendar amsterdam = calendar("Europe/Amsterdam");
        Interval day = amsterdam.day(LocalDate.of(1890, 6, 1));

        assertThat(day.length()).isEqualTo(Duration.ofDays(1));
        assertThat(amsterdam.dateOf(day.start())).isEqualTo(LocalDate.of(1890, 6, 1));
        assertThat(amsterdam.dateOf(day.start().minusNanos(1))).isEqualTo(LocalDate.of(1890, 5, 31));
    }

    @Test
    void theGasDayRunsFromSixToSix() {
        MarketCalendar gas = BERLIN.withDayStart(LocalTime.of(6, 0));

        assertThat(gas.dateOf(Instant.parse("2026-06-01T03:59:59Z"))).isEqualTo(LocalDate.of(2026, 5, 31));
        assertThat(gas.dateOf(Instant.parse("2026-06-01T04:00:00Z"))).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(gas.day(LocalDate.of(2026, 3, 28)).length()).isEqualTo(Duration.ofHours(23));
        assertThat(gas.day(LocalDate.of(2026, 3, 29)).length()).isEqualTo(Duration.ofHours(24));
        assertThat(gas.day(LocalDate.of(2026, 10, 24)).length()).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void theLastSlotOfADayMayBeShorter() {
        MarketCalendar lordHowe = calendar("Australia/Lord_Howe");
        LocalDate date = LocalDate.of(2026, 10, 4);

        assertThat(lordHowe.slotCount(date, Duration.ofHours(1))).isEqualTo(24);
        assertThat(lordHowe.slot(date, Duration.ofHours(1), 23).length()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aSlotLongerThanTheDayIsTheDay() {
        LocalDate date = LocalDate.of(2026, 6, 1);
        Duration centuries = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(BERLIN.slotCount(date, centuries)).isEqualTo(1);
        assertThat(BERLIN.slotOf(BERLIN.day(date).end().minusNanos(1), centuries))
                .isZero();
        assertThat(BERLIN.slot(date, Duration.ofDays(2), 0)).isEqualTo(BERLIN.day(date));
    }

    @Test
    void refusesASlotThatTheDayDoesNotHave() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> BERLIN.slot(LocalDate.of(2026, 3, 29), QUARTER, 92));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BERLIN.slotCount(LocalDate.of(2026, 3, 29), Duration.ZERO))
                .withMessage("the resolution PT0S is not positive");
    }

    @Test
    void refusesADayStartOfFractions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BERLIN.withDayStart(LocalTime.of(6, 0, 0, 1)))
                .withMessage("the day start 06:00:00.000000001 is not a whole second; markets start their days at one");
    }

    @Test
    void publicHolidaysCountAsSundays() {
        MarketCalendar market = BERLIN.withHolidays(Holidays.of(List.of(LocalDate.of(2026, 5, 1))));

        assertThat(market.dayType(LocalDate.of(2026, 5, 1))).isEqualTo(DayType.SUNDAY);
        assertThat(market.dayType(LocalDate.of(2026, 4, 30))).isEqualTo(DayType.WORKDAY);
        assertThat(market.dayType(LocalDate.of(2026, 5, 2))).isEqualTo(DayType.SATURDAY);
        assertThat(market.dayType(LocalDate.of(2026, 5, 3))).isEqualTo(DayType.SUNDAY);
        assertThat(BERLIN.dayType(LocalDate.of(2026, 5, 1))).isEqualTo(DayType.WORKDAY);
    }

    @Test
    void dayOfIsTheDayOfItsDate() {
        Instant instant = Instant.parse("2026-06-01T12:00:00Z");

        assertThat(BERLIN.dayOf(instant)).isEqualTo(BERLIN.day(LocalDate.of(2026, 6, 1)));
    }
}
