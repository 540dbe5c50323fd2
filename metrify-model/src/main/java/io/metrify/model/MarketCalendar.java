package io.metrify.model;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;

/**
 * The local days of a market: which instants belong to which day, how many slots a day has, and what kind of day it
 * is. A local day is not 24 hours: a Berlin day has 92, 96 or 100 quarter hours, and on Lord Howe Island a day may last
 * 23.5 hours.
 *
 * <p>Days are half-open and follow one another without gap or overlap. A date that a zone skipped (30 December 2011 in
 * Samoa) has no day. Instances are immutable.
 *
 * <pre>{@code
 * MarketCalendar berlin = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
 * berlin.slotCount(LocalDate.of(2026, 10, 25), Duration.ofMinutes(15));   // 100
 * }</pre>
 *
 * @param zone the market's time zone
 * @param dayStart the local time at which a day begins: 00:00 for electricity, 06:00 for gas in Germany
 * @param holidays the market's public holidays
 */
public record MarketCalendar(ZoneId zone, LocalTime dayStart, Holidays holidays) {

    /** Checks that nothing is missing. */
    public MarketCalendar {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(dayStart, "dayStart");
        Objects.requireNonNull(holidays, "holidays");
    }

    /**
     * Days from local midnight to local midnight, without public holidays.
     *
     * @param zone the market's time zone
     * @return the calendar
     */
    public static MarketCalendar of(ZoneId zone) {
        return new MarketCalendar(zone, LocalTime.MIDNIGHT, Holidays.none());
    }

    /**
     * The same calendar with another start of day.
     *
     * @param newDayStart local time, such as 06:00 for the gas day
     * @return a copy
     */
    public MarketCalendar withDayStart(LocalTime newDayStart) {
        return new MarketCalendar(zone, newDayStart, holidays);
    }

    /**
     * The same calendar with other holidays.
     *
     * @param newHolidays the public holidays
     * @return a copy
     */
    public MarketCalendar withHolidays(Holidays newHolidays) {
        return new MarketCalendar(zone, dayStart, newHolidays);
    }

    /**
     * Whether a date exists in this zone.
     *
     * @param date the date
     * @return false only for a date that the zone skipped when it crossed the date line
     */
    public boolean exists(LocalDate date) {
        return startOf(date).isBefore(startOf(date.plusDays(1)));
    }

    /**
     * The day of a date.
     *
     * @param date the local date on which the day begins
     * @return from its start to the start of the next day
     * @throws DateTimeException if the zone skipped the date; ask {@link #exists} first
     */
    public Interval day(LocalDate date) {
        Instant start = startOf(date);
        Instant end = startOf(date.plusDays(1));
        if (!start.isBefore(end)) {
            throw new DateTimeException(zone + " skipped " + date + ", so there is no such day; ask exists(date) first");
        }
        return new Interval(start, end);
    }

    /**
     * The date of the day that contains an instant.
     *
     * @param instant any instant
     * @return the local date on which its day begins; with a day start of 06:00, 05:59 belongs to the day before
     */
    public LocalDate dateOf(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        LocalDate date = local.toLocalTime().isBefore(dayStart)
                ? local.toLocalDate().minusDays(1)
                : local.toLocalDate();
        // The local clock may be ahead of or behind the day's real bounds around a change of offset.
        while (instant.isBefore(startOf(date))) {
            date = date.minusDays(1);
        }
        while (!instant.isBefore(startOf(date.plusDays(1)))) {
            date = date.plusDays(1);
        }
        return date;
    }

    /**
     * The day that contains an instant.
     *
     * @param instant any instant
     * @return its day
     */
    public Interval dayOf(Instant instant) {
        return day(dateOf(instant));
    }

    /**
     * The number of slots of a day. Slots are counted in elapsed time from the start of the day; where the day is not a
     * multiple of the resolution, the last slot is shorter.
     *
     * @param date the local date
     * @param resolution the length of a slot, positive
     * @return for quarter hours in Berlin 92, 96 or 100
     * @throws DateTimeException if the zone skipped the date
     */
    public int slotCount(LocalDate date, Duration resolution) {
        long length = nanosOf(day(date).length());
        long slot = nanosOf(requirePositive(resolution));
        return Math.toIntExact((length + slot - 1) / slot);
    }

    /**
     * A slot of a day.
     *
     * @param date the local date
     * @param resolution the length of a slot, positive
     * @param index which slot, from 0 up to, not including, {@link #slotCount}
     * @return the slot; the last one of a day ends with the day
     * @throws IndexOutOfBoundsException if the day has no such slot
     */
    public Interval slot(LocalDate date, Duration resolution, int index) {
        Interval day = day(date);
        Objects.checkIndex(index, slotCount(date, resolution));
        Instant start = day.start().plus(resolution.multipliedBy(index));
        Instant end = start.plus(resolution);
        return new Interval(start, end.isAfter(day.end()) ? day.end() : end);
    }

    /**
     * The slot that contains an instant.
     *
     * @param instant any instant
     * @param resolution the length of a slot, positive
     * @return its index within its day, from 0
     */
    public int slotOf(Instant instant, Duration resolution) {
        Duration since = Duration.between(dayOf(instant).start(), instant);
        return Math.toIntExact(nanosOf(since) / nanosOf(requirePositive(resolution)));
    }

    /**
     * What kind of day a date is.
     *
     * @param date the local date
     * @return {@link DayType#SUNDAY} for Sundays and public holidays
     */
    public DayType dayType(LocalDate date) {
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY || holidays.isHoliday(date)) {
            return DayType.SUNDAY;
        }
        return date.getDayOfWeek() == DayOfWeek.SATURDAY ? DayType.SATURDAY : DayType.WORKDAY;
    }

    /** The first instant of a date's day: the day start, or where the clock jumped over it, the jump. */
    private Instant startOf(LocalDate date) {
        LocalDateTime local = date.atTime(dayStart);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return local.atZone(zone).toInstant();
    }

    private static Duration requirePositive(Duration resolution) {
        if (resolution.isNegative() || resolution.isZero()) {
            throw new IllegalArgumentException("the resolution " + resolution + " is not positive");
        }
        return resolution;
    }

    private static long nanosOf(Duration duration) {
        return duration.toNanos();
    }
}
