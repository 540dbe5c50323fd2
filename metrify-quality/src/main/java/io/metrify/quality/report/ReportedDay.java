package io.metrify.quality.report;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The meters of one market day by the grade of their score on that day.
 *
 * @param date the local date on which the day begins
 * @param meters how many meters have which grade
 */
public record ReportedDay(LocalDate date, TierCounts meters) {

    /** Checks that nothing is missing. */
    public ReportedDay {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(meters, "meters");
    }
}
