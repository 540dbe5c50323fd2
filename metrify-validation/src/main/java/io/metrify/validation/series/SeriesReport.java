package io.metrify.validation.series;

import io.metrify.validation.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules say about a batch of series. A rule that was only skipped has not passed. Immutable.
 *
 * @param findings what was found, in the order of meter, time and rule
 * @param coverage how often each rule on series judged and was skipped and why, in the order of the rules
 * @param counts what became of the readings
 */
public record SeriesReport(List<Finding> findings, Map<String, RuleCoverage> coverage, SeriesCounts counts) {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::subject)
            .thenComparing(Finding::start)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message)
            .thenComparing(Finding::end, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Finding::observed);

    /** Sorts and copies. */
    public SeriesReport {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(ORDER);
        findings = List.copyOf(sorted);
        coverage = Collections.unmodifiableMap(new LinkedHashMap<>(coverage));
    }

    /**
     * The rules that judged at least once.
     *
     * @return their ids in the order of the rules
     */
    public List<String> evaluated() {
        return coverage.entrySet().stream()
                .filter(rule -> rule.getValue().evaluated() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The rules that never judged.
     *
     * @return the most frequent reason by rule id, in the order of the rules; rules for which there was no occasion at all
     *     are in neither list
     */
    public Map<String, String> skipped() {
        Map<String, String> reasons = new LinkedHashMap<>();
        coverage.forEach((id, rule) -> {
            if (rule.evaluated() == 0) {
                rule.skipped().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .ifPresent(reason -> reasons.put(id, reason.getKey()));
            }
        });
        return Collections.unmodifiableMap(reasons);
    }

    /**
     * What was found by one rule.
     *
     * @param ruleId the id of the rule
     * @return its findings in order; empty if there are none
     */
    public List<Finding> findings(String ruleId) {
        return findings.stream()
                .filter(finding -> finding.rule().equals(ruleId))
                .toList();
    }
}
