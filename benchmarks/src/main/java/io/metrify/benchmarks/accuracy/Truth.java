package io.metrify.benchmarks.accuracy;

import io.metrify.model.Interval;
import io.metrify.testkit.fault.InjectedFault;
import io.metrify.validation.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The faults that were injected, by meter, and what was found, side by side. */
final class Truth {

    private final Interval judged;
    private final Interval span;
    private final Map<String, List<InjectedFault>> faults = new HashMap<>();
    private final Map<String, List<Finding>> findings = new HashMap<>();

    /**
     * Faults whose episode is not wholly inside what was judged are known, but need not be found.
     *
     * @param judged the time in which intervals have faults
     * @param span the time in which registers have faults
     */
    Truth(Interval judged, Interval span) {
        this.judged = judged;
        this.span = span;
    }

    void add(InjectedFault fault) {
        faults.computeIfAbsent(fault.meterId(), id -> new ArrayList<>()).add(fault);
    }

    void add(Finding finding) {
        findings.computeIfAbsent(finding.subject(), id -> new ArrayList<>()).add(finding);
    }

    /** How a rule fared; episodes are counted once, whatever the number of readings they hit. */
    Score score(Expectation expected) {
        int injected = 0;
        int obscured = 0;
        int found = 0;
        int reported = 0;
        int explained = 0;
        Set<Object> seen = new HashSet<>();
        for (Map.Entry<String, List<InjectedFault>> meter : faults.entrySet()) {
            for (InjectedFault fault : meter.getValue()) {
                if (fault.kind() == expected.kind()
                        && isExpected(fault, expected)
                        && seen.add(List.of(meter.getKey(), fault.register(), fault.episode()))) {
                    injected++;
                    boolean isFound = isFound(fault, expected);
                    found += isFound ? 1 : 0;
                    obscured += !isFound && isObscured(fault, expected) ? 1 : 0;
                }
            }
        }
        for (List<Finding> ofMeter : findings.values()) {
            for (Finding finding : ofMeter) {
                if (isScored(finding, expected)) {
                    reported++;
                    explained += isExplained(finding, expected) ? 1 : 0;
                }
            }
        }
        return new Score(injected, obscured, found, reported, explained);
    }

    List<Finding> unexplained(Expectation expected, int most) {
        return findings.values().stream()
                .flatMap(List::stream)
                .filter(finding -> isScored(finding, expected) && !isExplained(finding, expected))
                .limit(most)
                .toList();
    }

    List<InjectedFault> missed(Expectation expected, int most) {
        return faults.values().stream()
                .flatMap(List::stream)
                .filter(fault ->
                        fault.kind() == expected.kind() && isExpected(fault, expected) && !isFound(fault, expected))
                .limit(most)
                .toList();
    }

    /** Findings about the weeks before, in which intervals have no faults and history builds up, are not scored. */
    private boolean isScored(Finding finding, Expectation expected) {
        boolean ofHistory =
                expected.rule().startsWith("series.") && !expected.rule().startsWith("series.register.");
        return finding.rule().equals(expected.rule())
                && (!ofHistory || !finding.start().isBefore(judged.start()));
    }

    private boolean isExpected(InjectedFault fault, Expectation expected) {
        return (fault.register().isCumulative() ? span : judged).encloses(fault.episode())
                && expected.found().test(fault);
    }

    /** Whether intervals that the rule needs are themselves missing or unusable, so that it had to skip. */
    private boolean isObscured(InjectedFault fault, Expectation expected) {
        return faults.getOrDefault(fault.meterId(), List.of()).stream()
                .anyMatch(other -> expected.obscures().contains(other.kind())
                        && fault.episode().overlaps(other.interval()));
    }

    private boolean isFound(InjectedFault fault, Expectation expected) {
        for (Finding finding : findings.getOrDefault(fault.meterId(), List.of())) {
            if (finding.rule().equals(expected.rule()) && touches(finding, fault, expected)) {
                return true;
            }
        }
        return false;
    }

    private boolean isExplained(Finding finding, Expectation expected) {
        for (InjectedFault fault : faults.getOrDefault(finding.subject(), List.of())) {
            if (expected.explains().contains(fault.kind()) && touches(finding, fault, expected)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a finding is about the time of a fault: where it was, where it is now, or where its episode is. */
    private static boolean touches(Finding finding, InjectedFault fault, Expectation expected) {
        Instant end = finding.end() == null ? finding.start().plusSeconds(1) : finding.end();
        Interval of = new Interval(finding.start().minus(expected.reach()), end.plus(expected.reach()));
        Interval delivered = fault.delivered();
        return of.overlaps(fault.interval())
                || of.overlaps(fault.episode())
                || (delivered != null && of.overlaps(delivered));
    }

    /** Counts of a rule. */
    record Score(int injected, int obscured, int found, int reported, int explained) {

        double recall() {
            return injected == obscured ? Double.NaN : (double) found / (injected - obscured);
        }

        double precision() {
            return reported == 0 ? Double.NaN : (double) explained / reported;
        }

        String row(Expectation expected) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d | %.4f | %d | %d | %.4f |",
                    expected.rule(),
                    expected.kind(),
                    injected,
                    obscured,
                    found,
                    recall(),
                    reported,
                    explained,
                    precision());
        }
    }
}
