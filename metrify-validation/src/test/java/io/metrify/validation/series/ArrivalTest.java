package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.validation.Finding;
import io.metrify.validation.RuleContext;
import io.metrify.validation.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final String TOO_LATE = "meter.duplicate.too_late";
    private static final Duration THREE_HOURS = Duration.ofHours(3);

    private final List<Finding> findings = new ArrayList<>();
    private final Scenario day = Scenario.of("2026-03-10", 2).filled();
    private final SeriesValidator validator =
            SeriesValidator.of(day.rules(), day.settings().withLateness(THREE_HOURS), findings::add);

    @Test
    void waitsForAReadingAsLongAsItMayBeLate() {
        accept("2026-03-10T00:00", "2026-03-10T01:00", "2026-03-10T04:00", "2026-03-10T01:15");
        assertThat(findings).isEmpty();
        assertThat(validator.counts().placed()).isEqualTo(4);
        assertThat(validator.counts().outOfOrder()).isEqualTo(1);
    }

    @Test
    void reportsWhatComesLater() {
        accept("2026-03-10T00:00", "2026-03-10T04:00");
        accept("2026-03-10T00:45");
        assertThat(findings(TOO_LATE)).hasSize(1);
        Finding finding = findings(TOO_LATE).get(0);
        assertThat(finding.start()).isEqualTo("2026-03-09T23:45:00Z");
        assertThat(finding.message())
                .isEqualTo(
                        "The reading of register 1-0:1.29.0 at 2026-03-09T23:45:00Z, 0.130000 kWh, came when its part"
                                + " of the series had been judged; expected at most PT3H behind the newest reading. Judge the"
                                + " series again as a batch, or allow for more lateness.");
        assertThat(validator.counts().tooLate()).isEqualTo(1);
    }

    @Test
    void changesNothingByWhatComesLater() {
        accept("2026-03-10T00:00", "2026-03-10T04:00", "2026-03-10T00:45");
        validator.close(day.at("2026-03-10T04:15"));
        assertThat(findings("series.gap")).extracting(Finding::observed).containsExactly("15 slots without a reading");
    }

    @Test
    void findsAGapOnceTheWatermarkHasPassedIt() {
        accept("2026-03-10T00:00", "2026-03-10T00:30");
        validator.judgeTo(day.at("2026-03-10T00:30"));
        assertThat(findings).isEmpty();
        validator.judgeTo(day.at("2026-03-10T00:45"));
        assertThat(findings("series.gap")).hasSize(1);
        validator.judgeTo(day.at("2026-03-10T00:15"));
        assertThat(findings).hasSize(1);
    }

    @Test
    void beginsWithTheEarliestOfTheFirstReadings() {
        accept("2026-03-10T03:00", "2026-03-10T02:00", "2026-03-10T01:00", "2026-03-10T00:00");
        validator.close(day.at("2026-03-10T03:15"));
        assertThat(findings("series.gap")).hasSize(3);
        assertThat(findings(TOO_LATE)).isEmpty();
    }

    @Test
    void doesNotTakeARegisterForAReadingThatCameEarlier() {
        validator.accept(index("2026-03-11T00:00", "5"), Scenario.NOW);
        accept("2026-03-10T22:00", "2026-03-10T22:15");
        assertThat(validator.counts().outOfOrder()).isZero();
        assertThat(validator.counts().registers()).isEqualTo(1);
    }

    @Test
    void reportsARegisterThatComesTooLate() {
        accept("2026-03-10T00:00", "2026-03-10T12:00");
        validator.accept(index("2026-03-10T06:00", "5"), Scenario.NOW);
        assertThat(findings(TOO_LATE)).hasSize(1);
        assertThat(findings(TOO_LATE).get(0).message()).contains("1-0:1.8.0").contains("5.000000 kWh");
    }

    @Test
    void refusesAnIndexOfAnInstantThatWasClosed() {
        validator.accept(index("2026-03-10T00:00", "5"), Scenario.NOW);
        validator.close(day.at("2026-03-10T00:00"));
        validator.accept(index("2026-03-10T00:00", "7"), Scenario.NOW);
        validator.close(day.at("2026-03-10T01:00"));
        assertThat(findings).extracting(Finding::rule).containsExactly(TOO_LATE);
    }

    @Test
    void leavesOutReadingsFromTheFuture() {
        MeterReading reading = day.reading("2026-03-10T10:00");
        validator.accept(reading, reading.timestamp().minusSeconds(181));
        assertThat(validator.counts().outside()).isEqualTo(1);
        assertThat(findings).extracting(Finding::rule).containsExactly("meter.time.future");
        validator.accept(reading, reading.timestamp().minusSeconds(180));
        assertThat(validator.counts().placed()).isEqualTo(1);
    }

    @Test
    void aReadingFromTheFutureDoesNotMoveTheWatermark() {
        accept("2026-03-10T00:00");
        MeterReading wrong = day.reading("2026-03-11T10:00");
        validator.accept(wrong, wrong.timestamp().minusSeconds(100_000));
        accept("2026-03-10T00:15");
        assertThat(findings(TOO_LATE)).isEmpty();
    }

    @Test
    void doesNotTakeTheRestOfADayThatWasClosedForAWholeDay() {
        day.readings().stream()
                .filter(reading -> reading.timestamp().isBefore(day.at("2026-03-10T12:00")))
                .forEach(reading -> validator.accept(reading, Scenario.NOW));
        validator.close(day.at("2026-03-10T12:00"));
        day.readings().stream()
                .filter(reading -> !reading.timestamp().isBefore(day.at("2026-03-10T12:00")))
                .forEach(reading -> validator.accept(reading, Scenario.NOW));
        validator.close(day.window().end());
        assertThat(findings).isEmpty();
        RuleCoverage spikes = validator.coverage().get("series.spike.day");
        assertThat(spikes.evaluated()).isEqualTo(1);
        assertThat(spikes.skipped()).containsEntry("the market day is not whole", 2L);
    }

    @Test
    void goesOnWithAGapAfterItWasClosed() {
        accept("2026-03-10T00:00");
        validator.close(day.at("2026-03-10T01:00"));
        validator.close(day.at("2026-03-10T02:00"));
        assertThat(findings("series.gap"))
                .extracting(Finding::observed)
                .containsExactly("3 slots without a reading", "4 slots without a reading");
    }

    @Test
    void hearsAMeterThatWasThoughtToBeGone() {
        AtomicReference<Meter> entry = new AtomicReference<>(meter(day.at("2026-03-10T01:00")));
        SeriesValidator watching =
                SeriesValidator.of(day.rules(), day.settings().withMeters(id -> entry.get()), findings::add);
        watching.accept(day.reading("2026-03-10T00:00"), Scenario.NOW);
        watching.accept(day.reading("2026-03-10T01:00"), Scenario.NOW);
        assertThat(watching.counts().outside()).isEqualTo(1);

        entry.set(meter(null));
        watching.accept(day.reading("2026-03-10T01:00"), Scenario.NOW);
        assertThat(watching.counts().placed()).isEqualTo(2);
    }

    private static Meter meter(@Nullable Instant removed) {
        return new Meter(
                Scenario.METER,
                MeterType.HOUSEHOLD,
                new Site("Berlin", null, null),
                Duration.ofMinutes(15),
                Double.NaN,
                Meter.USUAL_REGISTER_DIGITS,
                null,
                removed);
    }

    @Test
    void forgetsAMeter() {
        accept("2026-03-10T00:00");
        assertThat(validator.meterIds()).containsExactly(Scenario.METER);
        assertThat(validator.forget(Scenario.METER)).isTrue();
        assertThat(validator.forget(Scenario.METER)).isFalse();
        assertThat(validator.meters()).isZero();
    }

    @Test
    void judgesInNoTimeWhatLiesYearsAhead() {
        accept("2026-03-10T00:00");
        validator.judgeTo(Instant.MAX);
        assertThat(findings("series.silence")).hasSize(1);
        validator.close(Instant.MAX);
        assertThat(findings("series.gap")).hasSize(2);
        assertThat(validator.coverage().get("series.gap").evaluated()).isGreaterThan(2_900_000);
    }

    @Test
    void acceptsAnyPresent() {
        validator.accept(day.reading("2026-03-10T00:00"), Instant.MAX);
        validator.accept(day.reading("2026-03-10T00:15"), Instant.MIN);
        assertThat(validator.counts().placed()).isEqualTo(1);
        assertThat(validator.counts().outside()).isEqualTo(1);
    }

    @Test
    void judgesWhatOthersHaveJudgedWithoutRepeatingTheirFindings() {
        MeterReading negative = day.reading("2026-03-10T00:00").withConsumption(Energy.parse("-1"));
        validator.accept(negative, Scenario.NOW);
        assertThat(findings).hasSize(1);
        validator.accept(negative, day.rules().recordRules().validate(negative, at()), Scenario.NOW);
        assertThat(findings).hasSize(1);
        assertThat(validator.counts().repeated()).isEqualTo(1);
    }

    @Test
    void saysWhichIntervalsOffTheRasterItCannotKeep() {
        Instant start = day.at("2026-03-10T00:00");
        for (int i = 0; i < Irregulars.MOST + 10; i++) {
            MeterReading reading = MeterReading.of(
                    Scenario.METER,
                    Interval.of(start.plusSeconds(5L * i), Duration.ofSeconds(5)),
                    Energy.ofWattHours(1));
            validator.accept(reading, sound(), Scenario.NOW);
        }
        assertThat(findings("series.overlap")).hasSize(10);
        assertThat(findings("series.overlap").get(0).message())
                .contains("is left out")
                .contains("Allow for less lateness");
        assertThat(validator.counts().irregular()).isEqualTo(Irregulars.MOST + 10);
    }

    private ValidationReport sound() {
        return day.rules().recordRules().validate(day.reading("2026-03-10T00:00"), at());
    }

    private RuleContext at() {
        return new RuleContext(Scenario.NOW, day.settings().meters());
    }

    private static RegisterReading index(String time, String kilowattHours) {
        return RegisterReading.of(
                Scenario.METER,
                ObisCode.IMPORT_REGISTER,
                Scenario.of("2026-03-10", 1).at(time),
                Energy.parse(kilowattHours));
    }

    private void accept(String... starts) {
        for (String start : starts) {
            validator.accept(day.reading(start), Scenario.NOW);
        }
    }

    private List<Finding> findings(String rule) {
        return findings.stream().filter(finding -> finding.rule().equals(rule)).toList();
    }
}
