package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterTest {

    private static final String SUM = "series.register.sum";
    private static final String BACKWARD = "series.register.backward";
    private static final String ROLLOVER = "series.register.rollover";
    private static final String EXCHANGE = "series.register.exchange";
    private static final String CONFLICT = "series.register.conflict";
    private static final String FIRST = "2026-03-10T00:00";
    private static final String SECOND = "2026-03-11T00:00";
    private static final String THIRD = "2026-03-12T00:00";

    /** The intervals of a day of 0.1 kWh each add up to 9.6 kWh; they may be 1 kWh off. */
    @Test
    void findsIntervalsThatDoNotAddUp() {
        Finding finding = flat().index(FIRST, "100").index(SECOND, "110.600001").finding(SUM);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.start()).isEqualTo("2026-03-09T23:00:00Z");
        assertThat(finding.end()).isEqualTo("2026-03-10T23:00:00Z");
        assertThat(finding.message())
                .isEqualTo("The intervals from 2026-03-09T23:00:00Z to 2026-03-10T23:00:00Z add up to 9.600000 kWh, but"
                        + " register 1-0:1.8.0 advanced by 10.600001 kWh; expected 10.600001 kWh within"
                        + " 1.000000 kWh.");
    }

    @Test
    void letsTheToleranceOfTheSumPass() {
        flat().index(FIRST, "100").index(SECOND, "110.6").isSound(SUM);
        flat().index(FIRST, "100").index(SECOND, "108.6").isSound(SUM);
        flat().index(FIRST, "100").index(SECOND, "108.599999").finding(SUM);
    }

    @Test
    void toleratesAShareOfALargeAdvance() {
        Scenario large = Scenario.of("2026-03-10", 2).setAll(FIRST, THIRD, "7.5");
        large.index(FIRST, "0").index(SECOND, "721.4").isSound(SUM);
        large.index(THIRD, "1442.9").finding(SUM);
    }

    @Test
    void addsUpTheDaysOfNinetyTwoAndAHundredSlots() {
        Scenario spring = Scenario.of("2026-03-29", 1).setAll("2026-03-29T00:00", "2026-03-30T00:00", "1");
        spring.index("2026-03-29T00:00", "0").index("2026-03-30T00:00", "92").isSound(SUM);
        Scenario autumn = Scenario.of("2026-10-25", 1).setAll("2026-10-25T00:00", "2026-10-26T00:00", "1");
        autumn.index("2026-10-25T00:00", "0").index("2026-10-26T00:00", "100").isSound(SUM);
    }

    @Test
    void allowsForWhatFewMissingIntervalsMayHold() {
        Scenario gap = flat().without("2026-03-10T10:00", "2026-03-10T10:15").index(FIRST, "100");
        gap.index(SECOND, "117.9").isSound(SUM);
        Scenario more = flat().set("2026-03-10T10:00", "-3").index(FIRST, "100").index(SECOND, "118.1");
        assertThat(more.finding(SUM).message())
                .contains("without 1 missing or unusable ones that can make up 7.500000 kWh at most");
    }

    @Test
    void skipsTheSumWhereManyIntervalsAreMissing() {
        flat().without("2026-03-10T10:00", "2026-03-10T13:00")
                .index(FIRST, "100")
                .index(SECOND, "900")
                .isSkipped(SUM, "intervals between the readings are missing or unusable");
        flat().rated(Double.NaN)
                .without("2026-03-10T10:00", "2026-03-10T10:15")
                .index(FIRST, "100")
                .index(SECOND, "900")
                .isSkipped(SUM, "intervals between the readings are missing or unusable");
    }

    @Test
    void skipsTheFirstReading() {
        Scenario first = flat().index(FIRST, "100");
        first.isSkipped(SUM, "there is no earlier reading of the register");
        first.isSkipped(BACKWARD, "there is no earlier reading of the register");
    }

    @Test
    void skipsTheSumWhereTheRegisterHasNoIntervals() {
        Scenario.of("2026-03-10", 2)
                .index(FIRST, "100")
                .index(SECOND, "200")
                .isSkipped(SUM, "the register has no intervals");
    }

    @Test
    void doesNotAddUpBeforeTheFirstInterval() {
        Scenario late = Scenario.of("2026-03-10", 2).setAll(SECOND, THIRD, "0.1");
        late.index(FIRST, "100").index(SECOND, "150");
        late.isSkipped(SUM, "the register has no intervals");
        late.index(THIRD, "159.6").isSound(SUM);
    }

    @Test
    void doesNotTakeTheIntervalsOfATariffForThoseOfTheTotal() {
        flat().of(ObisCode.of(1, 0, 1, 29, 1))
                .index(FIRST, "100")
                .index(SECOND, "150")
                .isSkipped(SUM, "the register has no intervals");
    }

    @Test
    void skipsTheSumOffTheRaster() {
        flat().index(FIRST, "100")
                .index("2026-03-10T12:07:00", "900")
                .isSkipped(SUM, "the register was not read where an interval starts");
    }

    @Test
    void findsARegisterThatFalls() {
        Finding finding = flat().index(FIRST, "500").index(SECOND, "400").finding(BACKWARD);
        assertThat(finding.expected()).isEqualTo("at least 500.000000 kWh");
        assertThat(finding.message())
                .isEqualTo("Register 1-0:1.8.0 shows 400.000000 kWh at 2026-03-10T23:00:00Z after 500.000000 kWh at"
                        + " 2026-03-09T23:00:00Z, too far apart for a rollover; expected at least 500.000000 kWh.");
        flat().index(FIRST, "500").index(SECOND, "500").isSound(BACKWARD);
    }

    @Test
    void goesOnFromTheLastTrustedIndexAfterADip() {
        Scenario dip = flat().index(FIRST, "500").index(SECOND, "400").index(THIRD, "519.2");
        assertThat(dip.findings(BACKWARD)).hasSize(1);
        dip.isSound(SUM);
    }

    @Test
    void knowsARolloverByTheDigits() {
        Scenario turned = flat().digits(6).index(FIRST, "999995").index(SECOND, "4.6");
        Finding finding = turned.finding(ROLLOVER);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.message()).endsWith("it advanced by 9.600000 kWh.");
        turned.isSound(BACKWARD);
        turned.isSound(SUM);
    }

    @Test
    void takesAnAdvanceBeyondTheRatedPowerForAFault() {
        // 30 kW over a day are 720 kWh.
        flat().index(FIRST, "999995").index(SECOND, "715").finding(ROLLOVER);
        flat().index(FIRST, "999995").index(SECOND, "715.000001").finding(BACKWARD);
        flat().digits(7).index(FIRST, "999995").index(SECOND, "4.6").finding(BACKWARD);
    }

    @Test
    void takesATenthOfTheRangeForARolloverWithoutARatedPower() {
        flat().rated(Double.NaN).index(FIRST, "999995").index(SECOND, "99995").finding(ROLLOVER);
        flat().rated(Double.NaN).index(FIRST, "999995").index(SECOND, "99995.1").finding(BACKWARD);
    }

    @Test
    void takesNoFallOfAnUnknownMeterForARollover() {
        Finding finding =
                flat().unknown().index(FIRST, "999995").index(SECOND, "4.6").finding(BACKWARD);
        assertThat(finding.message()).contains("and how many digits it has is not known");
    }

    @Test
    void knowsAnAnnouncedExchange() {
        Scenario exchanged =
                flat().exchanged("2026-03-10T12:00").index(FIRST, "500").index(SECOND, "3");
        Finding finding = exchanged.finding(EXCHANGE);
        assertThat(finding.message())
                .isEqualTo("Register 1-0:1.8.0 starts anew between 2026-03-09T23:00:00Z and 2026-03-10T23:00:00Z: the"
                        + " meter was exchanged at 2026-03-10T11:00:00Z, and the advance in between is not known.");
        exchanged.isSkipped(SUM, "the meter was exchanged in between");
        exchanged.index(THIRD, "12.6").isSound(SUM);
    }

    @Test
    void knowsAnExchangeByTheInstallation() {
        // The index of the device before was read in the quarter hour in which the new one was installed.
        Scenario installed = flat().installed("2026-03-10T12:07:00");
        installed.index("2026-03-10T12:00", "500").index(SECOND, "3");
        assertThat(installed.finding(EXCHANGE).message()).contains("exchanged at 2026-03-10T11:07:00Z");
        assertThat(flat().installed("2026-03-10T12:00")
                        .index("2026-03-10T12:00", "500")
                        .index(SECOND, "3")
                        .findings(EXCHANGE))
                .isEmpty();
    }

    @Test
    void tellsAnExchangeNobodyAnnouncedByASecondLowReading() {
        Scenario exchanged = flat().index(FIRST, "500").index(SECOND, "3").index(THIRD, "12.6");
        assertThat(exchanged.finding(BACKWARD).end()).isEqualTo("2026-03-10T23:00:00Z");
        assertThat(exchanged.finding(EXCHANGE).message()).contains("the meter was exchanged without notice");
        exchanged.isSound(SUM);
    }

    @Test
    void findsTwoIndexesAtAnInstantAndUsesTheLower() {
        Scenario conflict = flat().index(FIRST, "100").index(SECOND, "109.6").index(SECOND, "300");
        Finding finding = conflict.finding(CONFLICT);
        assertThat(finding.observed()).isEqualTo("300.000000 kWh");
        assertThat(finding.expected()).isEqualTo("109.600000 kWh");
        conflict.isSound(SUM);
    }

    /** The old device stood at 109.6 kWh, the new one began at 0 or, used before, at 5,000. */
    @Test
    void takesTwoIndexesAtAnExchangeForTheLastAndTheFirst() {
        for (String start : List.of("0", "5000")) {
            Scenario exchanged = flat().exchanged(SECOND)
                    .index(FIRST, "100")
                    .index(SECOND, "109.6")
                    .index(SECOND, start)
                    .index(THIRD, start.equals("0") ? "9.6" : "5009.6");
            assertThat(exchanged.findings(CONFLICT)).isEmpty();
            assertThat(exchanged.finding(EXCHANGE).observed())
                    .isEqualTo(Energy.parse(start).toString());
            exchanged.isSound(SUM);
        }
    }

    @Test
    void findsAThirdIndexAtAnExchange() {
        assertThat(flat().exchanged(SECOND)
                        .index(FIRST, "100")
                        .index(SECOND, "109.6")
                        .index(SECOND, "0")
                        .index(SECOND, "50")
                        .findings(CONFLICT))
                .hasSize(2);
    }

    @Test
    void concludesNothingFromAnUnusableIndex() {
        Scenario sentinel = flat().index(FIRST, "100").index(THIRD, "119.2");
        sentinel.index(new RegisterReading(
                Scenario.METER,
                ObisCode.IMPORT_REGISTER,
                sentinel.at(SECOND),
                Energy.parse("4294967.295"),
                ReadingQuality.of(QualityCode.UNUSABLE)));
        sentinel.isSound(SUM);
        sentinel.isSound(BACKWARD);
        assertThat(sentinel.report().coverage().get(BACKWARD).skipped())
                .containsEntry("the reading is marked as unusable", 1L);
    }

    @Test
    void saysThatItDidNotJudgeAnIndexFromTheFutureOrAfterTheRemoval() {
        String reason = "the reading is from the future or outside the life of the meter";
        Scenario removed = flat().removed(SECOND).index(FIRST, "100").index(THIRD, "110");
        assertThat(removed.report().coverage().get(BACKWARD).skipped()).containsEntry(reason, 1L);

        SeriesValidator validator = SeriesValidator.of(removed.rules(), removed.settings(), finding -> {});
        validator.accept(
                RegisterReading.of(Scenario.METER, ObisCode.IMPORT_REGISTER, removed.at(SECOND), Energy.ofWattHours(1)),
                removed.at(FIRST));
        assertThat(validator.coverage().get(BACKWARD).skipped()).containsOnly(entry(reason, 1L));
    }

    @Test
    void usesTheBetterOfTwoIndexes() {
        Scenario conflict = flat().index(FIRST, "100").index(SECOND, "109.6");
        conflict.index(new RegisterReading(
                Scenario.METER,
                ObisCode.IMPORT_REGISTER,
                conflict.at(SECOND),
                Energy.parse("110"),
                ReadingQuality.of(QualityCode.VALIDATED)));
        assertThat(conflict.finding(CONFLICT).expected()).isEqualTo("110.000000 kWh");
    }

    @Test
    void takesTheSameIndexOfAnotherQualityForARedelivery() {
        Scenario again = flat().index(FIRST, "100").index(FIRST, "100");
        again.index(new RegisterReading(
                Scenario.METER,
                ObisCode.IMPORT_REGISTER,
                again.at(FIRST),
                Energy.parse("100"),
                ReadingQuality.of(QualityCode.VALIDATED)));
        assertThat(again.finding("meter.duplicate.redelivery").observed()).isEqualTo("3 deliveries");
        assertThat(again.findings(CONFLICT)).isEmpty();
        assertThat(again.report().counts().registers()).isEqualTo(3);
    }

    @Test
    void judgesIndexesBeyondAllEnergy() {
        String most = "999999999999.999999";
        Scenario vast = flat().digits(12).index(FIRST, "-" + most).index(SECOND, most);
        assertThat(vast.finding(SUM).expected()).startsWith("1999999999999.999998 kWh within ");
    }

    @Test
    void skipsMoreRegistersThanAMeterHas() {
        Scenario many = flat();
        for (int i = 0; i < 200; i++) {
            many.index(ObisCode.of(1, i, 1, 8, 0), FIRST, "1");
            many.index(ObisCode.of(1, i, 1, 8, 0), SECOND, "2");
        }
        RuleCoverage backward = many.report().coverage().get(BACKWARD);
        assertThat(backward.evaluated()).isEqualTo(128);
        assertThat(backward.skipped()).containsEntry("the meter has more than 128 registers", 144L);
    }

    @Test
    void saysWhichIndexesItCannotKeep() {
        List<Finding> findings = new ArrayList<>();
        Scenario day = flat();
        SeriesValidator validator = SeriesValidator.of(day.rules(), day.settings(), findings::add);
        for (int i = 0; i < PendingIndexes.MOST + 5; i++) {
            Instant time = day.at(FIRST).plusSeconds(i);
            validator.accept(
                    RegisterReading.of(Scenario.METER, ObisCode.IMPORT_REGISTER, time, Energy.ofWattHours(i)),
                    Scenario.NOW);
        }
        assertThat(findings).hasSize(5);
        assertThat(findings.get(0).message()).contains("is left out").endsWith("Allow for less lateness.");
    }

    private static Scenario flat() {
        return Scenario.of("2026-03-10", 2).setAll(FIRST, THIRD, "0.1");
    }
}
