package io.metrify.quality.report;

import io.metrify.quality.ReadingScore;
import io.metrify.validation.Severity;
import io.metrify.validation.series.RuleCoverage;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rule and what it did to the score of the fleet.
 *
 * @param rule its id, such as {@code series.gap}, or that of another cause of a loss, such as a missing reading
 * @param severity how much a finding of it matters, or empty if it is no rule but another cause
 * @param description what it asks for, in one sentence; may be empty
 * @param findings how often it found something, 0 or more
 * @param meters how many meters it found something in, 0 or more
 * @param lostPpm its part in what the score lost, in parts per million, or empty if that was not worked out
 * @param withoutPpm what the score would be had this rule found nothing and all else been the same, in parts per million, or
 *     empty if that was not worked out. Rules that find the same readings hide behind one another, so these gains do not add up
 * @param coverage how often it judged and how often it could not and why, or empty if that was not counted
 */
public record ReportedRule(
        String rule,
        Optional<Severity> severity,
        String description,
        long findings,
        long meters,
        OptionalInt lostPpm,
        OptionalInt withoutPpm,
        Optional<RuleCoverage> coverage) {

    /** Checks ranges. */
    public ReportedRule {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(coverage, "coverage");
        if (findings < 0 || meters < 0) {
            throw new IllegalArgumentException(
                    "rule " + rule + " has " + findings + " findings in " + meters + " meters; counts are 0 or more");
        }
        requirePpm(lostPpm, rule, "loss");
        requirePpm(withoutPpm, rule, "score without it");
    }

    /**
     * Whether it matters: it found something, or cost something.
     *
     * @return false for a rule that the data satisfies
     */
    public boolean isViolated() {
        return findings > 0 || lostPpm.orElse(0) > 0;
    }

    private static void requirePpm(OptionalInt partsPerMillion, String rule, String of) {
        if (partsPerMillion.isPresent()
                && (partsPerMillion.getAsInt() < 0 || partsPerMillion.getAsInt() > ReadingScore.PERFECT)) {
            throw new IllegalArgumentException("the " + of + " of rule " + rule + " is " + partsPerMillion.getAsInt()
                    + " parts per million; give 0 to 1000000");
        }
    }
}
