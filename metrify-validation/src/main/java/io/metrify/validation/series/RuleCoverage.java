package io.metrify.validation.series;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a rule on series could judge and how often it could not. What is counted is what the rule judges at once: for
 * most the market day of a register, for registers a reading or a pair of them.
 *
 * @param evaluated how often it judged, 0 or more
 * @param skipped how often it could not, by reason, in alphabetical order
 */
public record RuleCoverage(long evaluated, Map<String, Long> skipped) {

    /** Copies the map. */
    public RuleCoverage {
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }

    /**
     * The counts of two parts together, such as of two partitions.
     *
     * @param other how often the same rule judged and was skipped elsewhere
     * @return the sums
     */
    public RuleCoverage plus(RuleCoverage other) {
        Map<String, Long> sums = new TreeMap<>(skipped);
        other.skipped.forEach((reason, times) -> sums.merge(reason, times, Long::sum));
        return new RuleCoverage(evaluated + other.evaluated, sums);
    }
}
