package io.metrify.validation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set says about one record: all findings, the rules that were evaluated, and the rules that were skipped
 * with the reason. A rule that was skipped has not passed. Immutable; equal if all three are equal.
 */
public final class ValidationReport {

    private final List<Finding> findings;
    private final List<String> evaluated;
    private final Map<String, String> skipped;

    /** For callers who hand over lists and maps that nobody changes. */
    ValidationReport(List<Finding> findings, List<String> evaluated, Map<String, String> skipped) {
        this.findings = findings;
        this.evaluated = evaluated;
        this.skipped = skipped;
    }

    /**
     * A report made by something other than a {@link RuleSet}.
     *
     * @param findings what was found; each of a rule that was evaluated
     * @param evaluated the ids of the rules that judged the record
     * @param skipped the ids of the rules that could not judge it, with the reason
     * @return the report
     * @throws IllegalArgumentException if a rule was both evaluated and skipped, or found something without having been
     *     evaluated
     */
    public static ValidationReport of(
            Collection<Finding> findings, Collection<String> evaluated, Map<String, String> skipped) {
        ValidationReport report = new ValidationReport(
                List.copyOf(findings),
                List.copyOf(evaluated),
                Collections.unmodifiableMap(new LinkedHashMap<>(skipped)));
        Set<String> ids = new HashSet<>(report.evaluated);
        for (Map.Entry<String, String> skip : report.skipped.entrySet()) {
            Objects.requireNonNull(skip.getValue(), "reason");
            if (ids.contains(skip.getKey())) {
                throw new IllegalArgumentException("rule " + skip.getKey()
                        + " is both evaluated and skipped; it either judged the record or it did not");
            }
        }
        for (Finding finding : report.findings) {
            if (!ids.contains(finding.rule())) {
                throw new IllegalArgumentException("rule " + finding.rule()
                        + " has a finding but is not among the evaluated rules; add it to them");
            }
        }
        return report;
    }

    /**
     * What is wrong with the record.
     *
     * @return the findings in the order of the rules; empty if nothing was found, which says nothing of skipped rules
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The rules that judged the record.
     *
     * @return their ids in the order of the set
     */
    public List<String> evaluated() {
        return evaluated;
    }

    /**
     * The rules that could not judge the record.
     *
     * @return the reason by rule id, in the order of the set
     */
    public Map<String, String> skipped() {
        return skipped;
    }

    /**
     * The severity of the worst finding.
     *
     * @return the severity, or null if there are no findings
     */
    public @Nullable Severity worst() {
        Severity worst = null;
        for (int i = 0; i < findings.size(); i++) {
            Severity severity = findings.get(i).severity();
            if (worst == null || severity.compareTo(worst) > 0) {
                worst = severity;
            }
        }
        return worst;
    }

    /**
     * Whether the record can be used.
     *
     * @return true if no finding is an {@link Severity#ERROR}
     */
    public boolean isAcceptable() {
        return worst() != Severity.ERROR;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ValidationReport that
                        && findings.equals(that.findings)
                        && evaluated.equals(that.evaluated)
                        && skipped.equals(that.skipped));
    }

    @Override
    public int hashCode() {
        return Objects.hash(findings, evaluated, skipped);
    }

    /**
     * The report in one line.
     *
     * @return the numbers of findings, evaluated and skipped rules, and the findings
     */
    @Override
    public String toString() {
        return findings.size() + " findings, " + evaluated.size() + " rules evaluated, " + skipped.size() + " skipped "
                + findings;
    }
}
