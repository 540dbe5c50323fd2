package io.metrify.samples.pipeline.report;

import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Rule;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the rules found, the most frequent first. */
final class FindingSection implements Section {

    private static final int MOST_RULES = 60;
    private static final int LONGEST_MESSAGE = 240;
    private static final int LONGEST_ID = 80;

    /** The example is the earliest finding; of several at a time the first by meter. */
    private static final String BY_RULE = """
            SELECT rule, severity, count(*), count(DISTINCT subject),
                   arg_min(left(message, 1000), {'a': start_time, 'b': subject, 'c': message}),
                   sum(count(*)) OVER (), count(*) OVER ()
            FROM findings GROUP BY rule, severity
            ORDER BY count(*) DESC, rule, severity LIMIT %d
            """.formatted(MOST_RULES);

    private final Connection warehouse;

    FindingSection(Connection warehouse) {
        this.warehouse = warehouse;
    }

    private record RuleFindings(String rule, String severity, long count, long meters, String example) {}

    @Override
    public String id() {
        return "findings";
    }

    @Override
    public String heading() {
        return "Findings by rule";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        List<RuleFindings> rules = new ArrayList<>();
        long findings = 0;
        long allRules = 0;
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(BY_RULE)) {
            while (row.next()) {
                rules.add(new RuleFindings(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)));
                findings = row.getLong(6);
                allRules = row.getLong(7);
            }
        }
        if (rules.isEmpty()) {
            html.element("p", "No rule found anything.");
            return;
        }
        html.element(
                "p",
                Figures.count(findings, "finding") + " by " + Figures.count(allRules, "rule")
                        + (allRules > rules.size() ? ", of which the " + rules.size() + " most frequent are shown" : "")
                        + ". One reading may have several. An error means that a reading cannot be used, a warning that"
                        + " it is used with doubt, an info that it is worth knowing.");
        table(html, rules, findings);
    }

    private static void table(Html html, List<RuleFindings> rules, long findings) throws IOException {
        Map<String, String> descriptions = new HashMap<>();
        for (Rule<MeterReading> rule : MeterRules.standard().rules()) {
            descriptions.put(rule.id(), rule.description());
        }
        descriptions.put("meter.duplicate.conflict", "Another value was accepted before for the same time.");
        descriptions.put("meter.duplicate.too_late", "Too old to know whether it was delivered before.");
        Table table = Table.begin(
                html,
                "Findings by rule; bars are shares of all findings.",
                "Rule",
                "Severity",
                "#Findings",
                "#Meters",
                "For example");
        for (RuleFindings rule : rules) {
            table.beginRow().beginCell("rule");
            html.element("code", Figures.clip(rule.rule(), LONGEST_ID));
            html.element("p", descriptions.getOrDefault(rule.rule(), "A rule that is not one of the stock rules."));
            table.endCell().cell(severity(rule.severity()), style(rule.severity()));
            double share = Figures.share(rule.count(), findings);
            table.bar(Figures.count(rule.count()) + " (" + Figures.percent(share) + ")", share, style(rule.severity()));
            table.cell(Figures.count(rule.meters()));
            table.cell(Figures.clip(rule.example(), LONGEST_MESSAGE), "long").endRow();
        }
        table.end();
    }

    /** A word and a shape, so that colour is not all that tells them apart. */
    private static String severity(String severity) {
        return switch (severity) {
            case "ERROR" -> "✖ error";
            case "WARNING" -> "▲ warning";
            case "INFO" -> "● info";
            default -> Figures.clip(severity, LONGEST_ID);
        };
    }

    private static String style(String severity) {
        return switch (severity) {
            case "ERROR", "WARNING", "INFO" -> severity.toLowerCase(Locale.ROOT);
            default -> "neutral";
        };
    }
}
