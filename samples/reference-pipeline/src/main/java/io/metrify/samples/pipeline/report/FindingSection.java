package io.metrify.samples.pipeline.report;

import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Rule;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the rules for single readings found, the most frequent first. */
final class FindingSection implements Section {

    private final Connection warehouse;

    FindingSection(Connection warehouse) {
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
        findings.write(html, "Findings by rule; bars are shares of all findings.", descriptions());
    }

    private static Map<String, String> descriptions() {
        Map<String, String> descriptions = new HashMap<>();
        for (Rule<MeterReading> rule : MeterRules.standard().rules()) {
            descriptions.put(rule.id(), rule.description());
        }
        descriptions.put("meter.duplicate.conflict", "Another value was accepted before for the same time.");
        descriptions.put("meter.duplicate.too_late", "Too old to know whether it was delivered before.");
        return descriptions;
    }
}
