package io.metrify.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RollupProperties {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final Instant BEFORE_THE_CLOCK_CHANGE = Instant.parse("2026-10-24T00:00:00Z");

    @Property(tries = 200)
    void anySplitInAnyOrderGivesTheSameFacts(
            @ForAll("readings") List<MeterReading> readings, @ForAll long seed, @ForAll RollupPeriod period) {
        Rollup whole = Rollup.of(BERLIN, period);
        readings.forEach(whole::add);

        List<MeterReading> shuffled = new ArrayList<>(readings);
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);
        Rollup merged = Rollup.of(BERLIN, period);
        for (MeterReading reading : shuffled) {
            Rollup part = Rollup.of(BERLIN, period);
            part.add(reading);
            if (random.nextBoolean()) {
                merged.merge(part);
            } else {
                part.merge(merged);
                merged = part;
            }
        }

        assertThat(merged.facts()).isEqualTo(whole.facts());
    }

    @Property(tries = 200)
    void hoursAndDaysHoldTheSameEnergyAsTheReadings(@ForAll("readings") List<MeterReading> readings) {
        Energy total = Energy.sum(readings.stream()
                .map(MeterReading::consumption)
                .filter(Objects::nonNull)
                .toList());
        for (RollupPeriod period : RollupPeriod.values()) {
            Rollup rollup = Rollup.of(BERLIN, period);
            readings.forEach(rollup::add);

            assertThat(Energy.sum(
                            rollup.facts().stream().map(EnergyFact::consumption).toList()))
                    .isEqualTo(total);
        }
    }

    @Provide
    Arbitrary<List<MeterReading>> readings() {
        Arbitrary<MeterReading> reading = Combinators.combine(
                        Arbitraries.of("a", "b"),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L),
                        Arbitraries.doubles().between(-300, 300).ofScale(3).injectNull(0.1))
                .as((meter, slot, milliwattHours, voltage) -> MeterReading.of(
                                meter,
                                Interval.of(
                                        BEFORE_THE_CLOCK_CHANGE.plus(Duration.ofMinutes(15L * slot)),
                                        Duration.ofMinutes(15)),
                                Energy.ofMilliwattHours(milliwattHours))
                        .withElectrical(new Electrical(
                                voltage == null ? Double.NaN : voltage, Double.NaN, Double.NaN, Double.NaN)));
        return reading.list().ofMaxSize(60);
    }
}
