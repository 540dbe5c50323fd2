package io.metrify.testkit.fleet;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * The slots of a run of local days, numbered through from 0: in Berlin 96 a day at quarter hours, but 92 and 100 on the
 * days the clock changes. Slots are half-open, touch, and leave nothing out. Immutable.
 */
public final class SlotRaster {

    private static final int MOST_DAYS = 36_525;

    private final MarketCalendar calendar;
    private final Duration resolution;
    private final long stepSeconds;
    private final LocalDate[] dates;
    /** Start of each day and the end of the last, in seconds since 1970-01-01T00:00:00Z. */
    private final long[] boundaries;
    /** Number of the first slot of each day, and the number of slots. */
    private final int[] firstSlots;

    private SlotRaster(MarketCalendar calendar, Duration resolution, LocalDate[] dates) {
        this.calendar = calendar;
        this.resolution = resolution;
        this.stepSeconds = resolution.toSeconds();
        this.dates = dates;
        this.boundaries = new long[dates.length + 1];
        this.firstSlots = new int[dates.length + 1];
        for (int day = 0; day < dates.length; day++) {
            Interval span = calendar.day(dates[day]);
            boundaries[day] = span.start().getEpochSecond();
            boundaries[day + 1] = span.end().getEpochSecond();
            firstSlots[day + 1] = Math.addExact(firstSlots[day], calendar.slotCount(dates[day], resolution));
        }
    }

    /**
     * The raster of some local days in a row.
     *
     * @param calendar the market's days
     * @param firstDate the first local date; one that the zone skipped is passed over
     * @param days the number of days, 1 to 36,525
     * @param resolution the length of a slot in whole seconds, from a minute to a day
     * @return the raster
     */
    public static SlotRaster of(MarketCalendar calendar, LocalDate firstDate, int days, Duration resolution) {
        Objects.requireNonNull(calendar, "calendar");
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException(days + " days cannot be simulated; choose 1 to " + MOST_DAYS);
        }
        if (!resolution.equals(Duration.ofSeconds(resolution.toSeconds()))
                || resolution.toSeconds() < 60
                || resolution.toSeconds() > 86_400) {
            throw new IllegalArgumentException("a resolution of " + resolution
                    + " cannot be simulated; choose whole seconds from a minute to a day");
        }
        LocalDate[] dates = new LocalDate[days];
        LocalDate date = Objects.requireNonNull(firstDate, "firstDate");
        for (int day = 0; day < days; date = date.plusDays(1)) {
            if (calendar.exists(date)) {
                dates[day++] = date;
            }
        }
        return new SlotRaster(calendar, resolution, dates);
    }

    /**
     * The calendar the days are taken from.
     *
     * @return the market's calendar
     */
    public MarketCalendar calendar() {
        return calendar;
    }

    /**
     * The length of a slot; the last slot of a day is shorter where the day is no multiple of it.
     *
     * @return a whole number of seconds
     */
    public Duration resolution() {
        return resolution;
    }

    /**
     * The number of days.
     *
     * @return at least 1
     */
    public int dayCount() {
        return dates.length;
    }

    /**
     * The number of slots of all days.
     *
     * @return at least 1
     */
    public int slotCount() {
        return firstSlots[dates.length];
    }

    /**
     * All days together.
     *
     * @return from the start of the first day to the end of the last
     */
    public Interval span() {
        return new Interval(boundary(0), boundary(dates.length));
    }

    /**
     * The local date of a day.
     *
     * @param day 0 up to, not including, {@link #dayCount}
     * @return the date
     */
    public LocalDate date(int day) {
        return dates[day];
    }

    /**
     * A boundary between days.
     *
     * @param day 0 for the start of the first day, up to {@link #dayCount} for the end of the last
     * @return the instant
     */
    public Instant boundary(int day) {
        return Instant.ofEpochSecond(boundaries[day]);
    }

    /**
     * The number of the first slot of a day.
     *
     * @param day 0 up to {@link #dayCount}; for the latter the number of slots
     * @return its number
     */
    public int firstSlot(int day) {
        return firstSlots[day];
    }

    /**
     * The day a slot belongs to.
     *
     * @param slot 0 up to, not including, {@link #slotCount}
     * @return the day
     */
    public int dayOf(int slot) {
        Objects.checkIndex(slot, slotCount());
        int found = Arrays.binarySearch(firstSlots, slot);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * The time of a slot.
     *
     * @param slot 0 up to, not including, {@link #slotCount}
     * @return the slot
     */
    public Interval slot(int slot) {
        int day = dayOf(slot);
        long start = boundaries[day] + stepSeconds * (slot - firstSlots[day]);
        long end = Math.min(start + stepSeconds, boundaries[day + 1]);
        return new Interval(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end));
    }

    /**
     * The slot that contains an instant.
     *
     * @param instant any instant
     * @return its number, or -1 if it is outside all days
     */
    public int slotOf(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < boundaries[0] || second >= boundaries[dates.length]) {
            return -1;
        }
        int found = Arrays.binarySearch(boundaries, second);
        int day = found >= 0 ? found : -found - 2;
        return firstSlots[day] + (int) ((second - boundaries[day]) / stepSeconds);
    }

    /**
     * The boundary between days that an instant is.
     *
     * @param instant any instant
     * @return the number that {@link #boundary} takes, or -1 if the instant is no boundary
     */
    public int boundaryAt(Instant instant) {
        int found = instant.getNano() == 0 ? Arrays.binarySearch(boundaries, instant.getEpochSecond()) : -1;
        return Math.max(found, -1);
    }
}
