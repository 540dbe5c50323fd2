package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.WireTime;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class SeriesValidatorProperties {

    private static final Instant LATER = Instant.parse("2027-06-01T00:00:00Z");

    // Seeds make the series; neither edge cases nor smaller seeds are of interest.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStreamInAnyOrderWithinTheLatenessFindsWhatABatchFinds(
            @ForAll("fleets") RandomFleet fleet, @ForAll long seed, @ForAll("latenesses") Duration lateness) {
        assertSame(fleet.stream(lateness, new Random(seed)), fleet.batch());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStreamWithoutAGivenBeginFindsTheSameInAnyOrderWithinTheLateness(
            @ForAll("fleets") RandomFleet fleet, @ForAll long seed, @ForAll("latenesses") Duration lateness) {
        assertSame(
                fleet.streamFromTheFirst(lateness, new Random(seed)),
                fleet.streamFromTheFirst(Duration.ZERO, new Random(0)));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStreamThatIsSavedAndRestoredFindsTheSame(
            @ForAll("fleets") RandomFleet fleet, @ForAll long seed, @ForAll("latenesses") Duration lateness) {
        List<Finding> expected = fleet.batch().findings();
        List<Finding> findings = fleet.streamThatMoves(lateness, new Random(seed));
        assertThat(without(findings, expected)).isEmpty();
        assertThat(without(expected, findings)).isEmpty();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aBatchFindsTheSameInAnyOrder(@ForAll("fleets") RandomFleet fleet, @ForAll long seed) {
        assertSame(fleet.shuffled(new Random(seed)).batch(), fleet.batch());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void metersAreJudgedTogetherAsEachAlone(@ForAll("fleets") RandomFleet fleet) {
        SeriesReport together = fleet.batch();
        List<Finding> alone = new ArrayList<>();
        long readings = 0;
        for (Meter meter : fleet.meters()) {
            SeriesReport report = fleet.only(meter.id()).batch();
            alone.addAll(report.findings());
            readings += report.counts().readings();
        }
        assertThat(new SeriesReport(alone, Map.of(), together.counts()).findings())
                .isEqualTo(together.findings());
        assertThat(together.counts().readings()).isEqualTo(readings);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void everyReadingIsCountedOnce(
            @ForAll("fleets") RandomFleet fleet, @ForAll long seed, @ForAll("latenesses") Duration lateness) {
        assertThat(fleet.batch().counts().readings()).isEqualTo(fleet.readings().size());
        // In any order at all: what is too late is counted too.
        List<MeterReading> shuffled = fleet.shuffled(new Random(seed)).readings();
        SeriesValidator validator =
                SeriesValidator.of(fleet.rules(), fleet.settings().withLateness(lateness), finding -> {});
        shuffled.forEach(reading -> validator.accept(reading, RandomFleet.NOW));
        assertThat(validator.counts().readings()).isEqualTo(shuffled.size());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void hostileReadingsDoNoHarm(@ForAll long seed, @ForAll("latenesses") Duration lateness) {
        Random random = new Random(seed);
        List<Finding> findings = new ArrayList<>();
        SeriesValidator validator = SeriesValidator.of(
                SeriesRules.standard(), SeriesSettings.of(RandomFleet.BERLIN).withLateness(lateness), findings::add);
        int readings = 0;
        for (int i = 0; i < 600; i++) {
            Instant receivedAt = random.nextInt(3) == 0 ? Instant.MAX : LATER;
            switch (random.nextInt(8)) {
                case 0 -> validator.accept(hostileRegister(random), receivedAt);
                case 1 -> validator.judgeTo(hostileInstant(random));
                case 2 -> {
                    MeterReading same = hostileReading(random);
                    for (int times = random.nextInt(40); times >= 0; times--) {
                        validator.accept(same, receivedAt);
                        readings++;
                    }
                }
                default -> {
                    validator.accept(hostileReading(random), receivedAt);
                    readings++;
                }
            }
        }
        // Three meters of 16 registers at most, whatever they are sent.
        assertThat(validator.meters()).isLessThanOrEqualTo(3);
        assertThat(validator.bytes()).isLessThan(3 * 16 * 100_000);
        validator.close(Instant.MAX);
        assertThat(validator.counts().readings()).isEqualTo(readings);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aLongSilenceIsPassedOverAsIfItWereWalkedThrough(
            @ForAll("fleets") RandomFleet fleet, @ForAll @IntRange(min = 33, max = 400) int days) {
        Instant end = fleet.window().end();
        Instant until = end.plus(Duration.ofDays(days));
        SeriesReport passed = fleet.streamOn(until, Duration.ofDays(days));
        assertSame(passed, fleet.streamOn(until, Duration.ofHours(6)));
    }

    private static void assertSame(SeriesReport report, SeriesReport expected) {
        assertThat(without(report.findings(), expected.findings())).isEmpty();
        assertThat(without(expected.findings(), report.findings())).isEmpty();
        assertThat(report.coverage()).isEqualTo(expected.coverage());
        assertThat(report.counts()).isEqualTo(expected.counts());
    }

    /** What is in one list and not, or not as often, in the other: easier to read than both. */
    private static List<Finding> without(List<Finding> findings, List<Finding> others) {
        List<Finding> left = new ArrayList<>(findings);
        others.forEach(left::remove);
        return left;
    }

    private static Instant hostileInstant(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.ofEpochMilli(random.nextLong(WireTime.MIN_EPOCH_MILLI, WireTime.MAX_EPOCH_MILLI + 1));
            case 1 -> LATER.plusMillis(random.nextLong(-100_000_000_000L, 100_000_000_000L));
            default -> Instant.parse("2026-10-20T00:00:00Z").plusSeconds(900L * random.nextInt(1_000));
        };
    }

    private static Energy hostileEnergy(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Energy.ofMilliwattHours(Energy.MAX_MILLIWATT_HOURS);
            case 1 -> Energy.ofMilliwattHours(Energy.MIN_MILLIWATT_HOURS);
            case 2 -> Energy.ofMilliwattHours(random.nextLong(1_000_000_000_000_000_000L) / 97);
            default -> Energy.ofWattHours(random.nextInt(1_000));
        };
    }

    private static MeterReading hostileReading(Random random) {
        int seconds =
                random.nextInt(3) > 0 ? 900 : random.nextInt(3) > 0 ? 1 + random.nextInt(100_000) : Integer.MAX_VALUE;
        Interval interval = Interval.of(hostileInstant(random), Duration.ofSeconds(seconds));
        ObisCode register =
                random.nextInt(4) > 0 ? ObisCode.IMPORT_PROFILE : ObisCode.of(1, 0, random.nextInt(30), 29, 0);
        return MeterReading.of("M-" + random.nextInt(3), interval, hostileEnergy(random))
                .withRegister(register);
    }

    private static RegisterReading hostileRegister(Random random) {
        ObisCode register = ObisCode.of(1, random.nextInt(2), 1, 8, random.nextInt(5));
        return RegisterReading.of("M-" + random.nextInt(3), register, hostileInstant(random), hostileEnergy(random));
    }

    @Provide
    Arbitrary<RandomFleet> fleets() {
        return Arbitraries.longs().map(RandomFleet::of);
    }

    @Provide
    Arbitrary<Duration> latenesses() {
        return Arbitraries.of(
                Duration.ZERO, Duration.ofMinutes(20), Duration.ofHours(3), Duration.ofHours(24), Duration.ofHours(60));
    }
}
