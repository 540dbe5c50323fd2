package io.metrify.samples.pipeline.report;

import io.metrify.model.meter.MeterReading;
import io.metrify.quality.QualityCounts;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Rule;
import io.metrify.validation.series.SeriesRule;
import io.metrify.validation.series.SeriesRules;
import java.util.HashMap;
import java.util.Map;

/** What the stock rules ask for, in one sentence each, by id. */
final class RuleDescriptions {

    private static final Map<String, String> ALL = all();

    private RuleDescriptions() {}

    /** What a rule asks for, or what another cause of a loss is; empty for what is no stock rule. */
    static String of(String rule) {
        return ALL.getOrDefault(rule, "");
    }

    private static Map<String, String> all() {
        Map<String, String> all = new HashMap<>(ofSingleReadings());
        all.putAll(ofSeries());
        all.put(QualityCounts.MISSING, "A slot has no usable reading, and no rule says why.");
        all.put(QualityCounts.UNDECODABLE, "A record is no reading at all.");
        all.put(QualityCounts.REJECTED, "A reading was refused although no rule reports an error.");
        all.put(QualityCounts.LATE, "A reading came later than allowed.");
        all.put(QualityCounts.DUPLICATE, "A record was there before.");
        return all;
    }

    static Map<String, String> ofSingleReadings() {
        Map<String, String> descriptions = new HashMap<>();
        for (Rule<MeterReading> rule : MeterRules.standard().rules()) {
            descriptions.put(rule.id(), rule.description());
        }
        descriptions.put("meter.duplicate.conflict", "Another value was accepted before for the same time.");
        descriptions.put("meter.duplicate.too_late", "Too old to know whether it was delivered before.");
        return descriptions;
    }

    static Map<String, String> ofSeries() {
        Map<String, String> descriptions = new HashMap<>();
        for (SeriesRule rule : SeriesRules.stock()) {
            descriptions.put(rule.id(), rule.description());
        }
        return descriptions;
    }
}
