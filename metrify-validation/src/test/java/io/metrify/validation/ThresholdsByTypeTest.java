package io.metrify.validation;

import static io.metrify.validation.Readings.METER;
import static io.metrify.validation.Readings.UNKNOWN;
import static io.metrify.validation.Readings.consuming;
import static io.metrify.validation.Readings.knowing;
import static io.metrify.validation.Readings.meter;
import static io.metrify.validation.Readings.supplied;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import org.junit.jupiter.api.Test;

class ThresholdsByTypeTest {

    private static final MeterThresholds INDUSTRY = MeterThresholds.standard()
            .withVoltage(Range.of(19_000, 21_000), Range.of(17_000, 23_000))
            .withCapacityFactor(1.2);

    private static final RuleSet<MeterReading> RULES =
            MeterRules.with(ByMeterType.same(MeterThresholds.standard()).with(MeterType.INDUSTRY, INDUSTRY));

    private static final RuleContext INDUSTRIAL = knowing(meter(MeterType.INDUSTRY, 30, null, null));

    @Test
    void judgesAMeterByTheFiguresOfItsType() {
        MeterReading medium = supplied(20_000, 0.1, 1, 50);
        Outcome.of("meter.voltage.limit", RULES, medium, INDUSTRIAL).isSound();
        Finding finding =
                Outcome.of("meter.voltage.limit", RULES, medium, knowing(METER)).isViolated(Severity.WARNING);
        assertThat(finding.expected()).isEqualTo("195.5 to 253.0 V");
        assertThat(Outcome.of("meter.voltage.limit", RULES, supplied(230, 10, 1, 50), INDUSTRIAL)
                        .isViolated(Severity.WARNING)
                        .expected())
                .isEqualTo("17000.0 to 23000.0 V");
    }

    @Test
    void judgesAMeterOfWhichNothingIsKnownByTheUsualFigures() {
        Outcome.of("meter.voltage.limit", RULES, supplied(20_000, 0.1, 1, 50), UNKNOWN)
                .isViolated(Severity.WARNING);
        Outcome.of("meter.voltage.limit", RULES, supplied(230, 10, 1, 50), UNKNOWN)
                .isSound();
    }

    @Test
    void scalesTheCapacityByTheFactorOfTheType() {
        Outcome.of("meter.consumption.capacity", RULES, consuming("9"), INDUSTRIAL)
                .isSound();
        Outcome.of("meter.consumption.capacity", RULES, consuming("9"), knowing(METER))
                .isViolated(Severity.ERROR);
    }

    @Test
    void statesTheFiguresOfEveryType() {
        assertThat(description("meter.voltage.limit")).contains("195.5 to 253.0 V", "INDUSTRY", "17000.0 to 23000.0 V");
        assertThat(description("meter.frequency.limit")).doesNotContain("INDUSTRY");
    }

    @Test
    void isTheSameAsWithoutTypesIfNoneDiffers() {
        RuleSet<MeterReading> same = MeterRules.with(ByMeterType.same(INDUSTRY));
        assertThat(same.validate(supplied(230, 10, 1, 50), UNKNOWN))
                .isEqualTo(MeterRules.with(INDUSTRY).validate(supplied(230, 10, 1, 50), UNKNOWN));
    }

    private static String description(String id) {
        return RULES.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .map(Rule::description)
                .findFirst()
                .orElseThrow();
    }
}
