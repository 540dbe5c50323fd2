package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Days and slots tile time in every zone of the time zone database. */
class MarketCalendarProperties {

    private static final LocalDate FIRST = LocalDate.of(1995, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2035, 12, 31);
    private static final List<LocalTime> DAY_STARTS = List.of(LocalTime.MIDNIGHT, LocalTime.of(6, 0));
    private static final List<Duration> RESOLUTIONS =
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofMinutes(7));

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(FIRST.toEpochDay(), LAST.toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<LocalTime> dayStarts() {
        return Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay);
    }

    @Provide
    Arbitrary<Duration> resolutions() {
        return Arbitraries.of(RESOLUTIONS);
    }

    @Property(tries = 2_000)
    void anyDayOfAnyZoneTilesIntoItsSlots(
            @ForAll("zones") ZoneId zone,
            @ForAll("dates") LocalDate date,
            @ForAll("dayStarts") LocalTime dayStart,
            @ForAll("resolutions") Duration resolution) {
        tiles(MarketCalendar.of(zone).withDayStart(dayStart), date, resolution);
    }

    @Example
    void theDaysAroundEveryChangeOfOffsetOfEveryZoneTile() {
        Instant from = Instant.parse("1995-01-01T00:00:00Z");
        Instant to = Instant.parse("2036-01-01T00:00:00Z");
        int changes = 0;
        Set<ZoneRules> seen = new HashSet<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(id);
            if (!seen.add(zone.getRules())) {
                continue; // Another name of a clock that has been through.
            }
            for (LocalTime dayStart : DAY_STARTS) {
                MarketCalendar calendar = MarketCalendar.of(zone).withDayStart(dayStart);
                ZoneOffsetTransition change = zone.getRules().nextTransition(from);
                while (change != null && change.getInstant().isBefore(to)) {
                    changes++;
                    tilesAround(calendar, change);
                    change = zone.getRules().nextTransition(change.getInstant());
                }
            }
        }
        assertThat(changes).isGreaterThan(10_000);
    }

    private static void tilesAround(MarketCalendar calendar, ZoneOffsetTransition change) {
        LocalDate date = change.getDateTimeBefore().toLocalDate().minusDays(2);
        LocalDate last = change.getDateTimeAfter().toLocalDate().plusDays(2);
        for (; !date.isAfter(last); date = date.plusDays(1)) {
            if (calendar.exists(date)) {
                checkDay(calendar, date);
            }
            checkSeam(calendar, date);
        }
        for (int offset : new int[] {-3_600, -60, -1, 0, 1, 59, 60, 3_599, 3_600, 7_200}) {
            Instant instant = change.getInstant().plusSeconds(offset);
            require(calendar.dayOf(instant).contains(instant), calendar, instant);
        }
    }

    private static void tiles(MarketCalendar calendar, LocalDate date, Duration resolution) {
        checkSeam(calendar, date);
        if (!calendar.exists(date)) {
            return;
        }
        checkDay(calendar, date);
        Interval day = calendar.day(date);
        Instant expected = day.start();
        int slots = calendar.slotCount(date, resolution);
        for (int i = 0; i < slots; i++) {
            Interval slot = calendar.slot(date, resolution, i);
            require(slot.start().equals(expected), calendar, slot.start());
            require(slot.length().compareTo(resolution) <= 0, calendar, slot.start());
            require(calendar.slotOf(slot.start(), resolution) == i, calendar, slot.start());
            require(calendar.slotOf(slot.end().minusNanos(1), resolution) == i, calendar, slot.end());
            expected = slot.end();
        }
        assertThat(expected).isEqualTo(day.end());
    }

    /** Every instant of a day, as far as bounds, middle and half hours can tell, has the day's date. */
    private static void checkDay(MarketCalendar calendar, LocalDate date) {
        Interval day = calendar.day(date);
        for (Instant at = day.start(); at.isBefore(day.end()); at = at.plusSeconds(1_800)) {
            require(calendar.dateOf(at).equals(date), calendar, at);
        }
        Instant last = day.end().minusNanos(1);
        require(calendar.dateOf(last).equals(date), calendar, last);
        require(!calendar.dateOf(day.end()).equals(date), calendar, day.end());
    }

    /** The next day that exists begins where this one ends. */
    private static void checkSeam(MarketCalendar calendar, LocalDate date) {
        if (!calendar.exists(date)) {
            return;
        }
        LocalDate next = date.plusDays(1);
        while (!calendar.exists(next)) {
            next = next.plusDays(1);
        }
        require(
                calendar.day(date).end().equals(calendar.day(next).start()),
                calendar,
                calendar.day(date).end());
    }

    private static void require(boolean holds, MarketCalendar calendar, Instant instant) {
        if (!holds) {
            throw new AssertionError(calendar.zone() + " with days from " + calendar.dayStart() + " fails at " + instant
                    + ", date " + calendar.dateOf(instant));
        }
    }
}
