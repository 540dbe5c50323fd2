package io.metrify.quality.report;

import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Writes a {@link QualityReport} as one HTML page in English that loads nothing and needs no script, for a screen of any width, in
 * light and dark, and for paper.
 *
 * <p>Its size has a bound whatever the size of the fleet: it shows the meters that the report lists; of each at most 4 registers
 * and 100 findings, and every series in at most 720 steps, with the least and the largest value of each; at most 60 rules; and at
 * most 400 days, more of them as months. Wherever something is left out the page says so; {@link QualityReportJson} has it all.
 * Numbers have a point before decimals and a comma between thousands; times are local times of the market with their offset.
 */
public final class QualityReportHtml {

    private QualityReportHtml() {}

    /**
     * Writes the page, encoded as UTF-8.
     *
     * @param report the report
     * @param out takes the page; it is flushed, not closed
     * @throws IOException if it cannot be written
     */
    public static void write(QualityReport report, OutputStream out) throws IOException {
        Objects.requireNonNull(report, "report");
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        page(new Html(writer), report);
        writer.flush();
    }

    private static void page(Html html, QualityReport report) throws IOException {
        List<ReportSection> sections = List.of(
                new ScoreSection(report),
                new TierSection(report),
                new RuleSection(report),
                new WorstMeterSection(report),
                new MeterPageSection(report));
        Page.begin(
                html,
                "Quality report: " + Wording.name(report.title()),
                Page.resource(QualityReportHtml.class, "quality-report.css"));
        TierFills.define(html);
        new ReportHeader(report).write(html, sections);
        html.open("main", "id", "main");
        for (ReportSection section : sections) {
            html.open("section", "id", section.id(), "aria-labelledby", section.id() + "-heading");
            html.element("h2", section.heading(), "id", section.id() + "-heading");
            section.write(html);
            html.close();
        }
        html.close();
        html.open("footer")
                .element(
                        "p",
                        "Written by Metrify. Times are local in "
                                + report.calendar().zone()
                                + ", with their offset; a point stands before decimals, a comma between thousands. This"
                                + " file loads nothing from elsewhere.")
                .close();
        Page.end(html);
    }
}
