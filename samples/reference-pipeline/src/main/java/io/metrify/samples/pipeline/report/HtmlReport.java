package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.MarketCalendar;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Page;
import io.metrify.samples.pipeline.RunSummary;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * The report of a run for people: one HTML file that loads nothing. Its size has a bound whatever the size of the run:
 * long curves are drawn with the least and the largest value of each step, long tables say how much they leave out.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * Writes the report. A reader sees the old file or the new one, never half of it.
     *
     * @param target the file; its directory must exist
     * @param summary the run
     * @param warehouse queries on the warehouse that the run filled; it stays open
     * @param calendar the market whose days and local times are meant
     * @throws IOException if the file cannot be written; the old file, if any, is as it was
     * @throws SQLException if the warehouse cannot be queried; the old file, if any, is as it was
     */
    public static void write(Path target, RunSummary summary, WarehouseQueries warehouse, MarketCalendar calendar)
            throws IOException, SQLException {
        Objects.requireNonNull(summary, "summary");
        Draft.write(target, out -> {
            Writer page = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            page(new Html(page), summary, sections(summary, warehouse, calendar), calendar);
            page.flush();
        });
    }

    private static List<Section> sections(RunSummary summary, WarehouseQueries warehouse, MarketCalendar calendar) {
        return List.of(
                new ReconciliationSection(summary, warehouse),
                new LoadSection(new LoadCurve(warehouse, calendar), calendar),
                new EnergySection(new EnergyByDay(warehouse, calendar), summary, calendar),
                new QualitySection(summary),
                new MeterSection(new MeterScores(warehouse, summary.run())),
                new FindingSection(warehouse),
                new SeriesSection(summary, warehouse),
                new DeadLetterSection(warehouse),
                new StorageSection(summary));
    }

    private static void page(Html html, RunSummary summary, List<Section> sections, MarketCalendar calendar)
            throws IOException, SQLException {
        Page.begin(
                html,
                "Run report: " + Figures.clip(summary.run().input(), 120),
                Page.resource(HtmlReport.class, "report.css"));
        new PageHeader(summary, calendar).write(html, sections);
        html.open("main", "id", "main");
        for (Section section : sections) {
            html.open("section", "id", section.id(), "aria-labelledby", section.id() + "-heading");
            html.element("h2", section.heading(), "id", section.id() + "-heading");
            section.write(html);
            html.close();
        }
        html.close();
        html.open("footer")
                .element(
                        "p",
                        "Written by the Metrify reference pipeline. Local times are in "
                                + summary.run().marketZone() + ". This file loads nothing from elsewhere.")
                .close();
        Page.end(html);
    }
}
