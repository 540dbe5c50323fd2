package io.metrify.validation;

import java.util.Objects;

/** A rule whose parts are given. */
record CheckedRule<T>(String id, Severity severity, String description, String source, Rule.Check<? super T> check)
        implements Rule<T> {

    CheckedRule {
        RuleId.require(id);
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(check, "check");
    }

    @Override
    public void check(T subject, RuleContext context, Inspection inspection) {
        check.check(subject, context, inspection);
    }

    @Override
    public String toString() {
        return id + " (" + severity + "): " + description;
    }
}
