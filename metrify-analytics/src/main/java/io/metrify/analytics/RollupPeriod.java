package io.metrify.analytics;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** The spans of market time that energy is added up over. */
public enum RollupPeriod {
    /** An hour of elapsed time counted from the start of the market day; a Berlin day has 23, 24 or 25. */
    HOUR,
    /** A market day; in Berlin 23, 24 or 25 hours long. */
    DAY;

    private static final Duration ONE_HOUR = Duration.ofHours(1);

    /** The period of a market day that contains an instant. */
    Interval containing(Instant instant, LocalDate date, MarketCalendar calendar) {
        return switch (this) {
            case HOUR -> calendar.slot(date, ONE_HOUR, calendar.slotOf(instant, ONE_HOUR));
            case DAY -> calendar.day(date);
        };
    }
}
