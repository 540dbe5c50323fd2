package io.metrify.quality.report;

import io.metrify.quality.Dimension;
import io.metrify.quality.Ratio;
import io.metrify.quality.ReadingScore;
import java.util.Objects;

/**
 * What one dimension cost a score.
 *
 * @param dimension the dimension
 * @param score how good it is, 0 to 1, exact
 * @param weight its share of all weights that count, above 0 to 1, exact
 * @param lostPpm what it cost the whole score in parts per million, 0 to 1,000,000
 * @param basis what it was computed from, a sentence with the counts
 */
public record ReportedDimension(Dimension dimension, Ratio score, Ratio weight, int lostPpm, String basis) {

    /** Checks the range of the loss. */
    public ReportedDimension {
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(basis, "basis");
        if (lostPpm < 0 || lostPpm > ReadingScore.PERFECT) {
            throw new IllegalArgumentException(
                    dimension + " lost " + lostPpm + " parts per million; give 0 to 1000000");
        }
    }
}
