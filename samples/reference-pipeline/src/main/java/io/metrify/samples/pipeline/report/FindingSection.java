package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.report.html.Html;
import java.io.IOException;
import java.sql.SQLException;

/** What the rules for single readings found, the most frequent first. */
final class FindingSection implements Section {

    private final WarehouseQueries warehouse;

    FindingSection(WarehouseQueries warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public String id() {
        return "findings";
    }

    @Override
    public String heading() {
        return "Findings on single readings";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        FindingsByRule findings = FindingsByRule.of(warehouse, "findings");
        if (findings.isEmpty()) {
            html.element("p", "No rule found anything.");
            return;
        }
        html.element(
                "p",
                findings.inShort()
                        + ". One reading may have several. An error means that a reading cannot be used, a warning that"
                        + " it is used with doubt, an info that it is worth knowing.");
        findings.write(html, "Findings by rule; bars are shares of all findings.", RuleDescriptions.ofSingleReadings());
    }
}
