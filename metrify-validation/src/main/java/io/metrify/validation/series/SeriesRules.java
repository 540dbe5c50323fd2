package io.metrify.validation.series;

import io.metrify.model.meter.MeterReading;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rules that series are judged by, and the figures they compare with. Immutable; share it.
 */
public final class SeriesRules {

    private static final SeriesRules STANDARD = with(ByMeterType.same(SeriesThresholds.standard()));

    private final Map<StockRule, SeriesRule> active;
    private final ByMeterType<SeriesThresholds> thresholds;
    private final RuleSet<MeterReading> recordRules;

    private SeriesRules(
            Map<StockRule, SeriesRule> active,
            ByMeterType<SeriesThresholds> thresholds,
            RuleSet<MeterReading> recordRules) {
        this.active = active;
        this.thresholds = thresholds;
        this.recordRules = recordRules;
    }

    /**
     * All stock rules with the standard thresholds.
     *
     * @return always the same
     */
    public static SeriesRules standard() {
        return STANDARD;
    }

    /**
     * All stock rules with other thresholds.
     *
     * @param thresholds the figures to compare with, by type of meter
     * @return the rules
     */
    public static SeriesRules with(ByMeterType<SeriesThresholds> thresholds) {
        Map<StockRule, SeriesRule> all = new EnumMap<>(StockRule.class);
        for (StockRule stock : StockRule.values()) {
            all.put(stock, stock.rule());
        }
        return new SeriesRules(all, Objects.requireNonNull(thresholds, "thresholds"), MeterRules.standard());
    }

    /**
     * The rules in force.
     *
     * @return in the order in which reports list them
     */
    public List<SeriesRule> rules() {
        return List.copyOf(active.values());
    }

    /**
     * The figures in force.
     *
     * @return by type of meter
     */
    public ByMeterType<SeriesThresholds> thresholds() {
        return thresholds;
    }

    /**
     * The rules for single readings that each reading is judged by before it becomes part of its series.
     *
     * @return {@link MeterRules#standard()} unless set otherwise
     */
    public RuleSet<MeterReading> recordRules() {
        return recordRules;
    }

    /**
     * These rules with other rules for single readings.
     *
     * @param newRecordRules the rules; a reading that violates one of severity {@link Severity#ERROR} is delivered but its
     *     value is not used
     * @return a copy
     */
    public SeriesRules withRecordRules(RuleSet<MeterReading> newRecordRules) {
        return new SeriesRules(active, thresholds, Objects.requireNonNull(newRecordRules, "newRecordRules"));
    }

    /**
     * These rules without one.
     *
     * @param id the rule's id
     * @return a copy
     * @throws IllegalArgumentException if there is no such rule
     */
    public SeriesRules without(String id) {
        Map<StockRule, SeriesRule> changed = new EnumMap<>(active);
        changed.remove(require(id));
        return new SeriesRules(changed, thresholds, recordRules);
    }

    /**
     * These rules with another severity for one.
     *
     * @param id the rule's id
     * @param severity how much its findings matter from now on
     * @return a copy
     * @throws IllegalArgumentException if there is no such rule
     */
    public SeriesRules withSeverity(String id, Severity severity) {
        Objects.requireNonNull(severity, "severity");
        Map<StockRule, SeriesRule> changed = new EnumMap<>(active);
        changed.computeIfPresent(require(id), (stock, rule) -> rule.withSeverity(severity));
        return new SeriesRules(changed, thresholds, recordRules);
    }

    private StockRule require(String id) {
        Objects.requireNonNull(id, "id");
        for (StockRule stock : active.keySet()) {
            if (stock.id().equals(id)) {
                return stock;
            }
        }
        throw new IllegalArgumentException("there is no series rule \"" + id + "\"; the rules are "
                + active.values().stream().map(SeriesRule::id).toList());
    }
}
