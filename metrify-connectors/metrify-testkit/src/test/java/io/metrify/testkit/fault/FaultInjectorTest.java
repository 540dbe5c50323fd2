package io.metrify.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.FleetDigest;
import io.metrify.testkit.fleet.FleetMix;
import io.metrify.testkit.fleet.ReadingOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultInjectorTest {

    private static final Fleet FLEET = Fleet.builder()
            .meters(48)
            .mix(new FleetMix(4, 1, 2, 1))
            .firstDate(LocalDate.of(2026, 3, 26))
            .days(7)
            .build();

    @Test
    void changesNothingWithoutAPlan() {
        List<InjectedFault> truth = new ArrayList<>();
        FaultInjector injector = FaultInjector.of(FLEET, FaultPlan.none(), 1);
        assertThat(FleetDigest.of(injector.inject(FLEET.readings(ReadingOrder.BY_TIME), truth::add)))
                .isEqualTo(FleetDigest.of(FLEET.readings(ReadingOrder.BY_TIME)));
        assertThat(truth).isEmpty();
    }

    @Test
    void spoilsTheSameReadingsInTheSameWayOnEveryPlatform() {
        FaultInjector injector = FaultInjector.of(FLEET, FaultPlan.standard(), 7);
        FleetDigest digest = FleetDigest.of(injector.inject(FLEET.readings(ReadingOrder.BY_TIME), fault -> {}));
        assertThat(digest.sha256()).isEqualTo("755d3bb658aa0d499ee3d57acf9fee65c9a0157f7607bfc915e51565a8d4a18e");
    }

    @ParameterizedTest
    @MethodSource("profileKinds")
    void injectsExactlyWhatTheTruthSays(FaultKind kind) {
        assertTruth(FaultPlan.only(kind, 0.5), Set.of(kind));
    }

    @Test
    void injectsExactlyWhatTheTruthSaysOfAMixOfAllKinds() {
        FaultPlan plan = FaultPlan.none();
        for (FaultKind kind : profileKinds()) {
            plan = plan.with(kind, 1.0 / profileKinds().size());
        }
        assertTruth(plan, profileKindsSet());
    }

    @ParameterizedTest
    @EnumSource(ReadingOrder.class)
    void injectsTheSameIntoAnyPartOfTheFleet(ReadingOrder order) {
        FaultInjector injector = FaultInjector.of(FLEET, FaultPlan.standard(), 9);
        List<InjectedFault> whole = injector.faults(order).toList();
        List<InjectedFault> part = new ArrayList<>();
        injector.inject(FLEET.readings(order, 10, 30), part::add).forEach(reading -> {});
        assertThat(part)
                .containsExactlyElementsOf(whole.stream()
                        .filter(fault -> FLEET.indexOf(fault.meterId()) >= 10 && FLEET.indexOf(fault.meterId()) < 30)
                        .toList());
    }

    @Test
    void injectsTheSameByTimeAndByMeter() {
        FaultInjector injector = FaultInjector.of(FLEET, FaultPlan.standard(), 9);
        List<InjectedFault> byTime = new ArrayList<>();
        List<InjectedFault> byMeter = new ArrayList<>();
        FleetDigest time = FleetDigest.of(injector.inject(FLEET.readings(ReadingOrder.BY_TIME), byTime::add));
        FleetDigest meter = FleetDigest.of(injector.inject(FLEET.readings(ReadingOrder.BY_METER), byMeter::add));
        assertThat(time.unordered()).isEqualTo(meter.unordered());
        assertThat(byTime).containsExactlyInAnyOrderElementsOf(byMeter);
        assertThat(injector.faults(ReadingOrder.BY_METER)).containsExactlyElementsOf(byMeter);
    }

    @Test
    void takesAnotherSeedForOtherFaults() {
        assertThat(FaultInjector.of(FLEET, FaultPlan.standard(), 1)
                        .faults(ReadingOrder.BY_METER)
                        .toList())
                .isNotEqualTo(FaultInjector.of(FLEET, FaultPlan.standard(), 2)
                        .faults(ReadingOrder.BY_METER)
                        .toList());
    }

    @Test
    void hitsBetweenAHalfAndOnePercentOfTheReadingsByTheStandardMix() {
        Fleet fleet = Fleet.builder().meters(2_000).days(7).build();
        FaultInjector injector = FaultInjector.of(fleet, FaultPlan.standard(), 1);
        double share = (double) injector.faults(ReadingOrder.BY_METER).count()
                / fleet.readings(ReadingOrder.BY_METER).count();
        assertThat(share).isBetween(0.005, 0.01);
    }

    @Test
    void beginsAnEpisodeAsOftenAsThePlanSays() {
        List<InjectedFault> faults = faults(FaultKind.SENTINEL, 0.25);
        assertThat(faults).hasSizeBetween(48 * 7 * 20 / 100, 48 * 7 * 30 / 100);
    }

    @Test
    void bringsLateReadingsAfterTheirSuccessorsInEitherOrder() {
        for (FaultKind kind : List.of(FaultKind.LATE, FaultKind.OUT_OF_ORDER)) {
            for (ReadingOrder order : ReadingOrder.values()) {
                List<InjectedFault> truth = new ArrayList<>();
                Map<String, MeterReading> last = new HashMap<>();
                int[] backwards = {0};
                FaultInjector.of(FLEET, FaultPlan.only(kind, 0.5), 3)
                        .inject(FLEET.readings(order), truth::add)
                        .forEach(reading -> {
                            MeterReading before = last.put(reading.meterId() + reading.register(), reading);
                            if (before != null && before.timestamp().isAfter(reading.timestamp())) {
                                backwards[0]++;
                            }
                        });
                assertThat(backwards[0]).isEqualTo(truth.size()).isPositive();
            }
        }
    }

    @Test
    void refusesAReadingOfAnotherFleet() {
        MeterReading foreign = FLEET.reading(0, ObisCode.IMPORT_PROFILE, 0);
        Fleet small = Fleet.builder().meters(1).build();
        FaultInjector injector = FaultInjector.of(small, FaultPlan.standard(), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> injector.inject(Stream.of(foreign), fault -> {}).toList())
                .withMessageContaining("not one of the fleet");
    }

    static List<FaultKind> profileKinds() {
        return List.copyOf(profileKindsSet());
    }

    private static Set<FaultKind> profileKindsSet() {
        return Arrays.stream(FaultKind.values())
                .filter(FaultKind::hitsProfiles)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.class)));
    }

    private static List<InjectedFault> faults(FaultKind kind, double rate) {
        return FaultInjector.of(FLEET, FaultPlan.only(kind, rate), 3)
                .faults(ReadingOrder.BY_METER)
                .toList();
    }

    /** The flawless stream, changed as the truth says, is the delivered stream; and the truth tells of real changes. */
    private static void assertTruth(FaultPlan plan, Set<FaultKind> kinds) {
        List<InjectedFault> truth = new ArrayList<>();
        Map<Delivered, Integer> delivered = new HashMap<>();
        Map<Delivered, MeterReading> full = new HashMap<>();
        FaultInjector.of(FLEET, plan, 3)
                .inject(FLEET.readings(ReadingOrder.BY_TIME), truth::add)
                .forEach(reading -> {
                    delivered.merge(Delivered.of(reading), 1, Integer::sum);
                    full.put(Delivered.of(reading), reading);
                });
        Map<Delivered, Integer> expected = new HashMap<>();
        FLEET.readings(ReadingOrder.BY_METER)
                .forEach(reading -> expected.merge(Delivered.of(reading), 1, Integer::sum));
        for (InjectedFault fault : truth) {
            boolean again = fault.kind() == FaultKind.REDELIVERY || fault.kind() == FaultKind.CONFLICT;
            if (!again) {
                expected.merge(new Delivered(fault, fault.interval(), fault.original()), -1, Integer::sum);
            }
            if (fault.isDelivered()) {
                expected.merge(new Delivered(fault, fault.delivered(), fault.injected()), 1, Integer::sum);
            }
            assertThat(isVisible(fault)).as(fault.toString()).isTrue();
            assertThat(fault.episode().encloses(fault.interval())).isTrue();
        }
        expected.values().removeIf(count -> count == 0);
        assertThat(delivered).isEqualTo(expected);
        assertThat(truth.stream().map(InjectedFault::kind).collect(Collectors.toSet()))
                .isEqualTo(kinds);

        Set<Delivered> told = truth.stream()
                .map(fault -> new Delivered(fault, fault.delivered(), fault.injected()))
                .collect(Collectors.toSet());
        FLEET.readings(ReadingOrder.BY_METER)
                .filter(reading -> !told.contains(Delivered.of(reading)))
                .forEach(reading -> {
                    MeterReading arrived = full.get(Delivered.of(reading));
                    assertThat(arrived == null || arrived.equals(reading)).isTrue();
                });
    }

    private static boolean isVisible(InjectedFault fault) {
        return switch (fault.kind()) {
            case REDELIVERY, LATE, OUT_OF_ORDER ->
                fault.isDelivered() && fault.interval().equals(fault.delivered());
            case GAP, SILENCE, UNDER_COVERED -> !fault.isDelivered() && fault.injected() == null;
            case INTERVAL_SIZE, CLOCK, FUTURE, TOO_OLD -> !fault.interval().equals(fault.delivered());
            case STUCK -> fault.isDelivered();
            default ->
                fault.isDelivered()
                        && fault.original() != null
                        && !fault.original().equals(fault.injected());
        };
    }

    /** What tells deliveries apart. */
    private record Delivered(
            String meterId,
            ObisCode register,
            @Nullable Interval interval,
            @Nullable Energy energy) {

        Delivered(InjectedFault fault, @Nullable Interval interval, @Nullable Energy energy) {
            this(fault.meterId(), fault.register(), interval, energy);
        }

        static Delivered of(MeterReading reading) {
            return new Delivered(reading.meterId(), reading.register(), reading.interval(), reading.consumption());
        }
    }
}
