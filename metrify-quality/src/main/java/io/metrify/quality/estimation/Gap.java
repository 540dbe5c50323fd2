package io.metrify.quality.estimation;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.ReadingSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Consecutive slots without a usable value, as many as there are: the slots before and after have one, or there are none.
 *
 * @param from the first slot
 * @param to the first slot after
 * @param interval from the start of the first to the end of the last
 */
record Gap(int from, int to, Interval interval) {

    static Gap of(ReadingSeries series, int from, int to) {
        Instant start = series.slotStart(from);
        return new Gap(from, to, new Interval(start, series.slotStart(to - 1).plus(series.resolution())));
    }

    /** How many market days lie in it from their start to their end. */
    long wholeDays(MarketCalendar calendar) {
        LocalDate first = calendar.dateOf(interval.start());
        if (!calendar.dayOf(interval.start()).start().equals(interval.start())) {
            first = first.plusDays(1);
        }
        return Math.max(0, ChronoUnit.DAYS.between(first, calendar.dateOf(interval.end())));
    }
}
