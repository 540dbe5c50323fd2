package io.metrify.benchmarks.accuracy;

import io.metrify.testkit.fault.FaultKind;
import io.metrify.testkit.fault.InjectedFault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a rule is expected to find: the kind of fault it is for, and all kinds that rightly make it speak.
 *
 * @param rule the id of the rule
 * @param kind the fault it is for
 * @param found whether a fault of that kind is one that the rule can see at all, by its definition
 * @param explains the kinds of which a finding of the rule is right, the one it is for included
 * @param reach how far before the finding the fault may lie, as the rule looks back
 */
record Expectation(
        String rule, FaultKind kind, Predicate<InjectedFault> found, Set<FaultKind> explains, Duration reach) {

    /** Faults that change the energy of intervals but not of the register, so that the two no longer agree. */
    private static final EnumSet<FaultKind> ENERGY = EnumSet.of(
            FaultKind.REGISTER_JUMP,
            FaultKind.REGISTER_BACKWARD,
            FaultKind.ZERO_RUN,
            FaultKind.STUCK,
            FaultKind.SPIKE,
            FaultKind.HIGH_DAY,
            FaultKind.LOW_DAY);

    private static final EnumSet<FaultKind> UNUSABLE = EnumSet.of(
            FaultKind.GAP,
            FaultKind.SILENCE,
            FaultKind.UNDER_COVERED,
            FaultKind.FUTURE,
            FaultKind.TOO_OLD,
            FaultKind.INTERVAL_SIZE,
            FaultKind.CLOCK,
            FaultKind.NEGATIVE,
            FaultKind.CAPACITY,
            FaultKind.SENTINEL);

    private static final EnumSet<FaultKind> ABSENCE =
            EnumSet.of(FaultKind.GAP, FaultKind.SILENCE, FaultKind.UNDER_COVERED, FaultKind.FUTURE, FaultKind.TOO_OLD);

    static final List<Expectation> ALL = List.of(
            of("series.gap", FaultKind.GAP, ABSENCE),
            of("meter.duplicate.redelivery", FaultKind.REDELIVERY),
            of("meter.duplicate.conflict", FaultKind.CONFLICT),
            new Expectation(
                    "series.overlap",
                    FaultKind.INTERVAL_SIZE,
                    Expectation::isLonger,
                    EnumSet.of(FaultKind.INTERVAL_SIZE, FaultKind.CLOCK),
                    Duration.ofMinutes(15)),
            of("meter.interval.resolution", FaultKind.INTERVAL_SIZE),
            of("meter.time.raster", FaultKind.CLOCK),
            of("meter.time.future", FaultKind.FUTURE),
            of("meter.time.installation", FaultKind.TOO_OLD),
            of("meter.consumption.negative", FaultKind.NEGATIVE),
            of("meter.consumption.sentinel", FaultKind.SENTINEL),
            of(
                    "meter.consumption.capacity",
                    FaultKind.CAPACITY,
                    EnumSet.of(FaultKind.CAPACITY, FaultKind.SENTINEL, FaultKind.SPIKE)),
            of("series.zero_run", FaultKind.ZERO_RUN),
            of("series.stuck", FaultKind.STUCK, EnumSet.of(FaultKind.STUCK, FaultKind.HIGH_DAY, FaultKind.LOW_DAY)),
            of("series.spike.day", FaultKind.SPIKE),
            of(
                    "series.spike.hampel",
                    FaultKind.SPIKE,
                    EnumSet.of(FaultKind.SPIKE, FaultKind.HIGH_DAY, FaultKind.STUCK)),
            of("series.day.high", FaultKind.HIGH_DAY),
            of("series.day.low", FaultKind.LOW_DAY, EnumSet.of(FaultKind.LOW_DAY, FaultKind.ZERO_RUN)),
            of("series.register.sum", FaultKind.REGISTER_JUMP, ENERGY),
            of(
                    "series.register.tariff_sum",
                    FaultKind.TARIFF_SUM,
                    EnumSet.of(FaultKind.TARIFF_SUM, FaultKind.REGISTER_BACKWARD)),
            of("series.register.backward", FaultKind.REGISTER_BACKWARD),
            of("series.register.rollover", FaultKind.REGISTER_ROLLOVER),
            of("series.silence", FaultKind.SILENCE),
            new Expectation("series.coverage", FaultKind.UNDER_COVERED, fault -> true, ABSENCE, Duration.ofDays(7)));

    /** The kinds that leave intervals without usable energy, so that a sum over them cannot be made. */
    Set<FaultKind> obscures() {
        return kind == FaultKind.REGISTER_JUMP ? UNUSABLE : Set.of();
    }

    private static Expectation of(String rule, FaultKind kind) {
        return of(rule, kind, EnumSet.of(kind));
    }

    private static Expectation of(String rule, FaultKind kind, Set<FaultKind> explains) {
        return new Expectation(rule, kind, fault -> true, explains, Duration.ZERO);
    }

    private static boolean isLonger(InjectedFault fault) {
        return fault.delivered() != null
                && fault.delivered().length().compareTo(fault.interval().length()) > 0;
    }
}
