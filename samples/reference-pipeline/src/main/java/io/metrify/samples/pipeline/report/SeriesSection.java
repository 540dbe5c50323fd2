package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import io.metrify.samples.pipeline.RunSummary;
import io.metrify.validation.series.RuleCoverage;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the rules on series found, which meters to look at first, and what the rules could not judge. */
final class SeriesSection implements Section {

    private static final int WORST = 15;
    private static final int LONGEST_ID = 80;
    private static final int LONGEST_LIST = 400;

    /** Meters by the time that is missing, added up over their registers, then by findings. */
    private static final String WORST_METERS = """
            WITH by_rule AS (
                SELECT subject, rule, count(*) AS findings, sum(CASE WHEN rule = 'series.gap'
                        THEN #millis(end_time) - #millis(start_time) ELSE 0 END) AS missing_millis
                FROM series_findings GROUP BY subject, rule)
            SELECT subject, CAST(sum(missing_millis) AS BIGINT), CAST(sum(findings) AS BIGINT),
                   #joined(rule || ' × ' || findings, ', ', findings DESC, rule), count(*) OVER ()
            FROM by_rule GROUP BY subject
            ORDER BY sum(missing_millis) DESC, sum(findings) DESC, subject LIMIT %d
            """.formatted(WORST);

    private final RunSummary summary;
    private final WarehouseQueries warehouse;

    SeriesSection(RunSummary summary, WarehouseQueries warehouse) {
        this.summary = summary;
        this.warehouse = warehouse;
    }

    @Override
    public String id() {
        return "series";
    }

    @Override
    public String heading() {
        return "Findings on series";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        if (summary.seriesRules().isEmpty()) {
            html.element("p", "There is no series to judge.");
            return;
        }
        FindingsByRule findings = FindingsByRule.of(warehouse, "series_findings");
        html.element(
                "p",
                (findings.isEmpty() ? "No rule found anything" : findings.inShort())
                        + " in the readings that were accepted, each judged with those before and after it. A reading that"
                        + " was rejected or could not be decoded is not among them: its slot shows as a gap. Redeliveries"
                        + " and conflicts were told on arrival and are counted above.");
        Map<String, String> descriptions = RuleDescriptions.ofSeries();
        if (!findings.isEmpty()) {
            findings.write(html, "Findings on series by rule; bars are shares of these findings.", descriptions);
            worst(html);
        }
        coverage(html, descriptions);
    }

    private void worst(Html html) throws IOException, SQLException {
        html.element("h3", "Series to look at first");
        try (PreparedStatement statement = warehouse.prepare(WORST_METERS);
                ResultSet row = statement.executeQuery()) {
            Table table = null;
            while (row.next()) {
                if (table == null) {
                    table = Table.begin(
                            html,
                            shown(row.getLong(5))
                                    + ", those with the most time missing first; it is added up over the registers of a"
                                    + " meter.",
                            "Meter",
                            "#Time missing",
                            "#Findings",
                            "By rule");
                }
                table.beginRow().cell(Figures.clip(row.getString(1), LONGEST_ID), "id");
                table.cell(missing(Duration.ofMillis(row.getLong(2))));
                table.cell(Figures.count(row.getLong(3)));
                table.cell(Figures.clip(row.getString(4), LONGEST_LIST), "long").endRow();
            }
            if (table != null) {
                table.end();
            }
        }
    }

    private void coverage(Html html, Map<String, String> descriptions) throws IOException {
        html.element("h3", "What the rules could judge");
        html.element(
                "p",
                "A rule that could not judge has not passed. What is counted is what a rule judges at once: for most the"
                        + " market day of a register.");
        List<String> withoutOccasion = new ArrayList<>();
        Table table = Table.begin(
                html,
                "How often each rule judged and how often it could not",
                "Rule",
                "#Judged",
                "#Not judged",
                "Most often because");
        for (Map.Entry<String, RuleCoverage> rule : summary.seriesRules().entrySet()) {
            Map<String, Long> skipped = rule.getValue().skipped();
            if (rule.getValue().evaluated() == 0 && skipped.isEmpty()) {
                withoutOccasion.add(rule.getKey());
                continue;
            }
            table.beginRow().beginCell("rule");
            html.element("code", Figures.clip(rule.getKey(), LONGEST_ID));
            html.element("p", descriptions.getOrDefault(rule.getKey(), ""));
            table.endCell().cell(Figures.count(rule.getValue().evaluated()));
            table.cell(Figures.count(
                    skipped.values().stream().mapToLong(Long::longValue).sum()));
            table.cell(reason(skipped), "long").endRow();
        }
        table.end();
        if (!withoutOccasion.isEmpty()) {
            html.element(
                    "p", "Nothing was delivered that these would judge: " + String.join(", ", withoutOccasion) + ".");
        }
    }

    /** The most frequent reason; of several the first in alphabetical order. */
    private static String reason(Map<String, Long> skipped) {
        return skipped.entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String shown(long meters) {
        return meters > WORST
                ? WORST + " of " + Figures.count(meters) + " meters with findings"
                : Figures.count(meters, "meter") + " with findings";
    }

    private static String missing(Duration time) {
        return time.isZero() ? "none" : Figures.hours(time);
    }
}
