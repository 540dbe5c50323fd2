package io.metrify.quality;

import java.util.Objects;

/**
 * What one rule cost the score of a reading.
 *
 * @param rule the id of the rule, or {@code quality.code.} and the quality code that cost something by itself
 * @param lostPpm what was lost to it, in parts per million of the whole score, 0 to 1,000,000
 * @param costPpm what it would have cost by itself, in the same unit, 1 to 1,000,000; more than what was lost to it where all
 *     rules together cost more than there was to lose. A rule that costs nothing makes no contribution
 */
public record Contribution(String rule, int lostPpm, int costPpm) {

    /** Checks the ranges. */
    public Contribution {
        Objects.requireNonNull(rule, "rule");
        if (costPpm < 1 || costPpm > ReadingScore.PERFECT) {
            throw new IllegalArgumentException("rule " + rule + " costs " + costPpm
                    + " parts per million; give 1 to 1000000, or leave the contribution out");
        }
        if (lostPpm < 0 || lostPpm > costPpm) {
            throw new IllegalArgumentException("rule " + rule + " cost " + lostPpm + " parts per million of " + costPpm
                    + "; what is lost to a rule is 0 up to its cost");
        }
    }
}
