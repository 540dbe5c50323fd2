package io.metrify.validation.series;

import io.metrify.model.DayType;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The market day that is being judged, for one meter; before its installation and after its removal a meter is out. */
record MarketDay(LocalDate date, DayType type, long startSecond, long endSecond, List<Interval> outages) {

    static MarketDay containing(
            long second, MarketCalendar calendar, String meterId, @Nullable Meter meter, KnownEvents events) {
        Instant instant = Instant.ofEpochSecond(second);
        LocalDate date = calendar.dateOf(instant);
        Interval day = calendar.dayOf(instant);
        return new MarketDay(
                date,
                calendar.dayType(date),
                day.start().getEpochSecond(),
                day.end().getEpochSecond(),
                outages(day, meterId, meter, events));
    }

    private static List<Interval> outages(Interval day, String meterId, @Nullable Meter meter, KnownEvents events) {
        List<Interval> known = events.outages(meterId, day);
        if (meter == null) {
            return known;
        }
        List<Interval> all = new ArrayList<>(known);
        Instant installed = meter.installed();
        if (installed != null && day.start().isBefore(installed)) {
            all.add(new Interval(day.start(), installed));
        }
        Instant removed = meter.removed();
        if (removed != null && removed.isBefore(day.end())) {
            all.add(new Interval(removed, day.end()));
        }
        return all;
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
