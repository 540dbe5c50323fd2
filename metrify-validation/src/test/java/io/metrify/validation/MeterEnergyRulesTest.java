package io.metrify.validation;

import static io.metrify.validation.Readings.KNOWN;
import static io.metrify.validation.Readings.METER;
import static io.metrify.validation.Readings.SOUND;
import static io.metrify.validation.Readings.UNKNOWN;
import static io.metrify.validation.Readings.consuming;
import static io.metrify.validation.Readings.knowing;
import static io.metrify.validation.Readings.meter;
import static io.metrify.validation.Readings.supplied;
import static io.metrify.validation.Severity.ERROR;
import static io.metrify.validation.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterEnergyRulesTest {

    private static final String NO_CONSUMPTION = "no consumption was measured";

    @Test
    void findsNothingInASoundReading() {
        ValidationReport report = MeterRules.standard().validate(SOUND, KNOWN);
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped())
                .containsOnlyKeys(
                        "meter.identity.market_location",
                        "meter.identity.metering_location",
                        "meter.consumption.implausible",
                        "meter.time.too_old")
                .containsEntry(
                        "meter.consumption.implausible",
                        "the rated power of the meter is known, by which its capacity is judged");
    }

    @Test
    void findsAReadingWithoutEnergy() {
        Finding finding =
                check("meter.consumption.missing", consuming(null), KNOWN).isViolated(ERROR);
        assertThat(finding.field()).isEqualTo("consumption_kwh");
        assertThat(finding.observed()).isEqualTo("absent");
        assertThat(finding.message()).isEqualTo("The reading has no amount of energy.");
    }

    @Test
    void takesZeroForAnAmount() {
        check("meter.consumption.missing", consuming("0"), KNOWN).isSound();
    }

    @Test
    void findsNegativeEnergyOnAnImportRegister() {
        Finding finding = check("meter.consumption.negative", consuming("-0.000001"), KNOWN)
                .isViolated(ERROR);
        assertThat(finding.observed()).isEqualTo("-0.000001 kWh");
        assertThat(finding.expected()).isEqualTo("at least 0 kWh");
        assertThat(finding.message())
                .isEqualTo("The consumption of -0.000001 kWh is negative, but register 1-0:1.29.0 counts upwards only;"
                        + " expected at least 0 kWh.");
    }

    @Test
    void takesZeroForNotNegative() {
        check("meter.consumption.negative", consuming("0"), KNOWN).isSound();
    }

    @Test
    void skipsTheSignOfExportAndNetRegisters() {
        String reason = "the register counts export or net energy, which may be negative";
        MeterReading negative = consuming("-1");
        check("meter.consumption.negative", negative.withRegister(ObisCode.EXPORT_PROFILE), KNOWN)
                .isSkipped(reason);
        check("meter.consumption.negative", negative.withRegister(ObisCode.parse("1-0:16.29.0")), KNOWN)
                .isSkipped(reason);
        check("meter.consumption.negative", negative.withRegister(ObisCode.parse("7-0:16.29.0")), KNOWN)
                .isViolated(ERROR);
    }

    @Test
    void skipsTheSignOfAMissingAmount() {
        check("meter.consumption.negative", consuming(null), KNOWN).isSkipped(NO_CONSUMPTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967.295", "2147483.647", "16777.215", "8590.017"})
    void findsEverySentinel(String sentinel) {
        Finding finding =
                check("meter.consumption.sentinel", consuming(sentinel), KNOWN).isViolated(ERROR);
        assertThat(finding.observed()).startsWith(sentinel).endsWith("kWh");
        assertThat(finding.message()).contains("meters and head-end systems write when they have none");
    }

    @Test
    void comparesSentinelsToTheLastMilliwattHour() {
        check("meter.consumption.sentinel", consuming("16777.215001"), KNOWN).isSound();
        check("meter.consumption.sentinel", consuming("16777.214999"), KNOWN).isSound();
    }

    @Test
    void skipsSentinelsOfAMissingAmount() {
        check("meter.consumption.sentinel", consuming(null), KNOWN).isSkipped(NO_CONSUMPTION);
    }

    @Test
    void takesOtherSentinels() {
        RuleSet<MeterReading> rules =
                MeterRules.with(MeterThresholds.standard().withSentinels(Set.of(Energy.parse("999.999"))));
        Outcome.of("meter.consumption.sentinel", rules, consuming("999.999"), KNOWN)
                .isViolated(ERROR);
        Outcome.of("meter.consumption.sentinel", rules, consuming("16777.215"), KNOWN)
                .isSound();
    }

    @Test
    void findsMoreThanTheRatedPowerCanMove() {
        Finding finding = check("meter.consumption.capacity", consuming("7.500001"), KNOWN)
                .isViolated(ERROR);
        assertThat(finding.expected()).isEqualTo("at most 7.500000 kWh");
        assertThat(finding.message())
                .isEqualTo("The consumption of 7.500001 kWh is more than 1.0 x 30.0 kW rated power can move in 900 s;"
                        + " expected at most 7.500000 kWh.");
    }

    @Test
    void takesExactlyTheRatedPower() {
        check("meter.consumption.capacity", consuming("7.5"), KNOWN).isSound();
        check("meter.consumption.capacity", consuming("8.65"), knowing(meter(34.6, null, null)))
                .isSound();
    }

    @Test
    void boundsFeedInByTheRatedPowerToo() {
        MeterReading export = consuming("-7.500001").withRegister(ObisCode.EXPORT_PROFILE);
        check("meter.consumption.capacity", export, KNOWN).isViolated(ERROR);
        check("meter.consumption.capacity", export.withConsumption(Energy.parse("-7.5")), KNOWN)
                .isSound();
    }

    @Test
    void scalesTheCapacityByItsFactor() {
        RuleSet<MeterReading> rules = MeterRules.with(MeterThresholds.standard().withCapacityFactor(1.2));
        Outcome.of("meter.consumption.capacity", rules, consuming("9.0"), KNOWN).isSound();
        Outcome.of("meter.consumption.capacity", rules, consuming("9.000001"), KNOWN)
                .isViolated(ERROR);
    }

    @Test
    void skipsTheCapacityThatIsNotKnown() {
        check("meter.consumption.capacity", SOUND, UNKNOWN).isSkipped("the meter is not in the directory");
        check("meter.consumption.capacity", SOUND, knowing(meter(Double.NaN, null, null)))
                .isSkipped("the rated power of the meter is not known");
        check("meter.consumption.capacity", consuming(null), KNOWN).isSkipped(NO_CONSUMPTION);
    }

    @Test
    void boundsAHouseholdOfUnknownRatedPower() {
        RuleContext context = knowing(meter(Double.NaN, null, null));
        check("meter.consumption.implausible", consuming("25"), context).isSound();
        Finding finding = check("meter.consumption.implausible", consuming("25.000001"), context)
                .isViolated(WARNING);
        assertThat(finding.message())
                .isEqualTo("The consumption of 25.000001 kWh in 900 s is more than a mean power of 100.0 kW, the bound"
                        + " for meters of type HOUSEHOLD; expected at most 25.000000 kWh.");
    }

    @Test
    void boundsAnUnknownMeterLikeOthers() {
        check("meter.consumption.implausible", consuming("50000"), UNKNOWN).isSound();
        check("meter.consumption.implausible", consuming("50000.000001"), UNKNOWN)
                .isViolated(WARNING);
    }

    @Test
    void skipsTheBoundOfGridMetersAndOfKnownRatedPower() {
        check(
                        "meter.consumption.implausible",
                        consuming("15000000"),
                        knowing(meter(MeterType.GRID, Double.NaN, null, null)))
                .isSkipped("meters of this type have no bound");
        check("meter.consumption.implausible", SOUND, knowing(METER))
                .isSkipped("the rated power of the meter is known, by which its capacity is judged");
        check("meter.consumption.implausible", consuming(null), UNKNOWN).isSkipped(NO_CONSUMPTION);
    }

    @Test
    void takesOtherBoundsByType() {
        RuleSet<MeterReading> rules =
                MeterRules.with(MeterThresholds.standard().withLargestPowerKw(Map.of(MeterType.OTHER, 1.0)));
        Outcome.of("meter.consumption.implausible", rules, consuming("0.25"), UNKNOWN)
                .isSound();
        Outcome.of("meter.consumption.implausible", rules, consuming("0.250001"), UNKNOWN)
                .isViolated(WARNING);
    }

    @Test
    void showsTheLargestEnergyWhereTheBoundIsLarger() {
        MeterReading decade = consuming("999999999999.999999")
                .withInterval(Interval.of(Readings.START, Duration.ofSeconds(Integer.MAX_VALUE)));
        check("meter.consumption.implausible", decade, UNKNOWN).isViolated(WARNING);
        check("meter.consumption.capacity", decade, knowing(meter(1e300, null, null)))
                .isSound();
    }

    @Test
    void findsEnergyThatContradictsVoltageAndCurrent() {
        Finding finding =
                check("meter.consumption.crosscheck", consuming("1.725"), KNOWN).isViolated(WARNING);
        assertThat(finding.expected()).isEqualTo("about 0.575000 kWh");
        assertThat(finding.message())
                .isEqualTo("The consumption of 1.725000 kWh contradicts 230.0 V x 10.0 A x power factor 1.0 over 900 s"
                        + " (single-phase equivalent); expected about 0.575000 kWh within 0.345000 kWh.");
    }

    @Test
    void allowsAFifthOfTheLargerAmount() {
        check("meter.consumption.crosscheck", consuming("0.718750"), KNOWN).isSound();
        check("meter.consumption.crosscheck", consuming("0.718752"), KNOWN).isViolated(WARNING);
        check("meter.consumption.crosscheck", consuming("0.460000"), KNOWN).isSound();
        check("meter.consumption.crosscheck", consuming("0.459998"), KNOWN).isViolated(WARNING);
    }

    @Test
    void allowsFiftyWattInAnyCase() {
        MeterReading idle = supplied(230, 0, 1, 50);
        check("meter.consumption.crosscheck", idle.withConsumption(Energy.parse("0.0125")), KNOWN)
                .isSound();
        check("meter.consumption.crosscheck", idle.withConsumption(Energy.parse("0.012501")), KNOWN)
                .isViolated(WARNING);
    }

    @Test
    void leavesSignsOutOfTheCrosscheck() {
        MeterReading feedIn = supplied(230, 10, -1, 50).withRegister(ObisCode.EXPORT_PROFILE);
        check("meter.consumption.crosscheck", feedIn, KNOWN).isSound();
    }

    @Test
    void takesAnotherCrosscheckTolerance() {
        RuleSet<MeterReading> rules = MeterRules.with(MeterThresholds.standard().withCrosscheck(0, 0));
        Outcome.of("meter.consumption.crosscheck", rules, consuming("0.575"), KNOWN)
                .isSound();
        Outcome.of("meter.consumption.crosscheck", rules, consuming("0.575001"), KNOWN)
                .isViolated(WARNING);
    }

    @Test
    void skipsTheCrosscheckWhenAnythingIsMissing() {
        String reason = "voltage, current and power factor were not all measured";
        check("meter.consumption.crosscheck", supplied(Double.NaN, 10, 1, 50), KNOWN)
                .isSkipped(reason);
        check("meter.consumption.crosscheck", supplied(230, Double.NaN, 1, 50), KNOWN)
                .isSkipped(reason);
        check("meter.consumption.crosscheck", supplied(230, 10, Double.NaN, 50), KNOWN)
                .isSkipped(reason);
        check("meter.consumption.crosscheck", consuming(null), KNOWN).isSkipped(NO_CONSUMPTION);
    }

    @Test
    void skipsTheCrosscheckOfReactiveEnergyAndGas() {
        String reason = "the register does not count active electrical energy";
        check("meter.consumption.crosscheck", SOUND.withRegister(ObisCode.parse("1-0:3.29.0")), KNOWN)
                .isSkipped(reason);
        check("meter.consumption.crosscheck", SOUND.withRegister(ObisCode.parse("7-0:1.29.0")), KNOWN)
                .isSkipped(reason);
    }

    private static Outcome check(String rule, MeterReading reading, RuleContext context) {
        return Outcome.of(rule, MeterRules.standard(), reading, context);
    }
}
