package io.metrify.samples.pipeline;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** The summary as a person reads it at the end of a run. */
record SummaryText(RunSummary summary, Path out) {

    void print(PrintStream to) {
        line(
                to,
                "read",
                "%,d = %,d accepted + %,d rejected + %,d dead letters + %,d duplicates",
                summary.read(),
                summary.accepted(),
                summary.rejected(),
                summary.deadLetters(),
                summary.duplicates());
        line(
                to,
                "energy",
                "%s kWh, from %s to %s",
                summary.energyKwh(),
                summary.run().from(),
                summary.run().to());
        line(
                to,
                "quality",
                "%.4f %s",
                summary.quality().score(),
                summary.quality().tier());
        summary.findings().forEach((rule, count) -> line(to, "", "%,10d  %s", count, rule));
        long judged = summary.seriesRules().values().stream()
                .filter(rule -> rule.evaluated() > 0)
                .count();
        line(
                to,
                "series",
                "%,d findings; %d of %d rules could judge",
                summary.seriesFindings().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                judged,
                summary.seriesRules().size());
        summary.seriesFindings().forEach((rule, count) -> line(to, "", "%,10d  %s", count, rule));
        line(
                to,
                "lake",
                "%,d rows in %,d objects, %,d bytes",
                summary.lake().rows(),
                summary.lake().objects(),
                summary.lake().bytes());
        summary.warehouse().forEach((table, rows) -> line(to, "warehouse", "%,10d  %s", rows, table));
        line(
                to,
                "time",
                "%.1f s, %,d readings/s ingested%s",
                summary.seconds(),
                summary.readingsPerSecond(),
                summary.run().resumed() ? " (continued an earlier run)" : "");
        line(to, "report", "%s", out.resolve("report.html"));
    }

    private static void line(PrintStream to, String label, String format, Object... values) {
        to.println(String.format(Locale.ROOT, "%-10s", label) + String.format(Locale.ROOT, format, values));
    }
}
