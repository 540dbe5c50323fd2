package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.FleetScore;
import io.metrify.quality.RuleLoss;
import io.metrify.quality.report.ReportedRule;
import io.metrify.validation.Severity;
import io.metrify.validation.series.RuleCoverage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Every rule with what it found, in single readings and in series. */
final class RulesInShort {

    private static final String FOUND = """
            SELECT rule, severity, count(*), count(DISTINCT subject)
            FROM (SELECT rule, severity, subject FROM findings UNION ALL SELECT rule, severity, subject FROM series_findings)
                AS every_finding
            GROUP BY rule, severity
            """;

    private final WarehouseQueries warehouse;
    private final Map<String, RuleCoverage> series;
    private final Map<String, RuleLoss> losses = new LinkedHashMap<>();

    /** The rules that were asked on the way to a score. */
    RulesInShort(WarehouseQueries warehouse, FleetScore score, Map<String, RuleCoverage> series) {
        this.warehouse = warehouse;
        this.series = series;
        score.rules().forEach(loss -> losses.put(loss.rule(), loss));
    }

    List<ReportedRule> rules() throws SQLException {
        List<ReportedRule> rules = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(series.keySet());
        left.addAll(losses.keySet());
        try (PreparedStatement statement = warehouse.prepare(FOUND);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                left.remove(row.getString(1));
                rules.add(rule(
                        row.getString(1),
                        Optional.of(Severity.valueOf(row.getString(2))),
                        row.getLong(3),
                        row.getLong(4)));
            }
        }
        left.forEach(rule -> rules.add(rule(rule, Optional.empty(), 0, 0)));
        return rules;
    }

    private ReportedRule rule(String rule, Optional<Severity> severity, long findings, long meters) {
        RuleLoss loss = losses.get(rule);
        // Rules on series come after the score; a rule for records without a loss stood behind another in every
        // reading.
        boolean scored = !series.containsKey(rule);
        return new ReportedRule(
                rule,
                severity,
                RuleDescriptions.of(rule),
                findings,
                meters,
                scored ? OptionalInt.of(loss == null ? 0 : loss.lostPpm()) : OptionalInt.empty(),
                loss == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(loss.without().toPartsPerMillion()),
                Optional.ofNullable(series.get(rule)));
    }
}
