package io.metrify.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RollupTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    @Test
    void anAutumnDayHasTwentyFiveHoursAndAllItsEnergy() {
        LocalDate date = LocalDate.of(2026, 10, 25);
        Rollup hourly = Rollup.of(BERLIN, RollupPeriod.HOUR);
        Rollup daily = Rollup.of(BERLIN, RollupPeriod.DAY);
        List<MeterReading> day = fullDay("m", date);
        day.forEach(hourly::add);
        day.forEach(daily::add);

        assertThat(hourly.facts()).hasSize(25).allMatch(fact -> fact.coverage() == 1);
        EnergyFact fact = onlyFact(daily);
        assertThat(fact.readings()).isEqualTo(100);
        assertThat(fact.interval().length()).isEqualTo(Duration.ofHours(25));
        assertThat(fact.consumption()).isEqualTo(Energy.ofMilliwattHours(100 * 99 / 2));
        assertThat(fact.coverage()).isEqualTo(1);
    }

    @Test
    void aSpringDayHasTwentyThreeHours() {
        Rollup hourly = Rollup.of(BERLIN, RollupPeriod.HOUR);
        fullDay("m", LocalDate.of(2026, 3, 29)).forEach(hourly::add);

        assertThat(hourly.facts()).hasSize(23).allMatch(fact -> fact.readings() == 4);
    }

    @Test
    void ninetySixReadingsDoNotCoverTheHundredSlotDay() {
        Rollup daily = Rollup.of(BERLIN, RollupPeriod.DAY);
        fullDay("m", LocalDate.of(2026, 10, 25)).stream().limit(96).forEach(daily::add);

        assertThat(onlyFact(daily).coverage()).isEqualTo(0.96);
    }

    @Test
    void theGasDayBeginsAtSix() {
        Rollup daily = Rollup.of(BERLIN.withDayStart(LocalTime.of(6, 0)), RollupPeriod.DAY);
        daily.add(reading("m", Instant.parse("2026-01-02T04:45:00Z"), 1));
        daily.add(reading("m", Instant.parse("2026-01-02T05:00:00Z"), 2));

        assertThat(daily.facts())
                .extracting(EnergyFact::marketDate)
                .containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2));
    }

    @Test
    void importAndExportAreNotAddedUp() {
        Rollup daily = Rollup.of(BERLIN, RollupPeriod.DAY);
        Instant noon = Instant.parse("2026-06-01T10:00:00Z");
        daily.add(reading("m", noon, 5));
        daily.add(reading("m", noon, 7).withRegister(ObisCode.EXPORT_PROFILE));

        assertThat(daily.facts())
                .extracting(EnergyFact::consumption)
                .containsExactly(Energy.ofMilliwattHours(5), Energy.ofMilliwattHours(7));
    }

    @Test
    void aReadingWithoutConsumptionCoversNothing() {
        Rollup daily = Rollup.of(BERLIN, RollupPeriod.DAY);
        daily.add(reading("m", Instant.parse("2026-06-01T10:00:00Z"), 5).withConsumption(null));

        assertThat(daily.facts()).isEmpty();
    }

    @Test
    void carriesTheWorstCodePeakPowerAndMeans() {
        Rollup hourly = Rollup.of(BERLIN, RollupPeriod.HOUR);
        Instant start = Instant.parse("2026-06-01T10:00:00Z");
        hourly.add(reading("m", start, 250_000)
                .withElectrical(new Electrical(229, 1, 1, 50))
                .withAmbient(new Ambient(20, 50))
                .withQuality(ReadingQuality.of(QualityCode.VALIDATED).withScore(1)));
        hourly.add(reading("m", start.plus(QUARTER_HOUR), 1_000_000)
                .withElectrical(new Electrical(231, 4, 1, 50))
                .withQuality(ReadingQuality.of(QualityCode.ESTIMATED).withScore(0.5)));

        EnergyFact fact = onlyFact(hourly);
        assertThat(fact.quality()).isEqualTo(QualityCode.ESTIMATED);
        assertThat(fact.score()).isEqualTo(0.75);
        assertThat(fact.peakPowerKw()).isEqualTo(4);
        assertThat(fact.voltage()).isEqualTo(new MeasuredRange(230, 229, 231));
        assertThat(fact.temperature()).isEqualTo(new MeasuredRange(20, 20, 20));
        assertThat(fact.coverage()).isEqualTo(0.5);
    }

    @Test
    void whatWasNeverMeasuredIsNotZero() {
        Rollup hourly = Rollup.of(BERLIN, RollupPeriod.HOUR);
        hourly.add(reading("m", Instant.parse("2026-06-01T10:00:00Z"), 1));

        assertThat(onlyFact(hourly).voltage()).isEqualTo(MeasuredRange.NOT_MEASURED);
        assertThat(onlyFact(hourly).score()).isNaN();
    }

    @Test
    void aMeasurementBeyondAMillionIsLeftOut() {
        Rollup hourly = Rollup.of(BERLIN, RollupPeriod.HOUR);
        MeterReading reading = reading("m", Instant.parse("2026-06-01T10:00:00Z"), 1);
        hourly.add(reading.withElectrical(new Electrical(4_294_967.295, 1, 1, 50)));
        hourly.add(reading.withElectrical(new Electrical(229, 1, 1, 50)));

        assertThat(onlyFact(hourly).voltage()).isEqualTo(new MeasuredRange(229, 229, 229));
    }

    @Test
    void daysOfTheLordHoweZoneMayEndOnAHalfHour() {
        MarketCalendar lordHowe = MarketCalendar.of(ZoneId.of("Australia/Lord_Howe"));
        LocalDate springForward = LocalDate.of(2026, 10, 4);
        Rollup hourly = Rollup.of(lordHowe, RollupPeriod.HOUR);
        Interval day = lordHowe.day(springForward);
        for (Instant start = day.start(); start.isBefore(day.end()); start = start.plus(QUARTER_HOUR)) {
            hourly.add(reading("m", start, 1));
        }

        List<EnergyFact> facts = hourly.facts();
        assertThat(facts).hasSize(24);
        assertThat(facts.get(23).interval().length()).isEqualTo(Duration.ofMinutes(30));
        assertThat(facts.get(23).coverage()).isEqualTo(1);
    }

    @Test
    void aScoreGivenWithAReadingIsThatOfACopyWhichCarriesIt() {
        Rollup given = Rollup.of(BERLIN, RollupPeriod.HOUR);
        Rollup carried = Rollup.of(BERLIN, RollupPeriod.HOUR);
        for (MeterReading reading : fullDay("m", LocalDate.of(2026, 6, 1))) {
            double score = 1 - reading.consumption().milliwattHours() / 1_000.0;
            given.add(reading, score);
            carried.add(reading.withQuality(reading.quality().withScore(score)));
        }

        assertThat(given.facts()).isEqualTo(carried.facts());
        assertThat(given.facts()).extracting(EnergyFact::score).doesNotHaveDuplicates();
    }

    @Test
    void readingsOfManyHoursInAnyOrderFindTheirCells() {
        List<MeterReading> readings = new ArrayList<>(fullDay("m", LocalDate.of(2026, 10, 25)));
        readings.addAll(fullDay("n", LocalDate.of(2026, 6, 1)));
        Rollup inOrder = Rollup.of(BERLIN, RollupPeriod.HOUR);
        readings.forEach(inOrder::add);
        Collections.shuffle(readings, new Random(7));
        Rollup shuffled = Rollup.of(BERLIN, RollupPeriod.HOUR);
        readings.forEach(shuffled::add);

        assertThat(shuffled.facts()).isEqualTo(inOrder.facts()).hasSize(49);
    }

    @Test
    void refusesToMergeWhatIsNotAlike() {
        Rollup hours = Rollup.of(BERLIN, RollupPeriod.HOUR);

        assertThatThrownBy(() -> hours.merge(Rollup.of(BERLIN, RollupPeriod.DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same calendar and period");
    }

    @Test
    void mergingLeavesTheOtherAsItWas() {
        Rollup one = Rollup.of(BERLIN, RollupPeriod.DAY);
        Rollup other = Rollup.of(BERLIN, RollupPeriod.DAY);
        other.add(reading("m", Instant.parse("2026-06-01T10:00:00Z"), 3));
        one.merge(other);
        one.add(reading("m", Instant.parse("2026-06-01T11:00:00Z"), 4));

        assertThat(onlyFact(other).consumption()).isEqualTo(Energy.ofMilliwattHours(3));
        assertThat(onlyFact(one).consumption()).isEqualTo(Energy.ofMilliwattHours(7));
    }

    private static EnergyFact onlyFact(Rollup rollup) {
        assertThat(rollup.facts()).hasSize(1);
        return rollup.facts().get(0);
    }

    private static List<MeterReading> fullDay(String meterId, LocalDate date) {
        return IntStream.range(0, BERLIN.slotCount(date, QUARTER_HOUR))
                .mapToObj(slot ->
                        MeterReading.of(meterId, BERLIN.slot(date, QUARTER_HOUR, slot), Energy.ofMilliwattHours(slot)))
                .toList();
    }

    private static MeterReading reading(String meterId, Instant start, long milliwattHours) {
        return MeterReading.of(meterId, Interval.of(start, QUARTER_HOUR), Energy.ofMilliwattHours(milliwattHours));
    }

    @Test
    void refusesAScoreThatIsNone() {
        Rollup rollup = Rollup.of(MarketCalendar.of(ZoneId.of("Europe/Berlin")), RollupPeriod.HOUR);
        MeterReading reading = MeterReading.of(
                "M-1", Interval.of(Instant.parse("2026-03-10T12:00:00Z"), Duration.ofMinutes(15)), Energy.parse("0.5"));
        for (double score : new double[] {-0.1, 1.1, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rollup.add(reading, score))
                    .withMessageContaining(String.valueOf(score));
        }
        assertThat(rollup.facts()).isEmpty();
    }
}
