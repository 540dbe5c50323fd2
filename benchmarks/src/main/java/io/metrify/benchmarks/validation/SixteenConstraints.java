package io.metrify.benchmarks.validation;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterField;
import io.metrify.validation.MeterRules;
import io.metrify.validation.Range;
import io.metrify.validation.Rule;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Severity;
import io.metrify.validation.Subject;
import java.util.List;
import java.util.Locale;

/** A least and a largest value for each of the eight numbers that a reading has, as rules. */
final class SixteenConstraints {

    static final long LARGEST_MWH = 5_000_000;
    static final double VOLTAGE_LOW = 195.5;
    static final double VOLTAGE_HIGH = 253;
    static final double CURRENT_LOW = 0;
    static final double CURRENT_HIGH = 63;
    static final double POWER_FACTOR_LOW = -1;
    static final double POWER_FACTOR_HIGH = 1;
    static final double FREQUENCY_LOW = 47;
    static final double FREQUENCY_HIGH = 52;
    static final double TEMPERATURE_LOW = -90;
    static final double TEMPERATURE_HIGH = 60;
    static final double HUMIDITY_LOW = 0;
    static final double HUMIDITY_HIGH = 100;
    static final double SCORE_LOW = 0.5;
    static final double SCORE_HIGH = 0.99;

    private SixteenConstraints() {}

    static RuleSet<MeterReading> rules() {
        return RuleSet.of(
                Subject.ofMeterReading(),
                List.of(
                        MeterRules.energyWithin(
                                "sixteen.consumption",
                                Severity.ERROR,
                                Energy.ZERO,
                                Energy.ofMilliwattHours(LARGEST_MWH)),
                        within(MeterField.VOLTAGE, VOLTAGE_LOW, VOLTAGE_HIGH),
                        within(MeterField.CURRENT, CURRENT_LOW, CURRENT_HIGH),
                        within(MeterField.POWER_FACTOR, POWER_FACTOR_LOW, POWER_FACTOR_HIGH),
                        within(MeterField.FREQUENCY, FREQUENCY_LOW, FREQUENCY_HIGH),
                        within(MeterField.TEMPERATURE, TEMPERATURE_LOW, TEMPERATURE_HIGH),
                        within(MeterField.HUMIDITY, HUMIDITY_LOW, HUMIDITY_HIGH),
                        within(MeterField.SCORE, SCORE_LOW, SCORE_HIGH)));
    }

    private static Rule<MeterReading> within(MeterField field, double low, double high) {
        return MeterRules.within(
                "sixteen." + field.name().toLowerCase(Locale.ROOT), Severity.ERROR, field, Range.of(low, high));
    }
}
