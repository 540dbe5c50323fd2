package io.metrify.quality;

import io.metrify.validation.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What went wrong with a meter on a day and is not kept by slot. */
final class DayFaults {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final CauseTable ofRejected;
    private final Set<Span> spans = new HashSet<>();
    private final Map<String, Long> findings = new HashMap<>();
    private long rejected;
    private long timed;
    private long duplicates;

    DayFaults(RuleDimensions dimensions) {
        this.ofRejected = new CauseTable(dimensions);
    }

    void count(Finding finding) {
        findings.merge(finding.rule(), 1L, Long::sum);
    }

    /** Counts a rejected reading; what its slot is empty by is kept by slot. */
    void countRejected(List<Finding> found) {
        rejected++;
        for (Dimension dimension : DIMENSIONS) {
            if (dimension != Dimension.COMPLETENESS) {
                boolean lost = ofRejected.count(dimension, ofRejected.ofRejected(dimension, found));
                timed += lost && dimension == Dimension.TIMELINESS ? 1 : 0;
            }
        }
        found.forEach(this::count);
    }

    void countDuplicate() {
        duplicates++;
    }

    void add(Span span) {
        spans.add(span);
    }

    void add(DayFaults other) {
        ofRejected.add(other.ofRejected);
        spans.addAll(other.spans);
        other.findings.forEach((rule, count) -> findings.merge(rule, count, Long::sum));
        rejected += other.rejected;
        timed += other.timed;
        duplicates += other.duplicates;
    }

    CauseTable ofRejected() {
        return ofRejected;
    }

    Set<Span> spans() {
        return spans;
    }

    Map<String, Long> findings() {
        return findings;
    }

    long rejected() {
        return rejected;
    }

    /** Rejected readings of which a finding says that they came late. */
    long timed() {
        return timed;
    }

    long duplicates() {
        return duplicates;
    }
}
