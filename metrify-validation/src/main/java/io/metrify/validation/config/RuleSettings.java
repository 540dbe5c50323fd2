package io.metrify.validation.config;

import io.metrify.validation.GridRules;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Rule;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Severity;
import io.metrify.validation.WeatherRules;
import io.metrify.validation.series.SeriesRule;
import io.metrify.validation.series.SeriesRules;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The section of rules: by id, whether a rule is in force and how much its findings matter.
 *
 * @param byId what differs from the usual
 */
record RuleSettings(Map<String, RuleSetting> byId) {

    private static final String ENABLED = "enabled";
    private static final String SEVERITY = "severity";
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::name).toList();

    RuleSettings {
        byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }

    static RuleSettings none() {
        return new RuleSettings(Map.of());
    }

    static RuleSettings read(Node node, Problems problems) {
        Map<String, Severity> known = usual();
        Map<String, RuleSetting> settings = new LinkedHashMap<>();
        for (Node.Entry entry : Mappings.entries(node, problems)) {
            if (known.containsKey(entry.key())) {
                settings.put(entry.key(), setting(entry.value(), problems));
            } else {
                problems.add(
                        entry.place(),
                        entry.value().text(),
                        "there is no rule " + Quoted.text(entry.key())
                                + Spelling.remedy(
                                        entry.key(),
                                        known.keySet(),
                                        "the ids are those of findings, such as meter.voltage.band"));
            }
        }
        return new RuleSettings(settings);
    }

    /** The stock rules for single records with the settings. */
    <T> RuleSet<T> of(RuleSet<T> rules) {
        RuleSet<T> changed = rules;
        for (Rule<T> rule : rules.rules()) {
            RuleSetting setting = byId.get(rule.id());
            if (setting != null && !setting.enabled()) {
                changed = changed.without(rule.id());
            } else if (setting != null && setting.severity() != null && setting.severity() != rule.severity()) {
                changed = changed.withSeverity(rule.id(), setting.severity());
            }
        }
        return changed;
    }

    /** The stock rules on series with the settings. */
    SeriesRules of(SeriesRules rules) {
        SeriesRules changed = rules;
        for (SeriesRule rule : SeriesRules.stock()) {
            RuleSetting setting = byId.get(rule.id());
            if (setting != null && setting.enabled()) {
                changed = changed.with(rule.id())
                        .withSeverity(rule.id(), setting.severity() == null ? rule.severity() : setting.severity());
            } else if (setting != null) {
                changed = changed.with(rule.id()).without(rule.id());
            }
        }
        return changed;
    }

    /** Writes every stock rule, as it is in force. */
    void write(YamlText out, String key) {
        Set<String> standard =
                SeriesRules.standard().rules().stream().map(SeriesRule::id).collect(Collectors.toSet());
        records().forEach(rule -> standard.add(rule.id()));
        out.inside(
                key,
                () -> usual().forEach((id, usual) -> {
                    RuleSetting setting = byId.getOrDefault(id, new RuleSetting(standard.contains(id), null));
                    if (setting.enabled()) {
                        out.value(
                                id,
                                "{" + SEVERITY + ": " + (setting.severity() == null ? usual : setting.severity())
                                        + "}");
                    } else {
                        out.value(id, "{" + ENABLED + ": false}");
                    }
                }));
    }

    /** All stock rules with their usual severities. */
    private static Map<String, Severity> usual() {
        Map<String, Severity> usual = new LinkedHashMap<>();
        records().forEach(rule -> usual.put(rule.id(), rule.severity()));
        SeriesRules.stock().forEach(rule -> usual.put(rule.id(), rule.severity()));
        return usual;
    }

    /** The stock rules for single records. */
    private static Stream<Rule<?>> records() {
        return Stream.of(MeterRules.standard(), GridRules.standard(), WeatherRules.standard())
                .flatMap(set -> set.rules().stream());
    }

    private static RuleSetting setting(Node node, Problems problems) {
        boolean enabled = true;
        Severity severity = null;
        if (node instanceof Node.Scalar && !node.text().isEmpty()) {
            problems.add(
                    node.place(),
                    node.text(),
                    node.described() + " is no setting of a rule; write {enabled: false} or {severity: WARNING}");
            return new RuleSetting(true, null);
        }
        for (Node.Entry entry : Mappings.entries(node, problems)) {
            switch (entry.key()) {
                case ENABLED -> enabled = enabled(entry.value(), problems);
                case SEVERITY -> severity = severity(entry.value(), problems);
                default -> Mappings.refuseKey(entry, List.of(ENABLED, SEVERITY), problems);
            }
        }
        return new RuleSetting(enabled, severity);
    }

    private static boolean enabled(Node node, Problems problems) {
        if (node instanceof Node.Scalar scalar && scalar.type() == TokenType.BOOLEAN) {
            return Boolean.parseBoolean(scalar.text());
        }
        if (!(node instanceof Node.Unread)) {
            problems.add(
                    node.place(),
                    node.text(),
                    node.described() + " is neither true nor false; write one of them without quotes");
        }
        return true;
    }

    private static @Nullable Severity severity(Node node, Problems problems) {
        if (SEVERITIES.contains(node.text())) {
            return Severity.valueOf(node.text());
        }
        if (!(node instanceof Node.Unread)) {
            problems.add(
                    node.place(),
                    node.text(),
                    node.described() + " is no severity"
                            + Spelling.remedy(
                                    node.text(), SEVERITIES, "the severities are " + String.join(", ", SEVERITIES)));
        }
        return null;
    }
}
