package io.metrify.quality;

import java.util.Objects;

/**
 * What one rule cost a score.
 *
 * @param rule the id of the rule, or {@code quality.code.} and the quality code that cost something by itself
 * @param lostPpm what was lost, in parts per million of the whole score, 1 to 1,000,000; a rule that cost nothing makes
 *     no contribution
 */
public record Contribution(String rule, int lostPpm) {

    /** Checks the range. */
    public Contribution {
        Objects.requireNonNull(rule, "rule");
        if (lostPpm < 1 || lostPpm > ReadingScore.PERFECT) {
            throw new IllegalArgumentException("rule " + rule + " cost " + lostPpm
                    + " parts per million; give 1 to 1000000, or leave the contribution out");
        }
    }
}
