package io.metrify.quality;

import io.metrify.model.meter.MeterReading;
import io.metrify.validation.ValidationReport;

/** What gives a reading its score. Implementations are stateless and safe for use by several threads. */
@FunctionalInterface
public interface ReadingScorer {

    /**
     * Scores a reading.
     *
     * @param reading the reading; its own score, if it has one, does not count
     * @param report what validation found in it. Rules that were skipped cost nothing
     * @return the score and what it lost by which rule
     */
    ReadingScore score(MeterReading reading, ValidationReport report);

    /**
     * The scorer with the standard weights.
     *
     * @return always the same
     */
    static ReadingScorer standard() {
        return WeightedScorer.STANDARD;
    }

    /**
     * The scorer with other weights: a reading starts at 1 and loses what its findings and its quality code cost, each
     * rule once. If all together would cost more than there is, each is cut in proportion, in whole parts per million by
     * the method of largest remainders.
     *
     * @param weights what findings and quality codes cost
     * @return the scorer
     */
    static ReadingScorer with(ScoreWeights weights) {
        return new WeightedScorer(weights);
    }
}
