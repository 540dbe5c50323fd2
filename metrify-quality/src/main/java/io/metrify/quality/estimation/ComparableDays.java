package io.metrify.quality.estimation;

import io.metrify.model.DayType;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.ReadingSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Days of a series that are like another one, and what they had at the same local time.
 *
 * <p>A slot looks for its own local time on the other day. Where that clock showed it twice, the one with the slot's own offset
 * from UTC is taken, or the first if neither has it; so both passes of a repeated hour find the one hour of an ordinary day.
 * Where that clock jumped over it, what it showed instead is taken, as much later as it jumped. If no slot starts at that
 * instant, the slot that contains it is taken.
 */
final class ComparableDays {

    private final ReadingSeries series;
    private final MarketCalendar calendar;
    private final EstimationPolicy policy;
    private final List<Interval> outages;

    ComparableDays(ReadingSeries series, MarketCalendar calendar, EstimationPolicy policy, List<Interval> outages) {
        this.series = series;
        this.calendar = calendar;
        this.policy = policy;
        this.outages = outages;
    }

    /** The days before a gap that were measured wherever the slots need it, the most recent first; as many as the policy takes. */
    List<LocalDate> before(Gap gap, int from, int to) {
        LocalDate date = calendar.dateOf(series.slotStart(from));
        DayType type = calendar.dayType(date);
        LocalDate last = calendar.dateOf(gap.interval().start()).minusDays(policy.lookBackDays());
        List<LocalDate> days = new ArrayList<>(policy.comparableDays());
        for (LocalDate day = date.minusDays(1);
                !day.isBefore(last) && days.size() < policy.comparableDays();
                day = day.minusDays(1)) {
            if (calendar.dayType(day) == type && calendar.exists(day) && wasMeasured(from, to, date, day)) {
                days.add(day);
            }
        }
        return days;
    }

    /** What a slot of a date had on the mean of other days, in mWh. */
    long mean(int slot, LocalDate date, List<LocalDate> days) {
        long[] amounts = new long[days.size()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = series.milliwattHours(counterpart(slot, date, days.get(i)));
        }
        return Rounding.mean(amounts, amounts.length);
    }

    private boolean wasMeasured(int from, int to, LocalDate date, LocalDate day) {
        for (int slot = from; slot < to; slot++) {
            int other = counterpart(slot, date, day);
            if (other < 0 || !isMeasured(other)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMeasured(int slot) {
        if (!series.isPresent(slot) || !series.quality(slot).isMeasured()) {
            return false;
        }
        Instant start = series.slotStart(slot);
        Interval interval = new Interval(start, start.plus(series.resolution()));
        return outages.stream().noneMatch(interval::overlaps);
    }

    /** The slot at the same local time of another day, or -1 if it is outside the series. */
    private int counterpart(int slot, LocalDate date, LocalDate day) {
        Instant start = series.slotStart(slot);
        ZoneOffset offset = calendar.zone().getRules().getOffset(start);
        LocalDateTime local = LocalDateTime.ofInstant(start, offset).plusDays(ChronoUnit.DAYS.between(date, day));
        return series.slotOf(
                ZonedDateTime.ofLocal(local, calendar.zone(), offset).toInstant());
    }
}
