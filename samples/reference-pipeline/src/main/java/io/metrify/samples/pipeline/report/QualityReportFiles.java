package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.quality.FleetScore;
import io.metrify.quality.report.QualityReport;
import io.metrify.quality.report.QualityReportBuilder;
import io.metrify.quality.report.QualityReportHtml;
import io.metrify.quality.report.QualityReportJson;
import io.metrify.quality.report.ReportedMeter;
import io.metrify.samples.pipeline.RunSummary;
import io.metrify.validation.series.RuleCoverage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The quality report of a run, as {@code quality-report.html} for people and {@code quality-report.json} for programs. */
public final class QualityReportFiles {

    static final String HTML = "quality-report.html";

    private static final String JSON = "quality-report.json";
    private static final int PAGES = 10;

    private final WarehouseQueries warehouse;
    private final RunSummary summary;
    private final MarketCalendar calendar;
    private final Function<List<MeterReading>, Map<String, RuleCoverage>> coverage;

    /**
     * The report of a run.
     *
     * @param warehouse queries on the warehouse that the run filled; it stays open
     * @param summary the run
     * @param calendar the market whose days and local times are meant
     * @param coverage says how often each rule could judge the readings of a meter
     */
    public QualityReportFiles(
            WarehouseQueries warehouse,
            RunSummary summary,
            MarketCalendar calendar,
            Function<List<MeterReading>, Map<String, RuleCoverage>> coverage) {
        this.warehouse = warehouse;
        this.summary = summary;
        this.calendar = calendar;
        this.coverage = coverage;
    }

    /**
     * Writes both files. A reader sees an old file or the new one, never half of it.
     *
     * @param directory where they go; it must exist
     * @param score the score of everything that was read
     * @param now when the report is made
     * @throws IOException if a file cannot be written
     * @throws SQLException if the warehouse cannot be queried
     */
    public void write(Path directory, FleetScore score, Instant now) throws IOException, SQLException {
        QualityReport report = report(score, now);
        Draft.write(directory.resolve(HTML), out -> QualityReportHtml.write(report, out));
        Draft.write(directory.resolve(JSON), out -> QualityReportJson.write(report, out));
    }

    private QualityReport report(FleetScore score, Instant now) throws SQLException {
        QualityReportBuilder report =
                QualityReport.builder(summary.run().input(), calendar, now).score(score);
        new MeterScores(warehouse, summary.run())
                .forEach((meterId, meterScore) -> report.meter(ReportedMeter.of(meterId, meterScore)));
        new RulesInShort(warehouse, score, summary.seriesRules()).rules().forEach(report::rule);
        DrawnDays days = DrawnDays.of(warehouse);
        if (!days.isEmpty()) {
            Interval period = new Interval(Instant.ofEpochSecond(days.from()), Instant.ofEpochSecond(days.to()));
            report.period(period);
            new MeterDays(warehouse).days(days).forEach(report::day);
            MeterPages pages = new MeterPages(warehouse, calendar, period, coverage);
            for (ReportedMeter meter : report.worst().stream().limit(PAGES).toList()) {
                report.page(pages.page(meter));
            }
        }
        return report.build();
    }
}
