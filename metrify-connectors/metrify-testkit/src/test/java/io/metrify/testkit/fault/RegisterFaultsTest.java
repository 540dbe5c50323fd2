package io.metrify.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.FleetMix;
import io.metrify.testkit.fleet.ReadingOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RegisterFaultsTest {

    private static final Energy MODULUS = Energy.parse("1000000");
    private static final Fleet FLEET =
            Fleet.builder().meters(60).mix(new FleetMix(3, 1, 1, 1)).days(5).build();

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ANY,
            names = {"REGISTER_.*", "TARIFF_SUM"})
    void injectsExactlyWhatTheTruthSaysInEitherOrder(FaultKind kind) {
        Map<String, RegisterReading> clean = new HashMap<>();
        FLEET.registerReadings(ReadingOrder.BY_METER).forEach(reading -> clean.put(key(reading), reading));
        FaultInjector injector = FaultInjector.of(FLEET, FaultPlan.only(kind, 0.3), 4);
        List<InjectedFault> byTime = new ArrayList<>();
        List<InjectedFault> byMeter = new ArrayList<>();
        Map<String, Energy> changed = new HashMap<>();
        injector.injectRegisters(FLEET.registerReadings(ReadingOrder.BY_METER), byMeter::add)
                .forEach(reading -> {
                    RegisterReading flawless = Objects.requireNonNull(clean.get(key(reading)));
                    if (!reading.equals(flawless)) {
                        changed.put(key(reading), reading.index());
                    }
                });
        assertThat(injector.injectRegisters(FLEET.registerReadings(ReadingOrder.BY_TIME), byTime::add))
                .hasSize(clean.size());

        Map<String, Energy> told = new HashMap<>();
        byMeter.forEach(fault -> {
            told.put(fault.meterId() + fault.register() + fault.interval().start(), fault.injected());
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.original())
                    .isEqualTo(clean.get(fault.meterId()
                                    + fault.register()
                                    + fault.interval().start())
                            .index());
        });
        assertThat(changed).isNotEmpty().isEqualTo(told);
        assertThat(byTime).containsExactlyInAnyOrderElementsOf(byMeter);
    }

    @Test
    void fallsBelowTheDayBeforeWhenARegisterGoesBackward() {
        assertThat(faults(FaultKind.REGISTER_BACKWARD)).allSatisfy(fault -> {
            Energy before = clean(fault, fault.episode().start());
            assertThat(before.minus(injected(fault))).isBetween(Energy.parse("1"), Energy.parse("20"));
            assertThat(fault.episode().end()).isEqualTo(fault.interval().start());
        });
    }

    @Test
    void rollsOverWithinTheEpisodeAndAdvancesAsBeforeOtherwise() {
        Map<String, Energy> delivered = new HashMap<>();
        List<InjectedFault> faults = new ArrayList<>();
        FaultInjector.of(FLEET, FaultPlan.only(FaultKind.REGISTER_ROLLOVER, 0.3), 4)
                .injectRegisters(FLEET.registerReadings(ReadingOrder.BY_METER), faults::add)
                .forEach(reading -> delivered.put(key(reading), reading.index()));
        assertThat(faults).isNotEmpty().allSatisfy(fault -> {
            Interval day = fault.episode();
            Energy before = delivered.get(fault.meterId() + fault.register() + day.start());
            Energy after = delivered.get(fault.meterId() + fault.register() + day.end());
            assertThat(after).isLessThan(before).isGreaterThanOrEqualTo(Energy.ZERO);
            assertThat(before).isLessThan(MODULUS);
            assertThat(after.plus(MODULUS).minus(before))
                    .isEqualTo(clean(fault, day.end()).minus(clean(fault, day.start())));
        });
    }

    @Test
    void jumpsByTwoToTwentyKilowattHours() {
        assertThat(faults(FaultKind.REGISTER_JUMP)).allSatisfy(fault -> {
            Energy more = injected(fault).minus(Objects.requireNonNull(fault.original()));
            assertThat(more).isBetween(Energy.parse("2"), Energy.parse("100"));
            assertThat(fault.episode().end()).isBeforeOrEqualTo(fault.interval().start());
        });
    }

    @Test
    void breaksTheSumOfTheTariffs() {
        assertThat(faults(FaultKind.TARIFF_SUM)).allSatisfy(fault -> {
            assertThat(fault.register()).isEqualTo(ObisCode.IMPORT_REGISTER_HIGH_TARIFF);
            Energy more = injected(fault).minus(Objects.requireNonNull(fault.original()));
            Energy total = FLEET.index(
                    FLEET.indexOf(fault.meterId()),
                    ObisCode.IMPORT_REGISTER,
                    FLEET.raster().boundaryAt(fault.interval().start()));
            assertThat(more.milliwattHours()).isGreaterThan(total.milliwattHours() / 1_000);
        });
    }

    @Test
    void tellsOfTheSecondOfTheReading() {
        assertThat(faults(FaultKind.REGISTER_BACKWARD))
                .allSatisfy(fault -> assertThat(fault.interval().length()).isEqualTo(Duration.ofSeconds(1)));
    }

    private static List<InjectedFault> faults(FaultKind kind) {
        List<InjectedFault> faults = new ArrayList<>();
        FaultInjector.of(FLEET, FaultPlan.only(kind, 0.3), 4)
                .injectRegisters(FLEET.registerReadings(ReadingOrder.BY_METER), faults::add)
                .forEach(reading -> {});
        assertThat(faults).isNotEmpty();
        return faults;
    }

    private static Energy clean(InjectedFault fault, Instant when) {
        return FLEET.index(
                FLEET.indexOf(fault.meterId()), fault.register(), FLEET.raster().boundaryAt(when));
    }

    private static Energy injected(InjectedFault fault) {
        return Objects.requireNonNull(fault.injected());
    }

    private static String key(RegisterReading reading) {
        return reading.meterId() + reading.register() + reading.timestamp();
    }
}
