package io.metrify.quality.report;

import io.metrify.quality.FleetScore;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One meter in short.
 *
 * @param meterId the meter, as it was delivered; it is shown as text whatever it holds
 * @param score its score
 * @param counts what became of its readings
 * @param findings the number of findings by rule id
 */
public record ReportedMeter(String meterId, ReportedScore score, ReportedCounts counts, Map<String, Long> findings) {

    /** Copies the map. */
    public ReportedMeter {
        Objects.requireNonNull(meterId, "meterId");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(counts, "counts");
        findings = Collections.unmodifiableMap(new TreeMap<>(findings));
    }

    /**
     * A meter whose readings were counted.
     *
     * @param meterId the meter
     * @param score the score of its readings
     * @return the meter with what was counted of it
     */
    public static ReportedMeter of(String meterId, FleetScore score) {
        return new ReportedMeter(
                meterId,
                ReportedScore.of(score),
                ReportedCounts.of(score.counts()),
                score.counts().findings());
    }
}
