package io.metrify.validation.series;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.ByMeterType;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules that series are judged by, and the figures they compare with. A batch is judged by {@link #validate}, a stream by
 * a {@link SeriesValidator}; both find the same. Immutable; share it.
 *
 * <p>Days are market days of the calendar, with their 92, 96 or 100 quarter hours and their day types; a public holiday counts
 * as a Sunday. The rules, with their thresholds in {@link SeriesThresholds}:
 *
 * <table>
 * <caption>Stock rules for series</caption>
 * <tr><th>id</th><th>severity</th><th>violated by</th></tr>
 * <tr><td>series.gap</td><td>ERROR</td><td>slots without a reading, in a row; cut at the end of the day</td></tr>
 * <tr><td>series.overlap</td><td>ERROR</td><td>intervals of a register that share time</td></tr>
 * <tr><td>meter.duplicate.redelivery</td><td>INFO</td><td>the same value once more</td></tr>
 * <tr><td>meter.duplicate.conflict</td><td>ERROR</td><td>another value for the same meter, register and start</td></tr>
 * <tr><td>meter.duplicate.too_late</td><td>WARNING</td><td>a reading whose part of the series was judged already</td></tr>
 * <tr><td>series.zero_run</td><td>WARNING</td><td>consumption of zero for long</td></tr>
 * <tr><td>series.stuck</td><td>WARNING</td><td>the same value, not zero, again and again</td></tr>
 * <tr><td>series.spike.day</td><td>WARNING</td><td>a value that towers over the third highest of its day</td></tr>
 * <tr><td>series.spike.hampel</td><td>WARNING</td><td>a value far from the median around it; not among the standard
 * rules</td></tr>
 * <tr><td>series.day.high, series.day.low</td><td>WARNING</td><td>a day's energy far from the meter's own days of the same
 * type</td></tr>
 * <tr><td>series.register.sum</td><td>ERROR</td><td>intervals that do not add up to the advance of the register</td></tr>
 * <tr><td>series.register.tariff_sum</td><td>ERROR</td><td>tariff registers that do not add up to the total</td></tr>
 * <tr><td>series.register.backward</td><td>ERROR</td><td>a register that falls</td></tr>
 * <tr><td>series.register.rollover</td><td>INFO</td><td>a register that passed its last digit</td></tr>
 * <tr><td>series.register.exchange</td><td>INFO</td><td>a register that starts anew</td></tr>
 * <tr><td>series.register.conflict</td><td>ERROR</td><td>two indexes of a register at an instant</td></tr>
 * <tr><td>series.silence</td><td>ERROR</td><td>a meter that delivers nothing</td></tr>
 * <tr><td>series.coverage</td><td>WARNING</td><td>too few slots delivered over the last days</td></tr>
 * </table>
 *
 * <p>Energy of export and net registers is not judged by consumption (zero runs, spikes, daily use), as it follows the sun.
 */
public final class SeriesRules {

    /** The identifier reports every kettle: what homes use in a quarter of an hour is not bell-shaped. */
    private static final Set<StockRule> OPTIONAL = Set.of(StockRule.HAMPEL_SPIKE);

    private static final SeriesRules STANDARD = with(ByMeterType.same(SeriesThresholds.standard())
            .with(MeterType.HEAT_PUMP, SeriesThresholds.weatherDriven())
            .with(MeterType.PROSUMER, SeriesThresholds.weatherDriven()));

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
     * All stock rules but {@code series.spike.hampel} with the standard thresholds, which are {@link
     * SeriesThresholds#weatherDriven()} for heat pumps and prosumers and {@link SeriesThresholds#standard()} for all others.
     * The Hampel identifier is there for series that are smooth, such as those of industry and of whole grids; at homes it
     * reports every kettle. Add it with {@link #with(String)}.
     *
     * @return always the same
     */
    public static SeriesRules standard() {
        return STANDARD;
    }

    /**
     * The rules of {@link #standard()} with other thresholds.
     *
     * @param thresholds the figures to compare with, by type of meter
     * @return the rules
     */
    public static SeriesRules with(ByMeterType<SeriesThresholds> thresholds) {
        Map<StockRule, SeriesRule> all = new EnumMap<>(StockRule.class);
        for (StockRule stock : StockRule.values()) {
            if (!OPTIONAL.contains(stock)) {
                all.put(stock, stock.rule());
            }
        }
        return new SeriesRules(all, Objects.requireNonNull(thresholds, "thresholds"), MeterRules.standard());
    }

    /**
     * All stock rules, also the one that is not among those of {@link #standard()}.
     *
     * @return in the order in which reports list them, with their usual severities
     */
    public static List<SeriesRule> stock() {
        return Arrays.stream(StockRule.values()).map(StockRule::rule).toList();
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
     * These rules with another stock rule, such as one that is not among the standard ones.
     *
     * @param id the rule's id
     * @return a copy; the same rules if it is among them
     * @throws IllegalArgumentException if there is no such stock rule
     */
    public SeriesRules with(String id) {
        StockRule stock = find(id, Arrays.asList(StockRule.values()));
        Map<StockRule, SeriesRule> changed = new EnumMap<>(active);
        changed.putIfAbsent(stock, stock.rule());
        return new SeriesRules(changed, thresholds, recordRules);
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

    /**
     * Judges a batch: everything that is known of a window, in any order. It is judged like a stream that waits for all of it.
     *
     * @param window the time that is judged, usually whole market days; of every meter that delivered anything, readings are
     *     expected for all of it. What lies outside is left out and counted
     * @param readings interval readings of any meters in any order
     * @param registers readings of cumulative registers of any meters in any order; those at the end of the window are judged
     *     too
     * @param settings the calendar and what is known of the meters; its begin and its lateness do not matter
     * @param now the present, by which readings from the future are told
     * @return what was found, judged and skipped
     */
    public SeriesReport validate(
            Interval window,
            Iterable<MeterReading> readings,
            Iterable<RegisterReading> registers,
            SeriesSettings settings,
            Instant now) {
        List<Finding> findings = new ArrayList<>();
        SeriesValidator validator = SeriesValidator.ofWindow(this, window, settings, findings::add);
        Map<String, MeterBatch> meters = new LinkedHashMap<>();
        for (MeterReading reading : readings) {
            meters.computeIfAbsent(reading.meterId(), id -> new MeterBatch()).add(reading);
        }
        for (RegisterReading register : registers) {
            meters.computeIfAbsent(register.meterId(), id -> new MeterBatch()).add(register);
        }
        long outOfOrder = 0;
        for (MeterBatch meter : meters.values()) {
            meter.handTo(validator, now);
            outOfOrder += meter.outOfOrder();
        }
        validator.close(window.end());
        return new SeriesReport(
                findings, validator.coverage(), validator.counts().withOutOfOrder(outOfOrder));
    }

    Map<StockRule, SeriesRule> active() {
        return active;
    }

    private StockRule require(String id) {
        return find(id, active.keySet());
    }

    private static StockRule find(String id, Collection<StockRule> among) {
        Objects.requireNonNull(id, "id");
        for (StockRule stock : among) {
            if (stock.id().equals(id)) {
                return stock;
            }
        }
        throw new IllegalArgumentException("there is no series rule \"" + id + "\"; the rules are "
                + among.stream().map(StockRule::id).toList());
    }
}
