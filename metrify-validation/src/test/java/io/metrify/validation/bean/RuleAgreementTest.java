package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.weather.WeatherObservation;
import io.metrify.validation.Finding;
import io.metrify.validation.GridRules;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Severity;
import io.metrify.validation.Subject;
import io.metrify.validation.WeatherRules;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The constraints on the models and the stock rules draw the same lines. */
class RuleAgreementTest {

    private static final RuleContext CONTEXT = RuleContext.at(Measured.NOON);

    /** Where a rule of any field changes its mind, and what lies around. */
    private static final double[] BOUNDS = {
        -1000, -90, -1, -0.0, 0, 1, 1.2, 5, 47, 47.5, 49.5, 49.8, 50.2, 50.5, 51.5, 52, 60, 99, 100, 113, 195.5, 207,
        253, 360, 440, 800, 1100, 1e9
    };

    static List<Measured> measured() {
        return Measured.all();
    }

    @ParameterizedTest
    @MethodSource("measured")
    void judgesAlikeBesideEveryBound(Measured measured) {
        DoubleStream.of(BOUNDS)
                .flatMap(bound -> DoubleStream.of(Math.nextDown(bound), bound, Math.nextUp(bound)))
                .forEach(value -> {
                    Record record = measured.measuring(value);
                    assertThat(byConstraints(record))
                            .as("%s = %s", measured, value)
                            .isEqualTo(byRules(record, measured.range().wireName()));
                });
    }

    @ParameterizedTest
    @MethodSource("measured")
    void meetsBothVerdicts(Measured measured) {
        assertThat(DoubleStream.of(BOUNDS)
                        .mapToObj(measured::measuring)
                        .map(record -> byConstraints(record).isEmpty())
                        .distinct())
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void judgesFlawlessRecordsAlike() {
        for (Record sound : List.of(Measured.SOUND_READING, Measured.SOUND_STATUS, Measured.SOUND_OBSERVATION)) {
            assertThat(byConstraints(sound)).isEmpty();
        }
    }

    private static List<Verdict> byConstraints(Record record) {
        List<Finding> findings;
        if (record instanceof MeterReading reading) {
            findings = BeanValidation.findings(Judge.ENGLISH.validate(reading), Subject.ofMeterReading());
        } else if (record instanceof GridStatus status) {
            findings = BeanValidation.findings(Judge.ENGLISH.validate(status), Subject.ofGridStatus());
        } else {
            findings = BeanValidation.findings(
                    Judge.ENGLISH.validate((WeatherObservation) record), Subject.ofWeatherObservation());
        }
        return findings.stream().map(Verdict::of).toList();
    }

    private static List<Verdict> byRules(Record record, String field) {
        List<Finding> findings;
        if (record instanceof MeterReading reading) {
            findings = findings(MeterRules.standard(), reading);
        } else if (record instanceof GridStatus status) {
            findings = findings(GridRules.standard(), status);
        } else {
            findings = findings(WeatherRules.standard(), (WeatherObservation) record);
        }
        return findings.stream()
                .filter(finding -> field.equals(finding.field()))
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(Verdict::of)
                .toList();
    }

    private static <T> List<Finding> findings(RuleSet<T> rules, T record) {
        return rules.validate(record, CONTEXT).findings();
    }

    /** What both must say alike of one record. */
    private record Verdict(String field, Severity severity, String subject) {

        static Verdict of(Finding finding) {
            return new Verdict(finding.field(), finding.severity(), finding.subject());
        }
    }
}
