package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterRangeRule.Bounds;
import java.util.ArrayList;
import java.util.List;

/**
 * The stock rules for a single meter reading. What the reading is for is its energy: only a fault of the energy or its
 * time is an {@link Severity#ERROR}; a fault of what else was measured is a {@link Severity#WARNING}.
 *
 * <p>Each rule stands by itself, so that any can be left out or replaced; one faulty value may therefore violate
 * several, as a sentinel also exceeds the capacity. The rules, with their thresholds in {@link MeterThresholds}:
 *
 * <table>
 * <caption>Stock rules for meter readings</caption>
 * <tr><th>id</th><th>severity</th><th>violated by</th></tr>
 * <tr><td>meter.identity.unknown</td><td>WARNING</td><td>a meter that is not in the directory</td></tr>
 * <tr><td>meter.identity.market_location</td><td>WARNING</td><td>eleven digits that are no market location
 * number</td></tr>
 * <tr><td>meter.identity.metering_location</td><td>WARNING</td><td>33 characters that are no metering location
 * number</td></tr>
 * <tr><td>meter.consumption.missing</td><td>ERROR</td><td>a reading without energy</td></tr>
 * <tr><td>meter.consumption.negative</td><td>ERROR</td><td>negative energy, unless the register counts export or net
 * energy</td></tr>
 * <tr><td>meter.consumption.sentinel</td><td>ERROR</td><td>an amount that stands for "no value"</td></tr>
 * <tr><td>meter.consumption.capacity</td><td>ERROR</td><td>more energy than rated power x time</td></tr>
 * <tr><td>meter.consumption.implausible</td><td>WARNING</td><td>energy beyond all reason for a meter whose rated power
 * is not known</td></tr>
 * <tr><td>meter.consumption.crosscheck</td><td>WARNING</td><td>energy that contradicts voltage x current x power factor
 * x time</td></tr>
 * <tr><td>meter.interval.resolution</td><td>ERROR</td><td>an interval of another length than declared</td></tr>
 * <tr><td>meter.time.raster</td><td>ERROR</td><td>a start off the raster by more than the tolerance</td></tr>
 * <tr><td>meter.time.jitter</td><td>INFO</td><td>a start off the raster by no more than the tolerance</td></tr>
 * <tr><td>meter.time.future</td><td>ERROR</td><td>a start in the future</td></tr>
 * <tr><td>meter.time.too_old</td><td>WARNING</td><td>a start before 2000 of a meter whose installation is not
 * known</td></tr>
 * <tr><td>meter.time.installation</td><td>ERROR</td><td>an interval wholly before the installation</td></tr>
 * <tr><td>meter.time.removal</td><td>ERROR</td><td>an interval wholly after the removal</td></tr>
 * <tr><td>meter.voltage.band</td><td>INFO</td><td>an unusual voltage</td></tr>
 * <tr><td>meter.voltage.limit</td><td>WARNING</td><td>a voltage that does not occur in a sound supply</td></tr>
 * <tr><td>meter.current.negative</td><td>WARNING</td><td>a negative current</td></tr>
 * <tr><td>meter.power_factor.range</td><td>WARNING</td><td>a power factor outside -1 to 1</td></tr>
 * <tr><td>meter.frequency.band</td><td>INFO</td><td>an unusual frequency</td></tr>
 * <tr><td>meter.frequency.limit</td><td>WARNING</td><td>a frequency that does not occur in a sound supply</td></tr>
 * <tr><td>meter.temperature.range</td><td>WARNING</td><td>a temperature that does not occur</td></tr>
 * <tr><td>meter.humidity.range</td><td>WARNING</td><td>a relative humidity outside 0 to 100 %</td></tr>
 * <tr><td>meter.quality.unusable</td><td>ERROR</td><td>a value that its source marks as unusable</td></tr>
 * <tr><td>meter.quality.questionable</td><td>WARNING</td><td>a value that its source marks as questionable</td></tr>
 * <tr><td>meter.quality.contradiction</td><td>WARNING</td><td>a measured value with a method of substitution</td></tr>
 * </table>
 */
public final class MeterRules {

    private static final String EN_50160 = "EN 50160, low voltage";
    private static final String PHYSICS = "physics";
    private static final String OWN_RULE = "own rule";

    private MeterRules() {}

    /**
     * All stock rules with the standard thresholds.
     *
     * @return always the same set
     */
    public static RuleSet<MeterReading> standard() {
        return Standard.RULES;
    }

    /**
     * All stock rules with other thresholds.
     *
     * @param thresholds the figures to compare with
     * @return a set; build it once and share it
     */
    public static RuleSet<MeterReading> with(MeterThresholds thresholds) {
        return with(ByMeterType.same(thresholds));
    }

    /**
     * All stock rules with thresholds that differ by type of meter.
     *
     * @param thresholds the figures to compare with; those of a reading are those of its meter's type, the usual ones if
     *     the meter is not in the directory
     * @return a set; build it once and share it
     */
    public static RuleSet<MeterReading> with(ByMeterType<MeterThresholds> thresholds) {
        List<Rule<MeterReading>> rules = new ArrayList<>();
        rules.addAll(MeterIdentityRules.all());
        rules.addAll(MeterEnergyRules.all(thresholds));
        rules.addAll(MeterTimeRules.all(thresholds));
        rules.addAll(measurements(thresholds));
        rules.addAll(MeterQualityRules.all());
        return RuleSet.of(Subject.ofMeterReading(), rules);
    }

    /**
     * A rule of one's own: a measured value lies in a range. It skips when the value was not measured, and runs over
     * columns like the stock rules.
     *
     * @param id the stable name, of the form that {@link Rule#id()} describes
     * @param severity how much a violation matters
     * @param field what is measured
     * @param range the values that are sound, in the field's unit
     * @return the rule
     */
    public static Rule<MeterReading> within(String id, Severity severity, MeterField field, Range range) {
        return within(id, severity, field, ByMeterType.same(range));
    }

    /**
     * A rule of one's own: a measured value lies in a range that differs by type of meter. It skips when the value was not
     * measured, and runs over columns like the stock rules.
     *
     * @param id the stable name, of the form that {@link Rule#id()} describes
     * @param severity how much a violation matters
     * @param field what is measured
     * @param ranges the values that are sound, in the field's unit
     * @return the rule
     */
    public static Rule<MeterReading> within(String id, Severity severity, MeterField field, ByMeterType<Range> ranges) {
        return within(id, severity, field, ranges, OWN_RULE);
    }

    /**
     * A rule of one's own: the energy lies between two amounts. It skips when there is no energy, and runs over columns
     * like the stock rules.
     *
     * @param id the stable name, of the form that {@link Rule#id()} describes
     * @param severity how much a violation matters
     * @param least the smallest sound amount
     * @param most the largest sound amount
     * @return the rule
     * @throws IllegalArgumentException if nothing lies between the two
     */
    public static Rule<MeterReading> energyWithin(String id, Severity severity, Energy least, Energy most) {
        return new MeterEnergyRules.Between(id, severity, least, most);
    }

    private static MeterRule within(
            String id, Severity severity, MeterField field, ByMeterType<Range> ranges, String source) {
        return new MeterRangeRule(
                id, severity, field, MeterKinds.map(ranges, range -> new Bounds(range, Range.ANY)), source);
    }

    private static List<MeterRule> measurements(ByMeterType<MeterThresholds> thresholds) {
        ByMeterType<Bounds> voltage =
                MeterKinds.map(thresholds, figures -> new Bounds(figures.voltageBand(), figures.voltageLimit()));
        ByMeterType<Bounds> frequency =
                MeterKinds.map(thresholds, figures -> new Bounds(figures.frequencyBand(), figures.frequencyLimit()));
        return List.of(
                new MeterRangeRule("meter.voltage.band", Severity.INFO, MeterField.VOLTAGE, voltage, EN_50160),
                within(
                        "meter.voltage.limit",
                        Severity.WARNING,
                        MeterField.VOLTAGE,
                        MeterKinds.map(thresholds, MeterThresholds::voltageLimit),
                        EN_50160),
                within(
                        "meter.current.negative",
                        Severity.WARNING,
                        MeterField.CURRENT,
                        ByMeterType.same(Range.atLeast(0)),
                        PHYSICS),
                within(
                        "meter.power_factor.range",
                        Severity.WARNING,
                        MeterField.POWER_FACTOR,
                        ByMeterType.same(Range.of(-1, 1)),
                        PHYSICS),
                new MeterRangeRule("meter.frequency.band", Severity.INFO, MeterField.FREQUENCY, frequency, EN_50160),
                within(
                        "meter.frequency.limit",
                        Severity.WARNING,
                        MeterField.FREQUENCY,
                        MeterKinds.map(thresholds, MeterThresholds::frequencyLimit),
                        EN_50160),
                within(
                        "meter.temperature.range",
                        Severity.WARNING,
                        MeterField.TEMPERATURE,
                        MeterKinds.map(thresholds, MeterThresholds::temperature),
                        "records of the World Meteorological Organization"),
                within(
                        "meter.humidity.range",
                        Severity.WARNING,
                        MeterField.HUMIDITY,
                        ByMeterType.same(Range.of(0, 100)),
                        PHYSICS));
    }

    /** Built when first asked for. */
    private static final class Standard {
        static final RuleSet<MeterReading> RULES = with(MeterThresholds.standard());
    }
}
