package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Severities;
import io.metrify.quality.report.html.Table;
import io.metrify.validation.Severity;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The findings of one table of the warehouse in short: by rule, the most frequent first. */
record FindingsByRule(List<Entry> rules, long findings, long allRules) {

    private static final int MOST_RULES = 60;
    private static final int LONGEST_MESSAGE = 240;
    private static final int LONGEST_ID = 80;

    /** The example is the earliest finding; of several at a time the first by meter. */
    private static final String BY_RULE = """
            SELECT rule, severity, count(*), count(DISTINCT subject), min(CASE WHEN place = 1 THEN left(message, 1000) END),
                   sum(count(*)) OVER (), count(*) OVER ()
            FROM (SELECT rule, severity, subject, message, row_number() OVER (
                      PARTITION BY rule, severity ORDER BY start_time, subject, message) AS place
                  FROM %s) AS placed
            GROUP BY rule, severity
            ORDER BY count(*) DESC, rule, severity LIMIT %d
            """;

    private record Entry(String rule, String severity, long count, long meters, String example) {}

    /** Reads the table, which has the columns of {@code findings}. */
    static FindingsByRule of(WarehouseQueries warehouse, String table) throws SQLException {
        List<Entry> rules = new ArrayList<>();
        long findings = 0;
        long allRules = 0;
        try (PreparedStatement statement = warehouse.prepare(BY_RULE.formatted(table, MOST_RULES));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rules.add(new Entry(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)));
                findings = row.getLong(6);
                allRules = row.getLong(7);
            }
        }
        return new FindingsByRule(rules, findings, allRules);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** How many findings by how many rules, as the beginning of a sentence. */
    String inShort() {
        return Figures.count(findings, "finding") + " by " + Figures.count(allRules, "rule")
                + (allRules > rules.size() ? ", of which the " + rules.size() + " most frequent are shown" : "");
    }

    /** Writes a row for each rule; {@code descriptions} are by rule id. */
    void write(Html html, String caption, Map<String, String> descriptions) throws IOException {
        Table table = Table.begin(html, caption, "Rule", "Severity", "#Findings", "#Meters", "For example");
        for (Entry rule : rules) {
            table.beginRow().beginCell("rule");
            html.element("code", Figures.clip(rule.rule(), LONGEST_ID));
            html.element("p", descriptions.getOrDefault(rule.rule(), "A rule that is not one of the stock rules."));
            Severity severity = Severity.valueOf(rule.severity());
            table.endCell().cell(Severities.name(severity), Severities.style(severity));
            double share = Figures.share(rule.count(), findings);
            table.bar(
                    Figures.count(rule.count()) + " (" + Figures.percent(share) + ")",
                    share,
                    Severities.style(severity));
            table.cell(Figures.count(rule.meters()));
            table.cell(Figures.clip(rule.example(), LONGEST_MESSAGE), "long").endRow();
        }
        table.end();
    }
}
