package io.metrify.validation.config;

import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.Inspection;
import io.metrify.validation.MeterRules;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.Rule;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The stock rules for meter readings, each comparing with the figures of the reading's type of meter. */
final class MeterRulesByType {

    private MeterRulesByType() {}

    static RuleSet<MeterReading> with(ByMeterType<MeterThresholds> thresholds) {
        RuleSet<MeterReading> rules = MeterRules.with(thresholds.usual());
        Map<MeterType, List<Rule<MeterReading>>> special = new EnumMap<>(MeterType.class);
        thresholds
                .special()
                .forEach((type, figures) ->
                        special.put(type, MeterRules.with(figures).rules()));
        for (int i = 0; i < rules.rules().size() && !special.isEmpty(); i++) {
            rules = rules.with(RuleByType.of(rules.rules().get(i), special, i));
        }
        return rules;
    }

    /** A rule that hands each reading to the rule for its type of meter; all have the same id. */
    private record RuleByType(ByMeterType<Rule<MeterReading>> rules, String description) implements Rule<MeterReading> {

        /** All sets list the same rules in the same order. */
        static RuleByType of(Rule<MeterReading> usual, Map<MeterType, List<Rule<MeterReading>>> special, int place) {
            Map<MeterType, Rule<MeterReading>> byType = new EnumMap<>(MeterType.class);
            StringBuilder description = new StringBuilder(usual.description());
            special.forEach((type, rules) -> {
                Rule<MeterReading> rule = rules.get(place);
                byType.put(type, rule);
                if (!rule.description().equals(usual.description())) {
                    description.append(' ').append(type).append(": ").append(rule.description());
                }
            });
            return new RuleByType(new ByMeterType<>(usual, byType), description.toString());
        }

        @Override
        public String id() {
            return rules.usual().id();
        }

        @Override
        public Severity severity() {
            return rules.usual().severity();
        }

        @Override
        public String source() {
            return rules.usual().source();
        }

        @Override
        public void check(MeterReading reading, RuleContext context, Inspection inspection) {
            rules.of(context.meters().find(reading.meterId())).check(reading, context, inspection);
        }
    }
}
