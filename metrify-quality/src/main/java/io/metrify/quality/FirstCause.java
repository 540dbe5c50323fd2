package io.metrify.quality;

import io.metrify.validation.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The one of several rules to which a loss is put down: the gravest, and among those of a severity the first by id. Begins
 * with none and is used for one reading and dimension.
 */
final class FirstCause {

    private @Nullable String rule;
    private @Nullable Severity severity;
    private boolean others;

    void offer(String newRule, Severity newSeverity) {
        String old = rule;
        if (old == null || severity == null) {
            rule = newRule;
            severity = newSeverity;
            return;
        }
        others |= !old.equals(newRule);
        int graver = newSeverity.compareTo(severity);
        if (graver > 0 || (graver == 0 && newRule.compareTo(old) < 0)) {
            rule = newRule;
            severity = newSeverity;
        }
    }

    /** The rule, or null if none was offered. */
    @Nullable
    String rule() {
        return rule;
    }

    /** Whether no other rule was offered. */
    boolean alone() {
        return !others;
    }
}
