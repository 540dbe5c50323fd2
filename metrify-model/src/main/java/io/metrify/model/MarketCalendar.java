package io.metrify.model;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The local days of a market: which instants belong to which day, how many slots a day has, and what kind of day it
 * is. A local day is not 24 hours: a Berlin day has 92, 96 or 100 quarter hours, and on Lord Howe Island a day may last
 * 23.5 hours.
 *
 * <p>Days are half-open and follow one another without gap or overlap, whatever the clock does: a day begins when the
 * local clock first shows the day start, or, where the clock jumped over it, at the jump. Where the clock falls back
 * across the day start (00:01 to 23:01 in St. John's until 2011) the day has begun with the first of the two, and the
 * repeated hour belongs to the new day. A date that a zone skipped (30 December 2011 in Samoa) has no day. Instances are
 * immutable, and safe for use by several threads if their holidays are.
 *
 * <pre>{@code
 * MarketCalendar berlin = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
 * berlin.slotCount(LocalDate.of(2026, 10, 25), Duration.ofMinutes(15));   // 100
 * }</pre>
 *
 * @param zone the market's time zone
 * @param dayStart the local time at which a day begins, in whole seconds: 00:00 for electricity, 06:00 for gas in Germany
 * @param holidays the market's public holidays
 */
public record MarketCalendar(ZoneId zone, LocalTime dayStart, Holidays holidays) {

    /**
     * Days that were asked for lately, for readings come in crowds of the same few days. Days are immutable, so it does no
     * harm that threads race for a place: whoever reads it checks what is there.
     */
    private static final @Nullable Day[] RECENT = new Day[1_024];

    /** 2^14 seconds, a good fifth of a day: instants so close together share a place. */
    private static final int RECENT_SHIFT = 14;

    private record Day(ZoneId zone, LocalTime dayStart, LocalDate date, long start, long end) {

        boolean contains(long second) {
            return start <= second && second < end;
        }
    }

    /** Checks that nothing is missing and that days start at a whole second. */
    public MarketCalendar {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(dayStart, "dayStart");
        Objects.requireNonNull(holidays, "holidays");
        if (!dayStart.truncatedTo(ChronoUnit.SECONDS).equals(dayStart)) {
            throw new IllegalArgumentException(
                    "the day start " + dayStart + " is not a whole second; markets start their days at one");
        }
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
     * @return false only for a date that the zone skipped when it crossed the date line. With a day start after midnight
     *     the skipped date has a short day: what the clock showed of the next date before its day start
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
            throw new DateTimeException(
                    zone + " skipped " + date + ", so there is no such day; ask exists(date) first");
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
        return dayContaining(instant).date;
    }

    /**
     * The day that contains an instant.
     *
     * @param instant any instant
     * @return its day
     */
    public Interval dayOf(Instant instant) {
        Day day = dayContaining(instant);
        return new Interval(Instant.ofEpochSecond(day.start), Instant.ofEpochSecond(day.end));
    }

    /**
     * The number of slots of a day. Slots are counted in elapsed time from the start of the day; where the day is not a
     * multiple of the resolution, the last slot is shorter.
     *
     * @param date the local date
     * @param resolution the length of a slot, positive
     * @return for quarter hours in Berlin 92, 96 or 100
     * @throws DateTimeException if the zone skipped the date
     * @throws ArithmeticException if the day has more than {@link Integer#MAX_VALUE} slots
     */
    public int slotCount(LocalDate date, Duration resolution) {
        return slotCount(day(date).length(), resolution);
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
        Objects.checkIndex(index, slotCount(day.length(), resolution));
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
        requirePositive(resolution);
        Day day = dayContaining(instant);
        long sinceStart = instant.getEpochSecond() - day.start;
        long slotSeconds = resolution.getSeconds();
        if (resolution.getNano() == 0) {
            return (int) (sinceStart / slotSeconds);
        }
        // A slot longer than the day is the day; its nanoseconds might not fit a long.
        return slotSeconds >= day.end - day.start
                ? 0
                : Math.toIntExact(
                        Duration.ofSeconds(sinceStart, instant.getNano()).toNanos() / resolution.toNanos());
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

    private Day dayContaining(Instant instant) {
        long second = instant.getEpochSecond();
        int place = (int) (second >> RECENT_SHIFT) + zone.hashCode() + dayStart.hashCode() & RECENT.length - 1;
        Day recent = RECENT[place];
        if (recent != null && recent.contains(second) && recent.zone.equals(zone) && recent.dayStart.equals(dayStart)) {
            return recent;
        }
        LocalDate date = LocalDateTime.ofInstant(instant, zone).toLocalDate();
        // The local clock may be ahead of or behind the day's real bounds.
        while (instant.isBefore(startOf(date))) {
            date = date.minusDays(1);
        }
        while (!instant.isBefore(startOf(date.plusDays(1)))) {
            date = date.plusDays(1);
        }
        long start = startOf(date).getEpochSecond();
        Day day = new Day(zone, dayStart, date, start, startOf(date.plusDays(1)).getEpochSecond());
        RECENT[place] = day;
        return day;
    }

    /** The first instant of a date's day: the day start, or where the clock jumped over it, the jump. */
    private Instant startOf(LocalDate date) {
        LocalDateTime local = date.atTime(dayStart);
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition jump = rules.getTransition(local);
            return jump.getInstant();
        }
        return local.toInstant(offsets.get(0));
    }

    private static int slotCount(Duration length, Duration resolution) {
        // A slot longer than the day is the day; its nanoseconds might not fit a long.
        if (requirePositive(resolution).compareTo(length) >= 0) {
            return 1;
        }
        long slot = resolution.toNanos();
        return Math.toIntExact((length.toNanos() - 1) / slot + 1);
    }

    private static Duration requirePositive(Duration resolution) {
        if (resolution.isNegative() || resolution.isZero()) {
            throw new IllegalArgumentException("the resolution " + resolution + " is not positive");
        }
        return resolution;
    }
}
