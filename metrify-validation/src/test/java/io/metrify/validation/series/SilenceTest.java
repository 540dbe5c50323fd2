package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.meter.ObisCode;
import io.metrify.validation.Finding;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final String SILENCE = "series.silence";

    @Test
    void findsAMeterThatHasDeliveredNothingForADayAndAHalf() {
        Finding finding = Scenario.of("2026-03-10", 4)
                .filled()
                .without("2026-03-11T06:00", "2026-03-12T18:15")
                .finding(SILENCE);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.start()).isEqualTo("2026-03-11T05:00:00Z");
        assertThat(finding.end()).isEqualTo("2026-03-12T17:00:00Z");
        assertThat(finding.message())
                .isEqualTo("The meter has delivered no interval since 2026-03-11T05:00:00Z; expected something within"
                        + " PT36H.");
    }

    @Test
    void letsThirtySixHoursPass() {
        Scenario.of("2026-03-10", 4)
                .filled()
                .without("2026-03-11T06:00", "2026-03-12T18:00")
                .isSound(SILENCE);
    }

    @Test
    void countsHoursAndNotLocalTimeWhereClocksChange() {
        Scenario.of("2026-10-24", 3)
                .filled()
                .without("2026-10-24T12:00", "2026-10-26T00:00")
                .finding(SILENCE);
        Scenario.of("2026-03-28", 3)
                .filled()
                .without("2026-03-28T12:00", "2026-03-30T00:00")
                .isSound(SILENCE);
    }

    @Test
    void saysSoOnlyOnceHoweverLongItLasts() {
        Scenario.of("2026-03-10", 20)
                .filled("2026-03-10T00:00", "2026-03-11T00:00", "1")
                .finding(SILENCE);
    }

    @Test
    void beginsAnewWhenTheMeterIsHeardAgain() {
        assertThat(Scenario.of("2026-03-10", 9)
                        .set("2026-03-11T00:00", "0.1")
                        .set("2026-03-14T00:00", "0.1")
                        .findings(SILENCE))
                .extracting(Finding::start)
                .containsExactly(Instant.parse("2026-03-10T23:15:00Z"), Instant.parse("2026-03-13T23:15:00Z"));
    }

    @Test
    void hearsUnusableAndIrregularReadingsToo() {
        Scenario.of("2026-03-10", 3)
                .set("2026-03-10T00:00", "-1")
                .set("2026-03-11T12:00", (String) null)
                .add("2026-03-12T12:07:00", Duration.ofHours(1), "0.1")
                .isSound(SILENCE);
    }

    @Test
    void hearsRegistersOfAMeterWithoutIntervals() {
        Scenario.of("2026-03-10", 3)
                .index("2026-03-10T00:00", "1")
                .index("2026-03-11T00:00", "2")
                .index("2026-03-12T00:00", "3")
                .isSound(SILENCE);
        assertThat(Scenario.of("2026-03-10", 4)
                        .index("2026-03-10T00:00", "1")
                        .index("2026-03-13T00:00", "2")
                        .finding(SILENCE)
                        .message())
                .startsWith("The meter has delivered nothing since ");
    }

    @Test
    void doesNotTakeARegisterForTheIntervalsThatAMeterUsedToDeliver() {
        Scenario.of("2026-03-10", 4)
                .filled("2026-03-10T00:00", "2026-03-11T00:00", "1")
                .index("2026-03-11T00:00", "2")
                .index("2026-03-12T00:00", "3")
                .index("2026-03-13T00:00", "4")
                .finding(SILENCE);
    }

    @Test
    void noticesAMeterThatWasExpectedAndNeverDelivered() {
        List<Finding> findings = new ArrayList<>();
        SeriesValidator validator = validator(findings);
        validator.expect("M-9", ObisCode.IMPORT_PROFILE, Instant.parse("2026-03-10T00:00:00Z"));
        validator.judgeTo(Instant.parse("2026-03-11T12:00:00Z"));
        assertThat(findings).extracting(Finding::rule).doesNotContain(SILENCE);
        validator.judgeTo(Instant.parse("2026-03-11T12:15:00Z"));
        assertThat(findings).extracting(Finding::rule).contains(SILENCE);
    }

    @Test
    void expectsARegisterFromTheInstantItIsToldAndNotBefore() {
        List<Finding> findings = new ArrayList<>();
        SeriesValidator validator = validator(findings);
        Scenario day = Scenario.of("2026-03-10", 1).filled();
        day.readings().forEach(reading -> validator.accept(reading, Scenario.NOW));
        validator.expect(Scenario.METER, ObisCode.EXPORT_PROFILE, day.at("2026-03-10T23:00"));
        validator.close(day.window().end());
        assertThat(findings).extracting(Finding::rule).containsExactly("series.gap");
        assertThat(findings.get(0).observed()).isEqualTo("4 slots without a reading");
    }

    @Test
    void refusesToExpectMoreRegistersThanItJudges() {
        Scenario day = Scenario.of("2026-03-10", 1);
        SeriesValidator validator = SeriesValidator.of(day.rules(), day.settings(), finding -> {});
        for (int tariff = 0; tariff < 16; tariff++) {
            validator.expect(Scenario.METER, ObisCode.of(1, 0, 1, 29, tariff), day.at("2026-03-10T00:00"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        validator.expect(Scenario.METER, ObisCode.of(1, 0, 1, 29, 16), day.at("2026-03-10T00:00")))
                .withMessageContaining("1-0:1.29.16 of meter M-1 would be one more than the 16");
        assertThat(validator.restore(Objects.requireNonNull(validator.save(Scenario.METER))))
                .isTrue();
    }

    @Test
    void saysNothingOfAMeterNobodyHasHeardOf() {
        assertThat(Scenario.of("2026-03-10", 4).report().coverage().get(SILENCE).evaluated())
                .isZero();
    }

    @Test
    void findsTheSilenceAfterASingleValue() {
        Scenario.of("2026-03-10", 3).set("2026-03-10T00:00", "0.1").finding(SILENCE);
    }

    private static SeriesValidator validator(List<Finding> findings) {
        SeriesSettings settings = SeriesSettings.of(Scenario.BERLIN).withMeters(MeterDirectory.none());
        return SeriesValidator.of(SeriesRules.standard(), settings, findings::add);
    }
}
