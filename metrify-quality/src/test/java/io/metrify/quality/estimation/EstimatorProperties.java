package io.metrify.quality.estimation;

import static io.metrify.quality.estimation.Series.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.model.meter.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EstimatorProperties {

    private static final List<LocalDate> CLOCK_CHANGES = List.of(
            LocalDate.of(2026, 3, 29),
            LocalDate.of(2026, 10, 25),
            LocalDate.of(2026, 4, 5),
            LocalDate.of(2026, 10, 4),
            LocalDate.of(2026, 3, 8),
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2018, 11, 4),
            LocalDate.of(2011, 12, 31));

    /** A meter with gaps around a change of the clocks, and a register that was read now and then. */
    record Case(
            MarketCalendar calendar,
            ReadingSeries truth,
            ReadingSeries holey,
            List<RegisterReading> registers,
            List<MeterExchange> exchanges,
            int digits,
            boolean typical) {

        EstimationRequest request() {
            return new EstimationRequest(
                    holey,
                    holey.interval(),
                    registers,
                    exchanges,
                    MeterType.OTHER,
                    digits,
                    Double.NaN,
                    null,
                    NOW,
                    null,
                    null);
        }

        Estimator estimator() {
            Estimator estimator = Estimator.of(calendar);
            return typical ? estimator.withLoadProfile(LoadProfile.flat()) : estimator;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<MarketCalendar> calendars = Combinators.combine(
                        Arbitraries.of(
                                "Europe/Berlin",
                                "Australia/Lord_Howe",
                                "America/St_Johns",
                                "America/Sao_Paulo",
                                "Pacific/Apia",
                                "Asia/Kolkata",
                                "UTC"),
                        Arbitraries.of(LocalTime.MIDNIGHT, LocalTime.of(6, 0)))
                .as((zone, dayStart) -> MarketCalendar.of(ZoneId.of(zone)).withDayStart(dayStart));
        return Combinators.combine(
                        calendars,
                        Arbitraries.of(CLOCK_CHANGES),
                        Arbitraries.of(15, 30, 60),
                        Arbitraries.integers().between(4, 9),
                        Arbitraries.of(0L, 1L, 1_000L, 250_000L),
                        Arbitraries.longs(),
                        Arbitraries.of(true, false))
                .as(EstimatorProperties::example);
    }

    private static Case example(
            MarketCalendar calendar, LocalDate date, int minutes, int digits, long most, long seed, boolean typical) {
        Random random = new Random(seed);
        Duration step = Duration.ofMinutes(minutes);
        Instant end = calendar.day(date.plusDays(2)).end();
        int size = (int) Duration.ofDays(6 + random.nextInt(20)).dividedBy(step);
        Interval window = new Interval(end.minus(step.multipliedBy(size)), end);
        ReadingSeriesBuilder builder = ReadingSeries.builder("m-1", ObisCode.IMPORT_PROFILE, window, step);
        for (int slot = 0; slot < size; slot++) {
            long amount = most == 0 ? 0 : random.nextLong(most + 1);
            builder.set(slot, Energy.ofMilliwattHours(amount), QualityCode.VALIDATED, SubstitutionMethod.NONE);
        }
        ReadingSeries truth = builder.build();
        int gaps = 1 + random.nextInt(4);
        for (int gap = 0; gap < gaps; gap++) {
            int from = random.nextInt(size);
            int to = Math.min(size, from + 1 + random.nextInt(random.nextBoolean() ? 8 : size / 2));
            for (int slot = from; slot < to; slot++) {
                builder.clear(slot);
            }
        }
        ReadingSeries holey = builder.build();
        return withRegister(calendar, truth, holey, digits, random, typical);
    }

    /** Reads the register at slots and between them, close to its last number, and exchanges the device at times. */
    private static Case withRegister(
            MarketCalendar calendar,
            ReadingSeries truth,
            ReadingSeries holey,
            int digits,
            Random random,
            boolean typical) {
        long range = 1_000_000L;
        for (int digit = 0; digit < digits; digit++) {
            range *= 10;
        }
        long total = truth.total().milliwattHours();
        long index = Math.floorMod(range - random.nextLong(total + 2), range);
        List<RegisterReading> registers = new ArrayList<>();
        List<MeterExchange> exchanges = new ArrayList<>();
        int exchangeAt = random.nextInt(4) == 0 ? random.nextInt(truth.size()) : -1;
        for (int slot = 0; slot <= truth.size(); slot++) {
            Instant instant = truth.start().plus(truth.resolution().multipliedBy(slot));
            if (slot == exchangeAt) {
                long next = random.nextLong(1_000_000);
                exchanges.add(
                        new MeterExchange(instant, Energy.ofMilliwattHours(index), Energy.ofMilliwattHours(next)));
                index = next;
            } else if (slot == 0 || slot == truth.size() || random.nextInt(300) == 0) {
                registers.add(Series.index(instant, index));
            }
            if (slot < truth.size()) {
                index = (index + truth.milliwattHours(slot)) % range;
            }
        }
        return new Case(calendar, truth, holey, registers, exchanges, digits, typical);
    }

    @Property(tries = 200)
    void substitutesAndTrueValuesAddUpToTheAdvanceToTheLastMilliwattHour(@ForAll("cases") Case example) {
        Estimation estimation = example.estimator().estimate(example.request());

        List<Instant> marks = new ArrayList<>();
        example.registers.forEach(reading -> marks.add(reading.timestamp()));
        example.exchanges.forEach(exchange -> marks.add(exchange.instant()));
        marks.sort(null);
        for (int i = 1; i < marks.size(); i++) {
            Interval span = new Interval(marks.get(i - 1), marks.get(i));
            ReadingSeries filled = estimation.series().slice(span);
            if (filled.isComplete()) {
                assertThat(filled.total()).isEqualTo(example.truth.slice(span).total());
            }
        }
        assertThat(estimation.findings()).isEmpty();
        assertThat(estimation.substitutes()).noneMatch(EstimatorProperties::isNegativeOrUnscaled);
        if (example.typical) {
            assertThat(estimation.series().isComplete()).isTrue();
            assertThat(estimation.series().total()).isEqualTo(example.truth.total());
        }
    }

    private static boolean isNegativeOrUnscaled(Substitute substitute) {
        return substitute.reading().consumption().isNegative()
                || !(substitute.derivation() instanceof Derivation.RegisterScaling);
    }

    @Property(tries = 100)
    void trueValuesAreUntouchedAndEverySlotIsAccountedFor(
            @ForAll("cases") Case example, @ForAll boolean withRegisters) {
        EstimationRequest request = withRegisters ? example.request() : EstimationRequest.of(example.holey, NOW);
        Estimation estimation = example.estimator().estimate(request);

        ReadingSeries filled = estimation.series();
        int substitute = 0;
        List<Instant> wrong = new ArrayList<>();
        for (int slot = 0; slot < filled.size(); slot++) {
            Instant start = filled.slotStart(slot);
            boolean right;
            if (example.holey.isPresent(slot)) {
                right = filled.milliwattHours(slot) == example.holey.milliwattHours(slot)
                        && filled.quality(slot) == QualityCode.VALIDATED;
            } else if (filled.isPresent(slot)) {
                Substitute record = estimation.substitutes().get(substitute++);
                right = record.reading().timestamp().equals(start)
                        && record.reading().consumption().equals(filled.energy(slot))
                        && filled.quality(slot) == QualityCode.ESTIMATED;
            } else {
                right = estimation.refusals().stream()
                        .anyMatch(refusal -> refusal.interval().contains(start));
            }
            if (!right) {
                wrong.add(start);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(substitute).isEqualTo(estimation.substitutes().size());
    }

    @Property(tries = 50)
    void theSameRequestGivesTheSameRecord(@ForAll("cases") Case example, @ForAll long seed) {
        List<RegisterReading> shuffled = new ArrayList<>(example.registers);
        Collections.shuffle(shuffled, new Random(seed));

        Estimation one = example.estimator().estimate(example.request());
        Estimation other = example.estimator().estimate(example.request().withRegisters(shuffled));

        assertThat(other).isEqualTo(one);
        assertThat(other.toJson()).isEqualTo(one.toJson());
    }
}
