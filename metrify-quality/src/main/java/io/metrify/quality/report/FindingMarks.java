package io.metrify.quality.report;

import io.metrify.model.Interval;
import io.metrify.quality.report.html.Chart;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.LocalTimes;
import io.metrify.quality.report.html.Severities;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Findings as marks above a chart. Those too near one another to be told apart share a mark, which is that of the worst. */
final class FindingMarks {

    /** As many places for a mark as fit side by side on a desk. */
    private static final int PLACES = 72;

    private static final int SPELLED_OUT = 3;

    /** What is left out, or hidden by another, should matter least. */
    static final Comparator<Severity> WORST_FIRST = Comparator.comparing(
                    (Severity severity) -> severity.isAtLeast(Severity.ERROR))
            .thenComparing(severity -> severity.isAtLeast(Severity.WARNING))
            .reversed();

    private final Interval time;
    private final ZoneId zone;
    private final Map<Long, List<Finding>> places = new TreeMap<>();

    FindingMarks(List<Finding> findings, Interval time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
        for (Finding finding : findings) {
            if (end(finding).isAfter(time.start()) && finding.start().isBefore(time.end())) {
                places.computeIfAbsent(place(finding), place -> new ArrayList<>())
                        .add(finding);
            }
        }
    }

    /** The severities that are marked, the worst first. */
    List<Severity> severities() {
        return places.values().stream()
                .map(FindingMarks::worst)
                .distinct()
                .sorted(WORST_FIRST)
                .toList();
    }

    void draw(Chart chart) throws IOException {
        for (List<Finding> together : places.values()) {
            long from = together.stream()
                    .map(Finding::start)
                    .min(Comparator.naturalOrder())
                    .orElseThrow()
                    .getEpochSecond();
            long to = together.stream()
                    .map(FindingMarks::end)
                    .max(Comparator.naturalOrder())
                    .orElseThrow()
                    .getEpochSecond();
            Severity worst = worst(together);
            chart.mark(from, to, Severities.style(worst), shape(worst), text(together));
        }
    }

    /** The path of a severity's shape around the origin: a cross, a triangle, a disc. */
    static String shape(Severity severity) {
        return switch (severity) {
            case ERROR -> "M-5-3-3-5 0-2 3-5 5-3 2 0 5 3 3 5 0 2-3 5-5 3-2 0Z";
            case WARNING -> "M0-5 5.5 4.5H-5.5Z";
            case INFO -> "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z";
        };
    }

    private long place(Finding finding) {
        long middle = (Math.max(finding.start().getEpochSecond(), time.start().getEpochSecond())
                        + Math.min(end(finding).getEpochSecond(), time.end().getEpochSecond()))
                / 2;
        return (middle - time.start().getEpochSecond()) * PLACES / time.length().toSeconds();
    }

    private String text(List<Finding> together) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : together.subList(0, Math.min(SPELLED_OUT, together.size()))) {
            text.append(Severities.name(finding.severity()))
                    .append(' ')
                    .append(finding.rule())
                    .append(", ")
                    .append(LocalTimes.full(finding.start().getEpochSecond(), zone))
                    .append('\n');
        }
        int more = together.size() - SPELLED_OUT;
        return more > 0
                ? text + "and " + Figures.count(more, "more finding")
                : text.toString().strip();
    }

    private static Severity worst(List<Finding> together) {
        return together.stream().map(Finding::severity).min(WORST_FIRST).orElseThrow();
    }

    private static Instant end(Finding finding) {
        Instant end = finding.end();
        return end == null || !end.isAfter(finding.start()) ? finding.start().plusSeconds(1) : end;
    }
}
