package io.metrify.validation;

import static io.metrify.validation.Readings.KNOWN;
import static io.metrify.validation.Readings.SOUND;
import static io.metrify.validation.Readings.supplied;
import static io.metrify.validation.Severity.ERROR;
import static io.metrify.validation.Severity.INFO;
import static io.metrify.validation.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeterMeasurementRulesTest {

    @ParameterizedTest
    @ValueSource(doubles = {195.5, 206.999})
    void notesAnUnusualVoltage(double voltage) {
        Finding finding =
                check("meter.voltage.band", supplied(voltage, 10, 1, 50)).isViolated(INFO);
        assertThat(finding.expected()).isEqualTo("207.0 to 253.0 V");
        check("meter.voltage.limit", supplied(voltage, 10, 1, 50)).isSound();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 195.499, 253.001, -230, 16777.215})
    void findsAVoltageOfNoSoundSupplyOnce(double voltage) {
        Finding finding =
                check("meter.voltage.limit", supplied(voltage, 10, 1, 50)).isViolated(WARNING);
        assertThat(finding.field()).isEqualTo("voltage");
        assertThat(finding.message()).isEqualTo("The voltage of " + voltage + " V is not 195.5 to 253.0 V.");
        check("meter.voltage.band", supplied(voltage, 10, 1, 50)).isSound();
    }

    @ParameterizedTest
    @ValueSource(doubles = {207, 230, 253})
    void takesUsualVoltages(double voltage) {
        check("meter.voltage.band", supplied(voltage, 10, 1, 50)).isSound();
        check("meter.voltage.limit", supplied(voltage, 10, 1, 50)).isSound();
    }

    @Test
    void skipsWhatWasNotMeasured() {
        MeterReading bare =
                supplied(Double.NaN, Double.NaN, Double.NaN, Double.NaN).withAmbient(Ambient.NOT_MEASURED);
        check("meter.voltage.band", bare).isSkipped("the voltage was not measured");
        check("meter.voltage.limit", bare).isSkipped("the voltage was not measured");
        check("meter.current.negative", bare).isSkipped("the current was not measured");
        check("meter.power_factor.range", bare).isSkipped("the power factor was not measured");
        check("meter.frequency.band", bare).isSkipped("the frequency was not measured");
        check("meter.frequency.limit", bare).isSkipped("the frequency was not measured");
        check("meter.temperature.range", bare).isSkipped("the temperature was not measured");
        check("meter.humidity.range", bare).isSkipped("the relative humidity was not measured");
    }

    @Test
    void judgesAnotherNominalVoltage() {
        RuleSet<MeterReading> rules =
                MeterRules.with(MeterThresholds.standard().withVoltage(Range.of(108, 132), Range.of(102, 132)));
        Outcome.of("meter.voltage.limit", rules, supplied(120, 10, 1, 50), KNOWN)
                .isSound();
        Outcome.of("meter.voltage.limit", rules, supplied(230, 10, 1, 50), KNOWN)
                .isViolated(WARNING);
    }

    @ParameterizedTest
    @CsvSource({"47,true", "49.499,true", "49.5,false", "50.5,false", "50.501,true", "52,true"})
    void notesAnUnusualFrequency(double frequency, boolean unusual) {
        Outcome band = check("meter.frequency.band", supplied(230, 10, 1, frequency));
        if (unusual) {
            band.isViolated(INFO);
        } else {
            band.isSound();
        }
        check("meter.frequency.limit", supplied(230, 10, 1, frequency)).isSound();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 46.999, 52.001})
    void findsAFrequencyOfNoSoundSupply(double frequency) {
        check("meter.frequency.limit", supplied(230, 10, 1, frequency)).isViolated(WARNING);
        check("meter.frequency.band", supplied(230, 10, 1, frequency)).isSound();
    }

    @Test
    void judgesAnotherNominalFrequency() {
        RuleSet<MeterReading> rules =
                MeterRules.with(MeterThresholds.standard().withFrequency(Range.of(59.4, 60.6), Range.of(57, 62)));
        Outcome.of("meter.frequency.limit", rules, supplied(230, 10, 1, 60), KNOWN)
                .isSound();
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "1,true", "0,true", "-1.001,false", "1.001,false"})
    void boundsThePowerFactor(double powerFactor, boolean sound) {
        expect(sound, WARNING, check("meter.power_factor.range", supplied(230, 10, powerFactor, 50)));
    }

    @ParameterizedTest
    @CsvSource({"0,true", "-0.001,false", "63,true"})
    void findsANegativeCurrent(double current, boolean sound) {
        expect(sound, WARNING, check("meter.current.negative", supplied(230, current, 1, 50)));
    }

    @Test
    void saysThatACurrentHasNoUpperBound() {
        assertThat(check("meter.current.negative", supplied(230, -5, 1, 50))
                        .isViolated(WARNING)
                        .message())
                .isEqualTo("The current of -5.0 A is not at least 0.0 A.");
    }

    @ParameterizedTest
    @CsvSource({"-90,true", "60,true", "-90.1,false", "60.1,false", "-999,false"})
    void boundsTheTemperature(double temperature, boolean sound) {
        expect(sound, WARNING, check("meter.temperature.range", SOUND.withAmbient(new Ambient(temperature, 50))));
    }

    @Test
    void boundsTheTemperatureAsTold() {
        RuleSet<MeterReading> cabinet =
                MeterRules.with(MeterThresholds.standard().withTemperature(Range.of(-40, 85)));
        Outcome.of("meter.temperature.range", cabinet, SOUND.withAmbient(new Ambient(80, 50)), KNOWN)
                .isSound();
    }

    @ParameterizedTest
    @CsvSource({"0,true", "100,true", "-0.1,false", "100.1,false"})
    void boundsTheHumidity(double humidity, boolean sound) {
        expect(sound, WARNING, check("meter.humidity.range", SOUND.withAmbient(new Ambient(20, humidity))));
    }

    @Test
    void refusesWhatTheSourceMarksUnusable() {
        Finding finding = check("meter.quality.unusable", SOUND.withQuality(ReadingQuality.of(QualityCode.UNUSABLE)))
                .isViolated(ERROR);
        assertThat(finding.message()).isEqualTo("The source marks the value as unusable.");
        check("meter.quality.unusable", SOUND).isSound();
    }

    @Test
    void doubtsWhatTheSourceMarksQuestionable() {
        check("meter.quality.questionable", SOUND.withQuality(ReadingQuality.of(QualityCode.QUESTIONABLE)))
                .isViolated(WARNING);
        check("meter.quality.questionable", SOUND).isSound();
    }

    @Test
    void findsAMeasuredValueWithAMethodOfSubstitution() {
        Finding finding = check("meter.quality.contradiction", marked(QualityCode.VALIDATED))
                .isViolated(WARNING);
        assertThat(finding.field()).isEqualTo("quality_method");
        check("meter.quality.contradiction", marked(QualityCode.ESTIMATED)).isSound();
        check("meter.quality.contradiction", SOUND).isSound();
    }

    private static MeterReading marked(QualityCode code) {
        return SOUND.withQuality(new ReadingQuality(code, SubstitutionMethod.INTERPOLATION, Double.NaN));
    }

    private static void expect(boolean sound, Severity severity, Outcome outcome) {
        if (sound) {
            outcome.isSound();
        } else {
            outcome.isViolated(severity);
        }
    }

    private static Outcome check(String rule, MeterReading reading) {
        return Outcome.of(rule, MeterRules.standard(), reading, KNOWN);
    }
}
