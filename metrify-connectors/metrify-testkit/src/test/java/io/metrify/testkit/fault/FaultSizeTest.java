package io.metrify.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.FleetMix;
import io.metrify.testkit.fleet.ReadingOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every fault is as large as its kind promises. */
class FaultSizeTest {

    private static final Fleet FLEET = Fleet.builder()
            .meters(40)
            .mix(new FleetMix(4, 1, 2, 1))
            .firstDate(LocalDate.of(2026, 10, 22))
            .days(7)
            .build();

    @Test
    void gapsLastUpToTwelveSlots() {
        assertThat(slotsPerEpisode(FaultKind.GAP).values())
                .allSatisfy(slots -> assertThat(slots).isBetween(1, 12));
    }

    @Test
    void silenceLastsMoreThanThirtySixHours() {
        assertThat(episodes(FaultKind.SILENCE))
                .allSatisfy(episode -> assertThat(episode.length())
                        .isGreaterThan(Duration.ofHours(36))
                        .isLessThanOrEqualTo(Duration.ofHours(44)));
    }

    @Test
    void underCoveredDaysLoseAboutHalfOfTheirSlots() {
        assertThat(slotsPerEpisode(FaultKind.UNDER_COVERED).values())
                .allSatisfy(slots -> assertThat(slots).isBetween(28, 72));
    }

    @Test
    void zeroRunsLastADayAtLeastAndShowNoCurrent() {
        assertThat(episodes(FaultKind.ZERO_RUN))
                .allSatisfy(
                        episode -> assertThat(episode.length()).isBetween(Duration.ofHours(24), Duration.ofHours(36)));
        assertThat(delivered(FaultKind.ZERO_RUN)).allSatisfy((fault, reading) -> {
            assertThat(fault.injected()).isEqualTo(Energy.ZERO);
            assertThat(reading.electrical().current()).isZero();
        });
    }

    @Test
    void stuckMetersRepeatOneValueAtLeastSixTimes() {
        Map<String, List<MeterReading>> runs = new HashMap<>();
        Map<String, Interval> episodes = new HashMap<>();
        faults(FaultKind.STUCK)
                .forEach(fault -> episodes.put(fault.meterId() + fault.episode().start(), fault.episode()));
        List<MeterReading> all = FaultInjector.of(FLEET, FaultPlan.only(FaultKind.STUCK, 0.3), 5)
                .inject(FLEET.readings(ReadingOrder.BY_METER), fault -> {})
                .filter(reading -> !reading.register().isExport())
                .toList();
        episodes.forEach((key, episode) -> all.stream()
                .filter(reading -> key.startsWith(reading.meterId()) && episode.contains(reading.timestamp()))
                .forEach(reading ->
                        runs.computeIfAbsent(key, any -> new ArrayList<>()).add(reading)));
        assertThat(runs).isNotEmpty();
        assertThat(runs.values()).allSatisfy(run -> {
            assertThat(run).hasSizeBetween(6, 24);
            assertThat(run.stream().map(MeterReading::consumption).distinct()).hasSize(1);
            assertThat(run.stream().map(MeterReading::electrical).distinct()).hasSize(1);
            assertThat(wattHours(run.get(0).consumption())).isPositive();
        });
    }

    @Test
    void spikesPassThePublishedSpikeTestOfTheirDay() {
        assertThat(faults(FaultKind.SPIKE)).allSatisfy(fault -> {
            LocalDate date = FLEET.raster().calendar().dateOf(fault.interval().start());
            List<Double> day = FLEET.readings(
                            ReadingOrder.BY_METER, FLEET.indexOf(fault.meterId()), FLEET.indexOf(fault.meterId()) + 1)
                    .filter(reading -> !reading.register().isExport())
                    .filter(reading -> FLEET.raster()
                            .calendar()
                            .dateOf(reading.timestamp())
                            .equals(date))
                    .map(reading -> wattHours(reading.consumption()))
                    .sorted()
                    .toList();
            double largest = day.get(day.size() - 1);
            assertThat(wattHours(fault.injected())).isBetween(3.19 * largest, 6.01 * largest);
            assertThat((wattHours(fault.injected()) - largest) / largest).isGreaterThan(1.8);
        });
    }

    @Test
    void highDaysAreFourTimesAsHighAndStayWithinTheConnection() {
        assertThat(faults(FaultKind.HIGH_DAY)).allSatisfy(fault -> {
            double most = rated(fault) * 0.95;
            assertThat(wattHours(fault.injected()))
                    .isGreaterThanOrEqualTo(Math.min(4 * wattHours(fault.original()), most) - 0.1)
                    .isLessThanOrEqualTo(Math.min(7 * wattHours(fault.original()), most) + 0.1);
        });
    }

    @Test
    void lowDaysAreFarBelowATwentieth() {
        assertThat(faults(FaultKind.LOW_DAY))
                .allSatisfy(fault -> assertThat(wattHours(fault.injected()))
                        .isLessThanOrEqualTo(0.04 * wattHours(fault.original()) + 0.1));
    }

    @Test
    void scaledDaysKeepCurrentAndEnergyConsistent() {
        for (FaultKind kind : List.of(FaultKind.HIGH_DAY, FaultKind.LOW_DAY)) {
            assertThat(delivered(kind)).allSatisfy((fault, reading) -> {
                double wattHours = reading.electrical().voltage()
                        * reading.electrical().current()
                        * reading.electrical().powerFactor()
                        * reading.intervalSeconds()
                        / 3_600;
                assertThat(wattHours).isCloseTo(wattHours(fault.injected()), within(0.1));
            });
        }
    }

    @Test
    void overloadsExceedTheRatedPower() {
        assertThat(faults(FaultKind.CAPACITY))
                .allSatisfy(fault ->
                        assertThat(wattHours(fault.injected())).isBetween(1.049 * rated(fault), 3.001 * rated(fault)));
    }

    @Test
    void negativesChangeTheSign() {
        assertThat(faults(FaultKind.NEGATIVE)).allSatisfy(fault -> {
            assertThat(wattHours(fault.injected())).isNegative();
            if (wattHours(fault.original()) > 0) {
                assertThat(fault.injected())
                        .isEqualTo(Objects.requireNonNull(fault.original()).negate());
            }
        });
    }

    @Test
    void sentinelsAreThoseMetersWrite() {
        assertThat(faults(FaultKind.SENTINEL))
                .extracting(fault -> Objects.requireNonNull(fault.injected()).toString())
                .containsOnly("4294967.295000 kWh", "2147483.647000 kWh", "16777.215000 kWh", "8590.017000 kWh");
    }

    @Test
    void conflictsBringMoreEnergy() {
        assertThat(faults(FaultKind.CONFLICT))
                .allSatisfy(fault -> assertThat(wattHours(fault.injected()))
                        .isBetween(
                                wattHours(fault.original()) + 0.9,
                                Math.max(1, wattHours(fault.original()) * 0.51) + wattHours(fault.original())));
    }

    @Test
    void wrongIntervalsAreTwiceOrHalfAsLong() {
        assertThat(faults(FaultKind.INTERVAL_SIZE))
                .extracting(fault -> Objects.requireNonNull(fault.delivered()).length())
                .containsOnly(Duration.ofMinutes(30), Duration.ofSeconds(450));
    }

    @Test
    void wrongClocksAreMoreThanThreeMinutesOffTheRaster() {
        assertThat(faults(FaultKind.CLOCK)).allSatisfy(fault -> {
            long error = Objects.requireNonNull(fault.delivered()).start().getEpochSecond() % 900;
            assertThat(error).isGreaterThan(180).isLessThanOrEqualTo(600);
        });
    }

    @Test
    void futureReadingsLieBehindTheLastDayAndOnTheRaster() {
        assertThat(faults(FaultKind.FUTURE)).allSatisfy(fault -> {
            Instant start = Objects.requireNonNull(fault.delivered()).start();
            assertThat(start).isAfterOrEqualTo(FLEET.raster().span().end());
            assertThat(start).isBefore(FLEET.raster().span().end().plus(Duration.ofDays(31)));
            assertThat(start.getEpochSecond() % 900).isZero();
        });
    }

    @Test
    void tooOldReadingsEndBeforeTheMeterWasInstalled() {
        assertThat(faults(FaultKind.TOO_OLD)).allSatisfy(fault -> {
            Instant installed = Objects.requireNonNull(
                    Objects.requireNonNull(FLEET.find(fault.meterId())).installed());
            Interval delivered = Objects.requireNonNull(fault.delivered());
            assertThat(delivered.end()).isBeforeOrEqualTo(installed);
            assertThat(delivered.start()).isAfter(installed.minus(Duration.ofDays(366)));
        });
    }

    private static List<InjectedFault> faults(FaultKind kind) {
        List<InjectedFault> faults = FaultInjector.of(FLEET, FaultPlan.only(kind, 0.3), 5)
                .faults(ReadingOrder.BY_METER)
                .toList();
        assertThat(faults).isNotEmpty();
        return faults;
    }

    private static List<Interval> episodes(FaultKind kind) {
        return faults(kind).stream().map(InjectedFault::episode).toList();
    }

    private static Map<String, Integer> slotsPerEpisode(FaultKind kind) {
        return faults(kind).stream()
                .filter(fault -> !fault.register().isExport())
                .collect(Collectors.groupingBy(
                        fault -> fault.meterId() + fault.episode(), Collectors.summingInt(fault -> 1)));
    }

    /** The faults of a kind with the readings delivered for them; only for kinds that leave the interval alone. */
    private static Map<InjectedFault, MeterReading> delivered(FaultKind kind) {
        Map<String, InjectedFault> byReading = new TreeMap<>();
        Map<InjectedFault, MeterReading> delivered = new HashMap<>();
        FaultInjector.of(FLEET, FaultPlan.only(kind, 0.3), 5)
                .inject(
                        FLEET.readings(ReadingOrder.BY_METER),
                        fault -> byReading.put(fault.meterId() + fault.register() + fault.interval(), fault))
                .forEach(reading -> {
                    InjectedFault fault = byReading.get(reading.meterId() + reading.register() + reading.interval());
                    if (fault != null) {
                        delivered.put(fault, reading);
                    }
                });
        assertThat(delivered).isNotEmpty();
        return delivered;
    }

    private static double rated(InjectedFault fault) {
        return Objects.requireNonNull(FLEET.find(fault.meterId())).ratedPowerKw()
                * 1_000
                * fault.interval().length().toSeconds()
                / 3_600;
    }

    private static double wattHours(@Nullable Energy energy) {
        return Objects.requireNonNull(energy).milliwattHours() / 1_000.0;
    }
}
