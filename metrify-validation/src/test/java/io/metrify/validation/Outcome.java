package io.metrify.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What one rule of a set says about a record: assertions on its three possible outcomes. */
final class Outcome {

    private final String rule;
    private final ValidationReport report;

    private Outcome(String rule, ValidationReport report) {
        this.rule = rule;
        this.report = report;
    }

    static <T> Outcome of(String rule, RuleSet<T> rules, T record, RuleContext context) {
        return new Outcome(rule, rules.validate(record, context));
    }

    /** The rule judged the record and found it sound. */
    void isSound() {
        assertThat(report.evaluated()).contains(rule);
        assertThat(report.skipped()).doesNotContainKey(rule);
        assertThat(findings()).isEmpty();
    }

    /** The rule could not judge the record. */
    void isSkipped(String reason) {
        assertThat(report.skipped()).containsEntry(rule, reason);
        assertThat(report.evaluated()).doesNotContain(rule);
        assertThat(findings()).isEmpty();
    }

    /** The rule found exactly one thing wrong. */
    Finding isViolated(Severity severity) {
        assertThat(report.evaluated()).contains(rule);
        assertThat(findings()).hasSize(1);
        Finding finding = findings().get(0);
        assertThat(finding.severity()).isEqualTo(severity);
        return finding;
    }

    private List<Finding> findings() {
        return report.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
    }
}
