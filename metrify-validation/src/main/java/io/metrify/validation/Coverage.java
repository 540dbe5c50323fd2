package io.metrify.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules were evaluated for a record and which were skipped why. Many records share one: a fleet of meters skips
 * the same few rules over and over.
 */
final class Coverage {

    private final int[] skippedRules;
    private final String[] skipReasons;
    private final List<String> evaluated;
    private final Map<String, String> skipped;
    private final ValidationReport clean;

    private Coverage(int[] skippedRules, String[] skipReasons, List<String> evaluated, Map<String, String> skipped) {
        this.skippedRules = skippedRules;
        this.skipReasons = skipReasons;
        this.evaluated = evaluated;
        this.skipped = skipped;
        this.clean = new ValidationReport(List.of(), evaluated, skipped);
    }

    static Coverage of(List<String> ids, Inspection inspection) {
        int skips = inspection.skips();
        int[] rules = new int[skips];
        String[] reasons = new String[skips];
        Map<String, String> skipped = new LinkedHashMap<>();
        for (int i = 0; i < skips; i++) {
            rules[i] = inspection.skippedRule(i);
            reasons[i] = inspection.skipReason(i);
            skipped.put(ids.get(rules[i]), reasons[i]);
        }
        List<String> evaluated = new ArrayList<>(ids);
        evaluated.removeAll(skipped.keySet());
        return new Coverage(rules, reasons, List.copyOf(evaluated), Collections.unmodifiableMap(skipped));
    }

    /** Whether an inspection skipped exactly these rules for these reasons. */
    boolean describes(Inspection inspection) {
        if (inspection.skips() != skippedRules.length) {
            return false;
        }
        for (int i = 0; i < skippedRules.length; i++) {
            if (inspection.skippedRule(i) != skippedRules[i]
                    || !inspection.skipReason(i).equals(skipReasons[i])) {
                return false;
            }
        }
        return true;
    }

    /** The report of a record without findings; always the same. */
    ValidationReport clean() {
        return clean;
    }

    ValidationReport with(List<Finding> findings) {
        return new ValidationReport(findings, evaluated, skipped);
    }
}
