package io.metrify.validation.series;

import io.metrify.validation.Severity;
import java.util.Objects;

/**
 * What is published of one rule on series: its name and what a sound series satisfies. How it judges is the engine's.
 *
 * @param id the stable name by which findings are counted and rules are switched off, such as {@code series.gap}
 * @param severity how much a finding of this rule matters
 * @param description what a sound series satisfies, in one sentence
 * @param source where the rule comes from
 */
public record SeriesRule(String id, Severity severity, String description, String source) {

    /** Checks that nothing is missing. */
    public SeriesRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
    }

    SeriesRule withSeverity(Severity newSeverity) {
        return new SeriesRule(id, newSeverity, description, source);
    }
}
