package io.metrify.quality.report;

import java.util.List;
import java.util.Objects;

/**
 * All meters of a fleet in short.
 *
 * @param meters how many have a score of which grade
 * @param worst those with the least score, the worst first; a report does not list all
 */
public record MeterRanking(TierCounts meters, List<ReportedMeter> worst) {

    /** Copies the list. */
    public MeterRanking {
        Objects.requireNonNull(meters, "meters");
        worst = List.copyOf(worst);
    }
}
