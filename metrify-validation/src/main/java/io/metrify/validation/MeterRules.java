package io.metrify.validation;

import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.RangeRules.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        List<Rule<MeterReading>> rules = new ArrayList<>();
        rules.add(MeterTimeRules.knownMeter());
        rules.addAll(MeterEnergyRules.all(thresholds));
        rules.addAll(MeterTimeRules.all(thresholds));
        rules.addAll(measurements(thresholds));
        rules.addAll(MeterQualityRules.all());
        return RuleSet.of(Subject.ofMeterReading(), rules);
    }

    /**
     * All stock rules with thresholds that differ by type of meter.
     *
     * @param thresholds the figures to compare with; those of a reading are those of its meter's type, the usual ones if
     *     the meter is not in the directory
     * @return a set; build it once and share it
     */
    public static RuleSet<MeterReading> with(ByMeterType<MeterThresholds> thresholds) {
        RuleSet<MeterReading> usual = with(thresholds.usual());
        Map<MeterType, RuleSet<MeterReading>> special = new EnumMap<>(MeterType.class);
        thresholds.special().forEach((type, figures) -> special.put(type, with(figures)));
        List<Rule<MeterReading>> rules = new ArrayList<>();
        for (int i = 0; i < usual.rules().size(); i++) {
            int place = i;
            Map<MeterType, Rule<MeterReading>> others = new EnumMap<>(MeterType.class);
            special.forEach((type, set) -> others.put(type, set.rules().get(place)));
            rules.add(byType(new ByMeterType<>(usual.rules().get(place), others)));
        }
        return RuleSet.of(Subject.ofMeterReading(), rules);
    }

    private static Rule<MeterReading> byType(ByMeterType<Rule<MeterReading>> rules) {
        Rule<MeterReading> usual = rules.usual();
        StringBuilder description = new StringBuilder(usual.description());
        new TreeMap<>(rules.special()).forEach((type, rule) -> {
            if (!rule.description().equals(usual.description())) {
                description.append(" For ").append(type).append(": ").append(rule.description());
            }
        });
        return new CheckedRule<>(
                usual.id(),
                usual.severity(),
                description.toString(),
                usual.source(),
                (reading, context, inspection) ->
                        rules.of(context.meters().find(reading.meterId())).check(reading, context, inspection));
    }

    private static List<Rule<MeterReading>> measurements(MeterThresholds thresholds) {
        Field<MeterReading> voltage = new Field<>(
                "voltage", "voltage", "V", reading -> reading.electrical().voltage());
        Field<MeterReading> current = new Field<>(
                "current", "current", "A", reading -> reading.electrical().current());
        Field<MeterReading> powerFactor = new Field<>(
                "power_factor",
                "power factor",
                "",
                reading -> reading.electrical().powerFactor());
        Field<MeterReading> frequency = new Field<>(
                "frequency", "frequency", "Hz", reading -> reading.electrical().frequency());
        Field<MeterReading> temperature = new Field<>(
                "temperature",
                "temperature",
                "degrees Celsius",
                reading -> reading.ambient().temperature());
        Field<MeterReading> humidity = new Field<>(
                "humidity",
                "relative humidity",
                "%",
                reading -> reading.ambient().humidity());
        return List.of(
                RangeRules.withinBand(
                        "meter.voltage.band",
                        Severity.INFO,
                        voltage,
                        thresholds.voltageBand(),
                        thresholds.voltageLimit(),
                        EN_50160),
                RangeRules.within(
                        "meter.voltage.limit", Severity.WARNING, voltage, thresholds.voltageLimit(), EN_50160),
                RangeRules.within("meter.current.negative", Severity.WARNING, current, Range.atLeast(0), PHYSICS),
                RangeRules.within("meter.power_factor.range", Severity.WARNING, powerFactor, Range.of(-1, 1), PHYSICS),
                RangeRules.withinBand(
                        "meter.frequency.band",
                        Severity.INFO,
                        frequency,
                        thresholds.frequencyBand(),
                        thresholds.frequencyLimit(),
                        EN_50160),
                RangeRules.within(
                        "meter.frequency.limit", Severity.WARNING, frequency, thresholds.frequencyLimit(), EN_50160),
                RangeRules.within(
                        "meter.temperature.range",
                        Severity.WARNING,
                        temperature,
                        thresholds.temperature(),
                        "records of the World Meteorological Organization"),
                RangeRules.within("meter.humidity.range", Severity.WARNING, humidity, Range.of(0, 100), PHYSICS));
    }

    /** Built when first asked for. */
    private static final class Standard {
        static final RuleSet<MeterReading> RULES = with(MeterThresholds.standard());
    }
}
