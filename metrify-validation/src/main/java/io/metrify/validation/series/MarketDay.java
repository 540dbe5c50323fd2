package io.metrify.validation.series;

import io.metrify.model.DayType;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The market day that is being judged, for one meter. */
record MarketDay(LocalDate date, DayType type, long startSecond, long endSecond, List<Interval> outages) {

    static MarketDay containing(long second, MarketCalendar calendar, String meterId, KnownEvents events) {
        Instant instant = Instant.ofEpochSecond(second);
        LocalDate date = calendar.dateOf(instant);
        Interval day = calendar.dayOf(instant);
        return new MarketDay(
                date,
                calendar.dayType(date),
                day.start().getEpochSecond(),
                day.end().getEpochSecond(),
                events.outages(meterId, day));
    }

    /** Whether an outage overlaps the slot between two seconds. */
    boolean isOut(long fromSecond, long toSecond) {
        if (outages.isEmpty()) {
            return false;
        }
        Instant from = Instant.ofEpochSecond(fromSecond);
        Instant to = Instant.ofEpochSecond(toSecond);
        for (Interval outage : outages) {
            if (outage.start().isBefore(to) && outage.end().isAfter(from)) {
                return true;
            }
        }
        return false;
    }

    boolean hasOutages() {
        return !outages.isEmpty();
    }

    Instant start() {
        return Instant.ofEpochSecond(startSecond);
    }

    Instant end() {
        return Instant.ofEpochSecond(endSecond);
    }
}
