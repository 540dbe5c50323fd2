package io.metrify.quality.report.html;

import io.metrify.model.MarketCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The level axis of a chart over time. Places are in elapsed time, so that a day of 25 hours is wider than one of 24;
 * labels are in the market's local time, at the starts of its days, months or years.
 */
public final class TimeAxis {

    private static final int MANY_CHANGES = 4;
    private static final int MINOR = 2;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_OF_YEAR = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final MarketCalendar calendar;
    private final long from;
    private final long to;

    /**
     * An axis over a span of time.
     *
     * @param calendar the market, whose days and local times are the labels
     * @param from its first second since 1970
     * @param to the second after its last; at least one second is shown
     */
    public TimeAxis(MarketCalendar calendar, long from, long to) {
        this.calendar = calendar;
        this.from = from;
        this.to = Math.max(to, from + 1);
    }

    /**
     * How far right an instant is.
     *
     * @param epochSecond seconds since 1970
     * @return 0 at the start to 1 at the end, beyond for what is outside
     */
    public double right(long epochSecond) {
        return (double) (epochSecond - from) / (to - from);
    }

    /**
     * The days, or for a few days also hours of them, for many the months or years.
     *
     * @return places with a label each, from left to right
     */
    public List<Tick> ticks() {
        long days = (to - from) / ChronoUnit.DAYS.getDuration().toSeconds();
        if (days < 1) {
            return atHours(1);
        }
        if (days < 4) {
            return atHours(6);
        }
        if (days < 100) {
            return atDays();
        }
        return days < 1500 ? atMonths(1) : atMonths(12 * Math.max(1, Math.round(days / 365.0 / 20)));
    }

    /** The changes of the clock, unless there are so many that naming each would say nothing. */
    List<Tick> clockChanges() {
        List<Tick> changes = new ArrayList<>();
        ZoneRules rules = calendar.zone().getRules();
        ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(from));
        while (change != null && change.toEpochSecond() < to) {
            if (changes.size() == MANY_CHANGES) {
                return List.of();
            }
            long minutes = change.getDuration().toMinutes();
            String size = minutes % 60 == 0 ? Math.abs(minutes / 60) + " h" : Math.abs(minutes) + " min";
            changes.add(tick(change.toEpochSecond(), "clock " + (minutes > 0 ? "+" : "−") + size));
            change = rules.nextTransition(change.getInstant());
        }
        return changes;
    }

    /**
     * A day's name, with its length where that is not 24 hours.
     *
     * @param calendar the market
     * @param date an existing day
     * @param weekday whether the day of the week is named
     * @return for example {@code Sun 25 Oct (25 h)}
     */
    public static String dayLabel(MarketCalendar calendar, LocalDate date, boolean weekday) {
        Duration length = calendar.day(date).length();
        String name = (weekday ? DAY : SHORT_DAY).format(date);
        return length.equals(ChronoUnit.DAYS.getDuration()) ? name : name + " (" + Figures.hours(length) + ")";
    }

    /** A day that is not 24 hours long is what one looks for, so it is named before all others. */
    static int importance(String label) {
        return label.endsWith(")") ? 0 : 1;
    }

    private List<Tick> atHours(int step) {
        List<Tick> ticks = new ArrayList<>();
        ZoneId zone = calendar.zone();
        for (LocalDate date = first(); start(date) < to; date = date.plusDays(1)) {
            if (!calendar.exists(date)) {
                continue;
            }
            add(ticks, tick(start(date), dayLabel(calendar, date, true)));
            for (int hour = step; hour < 24; hour += step) {
                LocalTime time = calendar.dayStart().plusHours(hour);
                LocalDate onDate = time.isBefore(calendar.dayStart()) ? date.plusDays(1) : date;
                long at = onDate.atTime(time).atZone(zone).toEpochSecond();
                add(ticks, new Tick(right(at), TIME.format(time), MINOR));
            }
        }
        return ticks;
    }

    private List<Tick> atDays() {
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate date = first(); start(date) < to; date = date.plusDays(1)) {
            if (calendar.exists(date)) {
                add(ticks, tick(start(date), dayLabel(calendar, date, false)));
            }
        }
        return ticks;
    }

    private List<Tick> atMonths(long step) {
        List<Tick> ticks = new ArrayList<>();
        LocalDate month = step == 1 ? first().withDayOfMonth(1) : first().withDayOfYear(1);
        for (; start(month) < to; month = month.plusMonths(step)) {
            String label = step == 1 ? monthLabel(month, ticks.isEmpty()) : Integer.toString(month.getYear());
            add(ticks, tick(start(month), label));
        }
        return ticks;
    }

    /** The year is said once, and again where it changes. */
    private static String monthLabel(LocalDate month, boolean first) {
        return (first || month.getMonth() == Month.JANUARY ? MONTH_OF_YEAR : MONTH).format(month);
    }

    private void add(List<Tick> ticks, Tick tick) {
        if (tick.right() >= 0 && tick.right() <= 1) {
            ticks.add(tick);
        }
    }

    private Tick tick(long epochSecond, String label) {
        return new Tick(right(epochSecond), label, importance(label));
    }

    private LocalDate first() {
        return calendar.dateOf(Instant.ofEpochSecond(from));
    }

    private long start(LocalDate date) {
        // A date that the zone skipped begins, and ends, where the next one begins.
        LocalDate existing = calendar.exists(date) ? date : date.plusDays(1);
        return calendar.day(existing).start().getEpochSecond();
    }

    /**
     * A place on the axis and its label.
     *
     * @param right 0 at the left to 1 at the right
     * @param label what stands there
     * @param importance 0 or more; the larger, the sooner it is left out where there is no room for all
     */
    public record Tick(double right, String label, int importance) {}
}
