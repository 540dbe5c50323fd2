package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules on the energy of a reading. */
final class MeterEnergyRules {

    private static final String FIELD = "consumption_kwh";
    private static final double MILLIWATT_HOURS_PER_KILOWATT_SECOND = 1e6 / 3600;

    private MeterEnergyRules() {}

    static List<MeterRule> all(ByMeterType<MeterThresholds> thresholds) {
        return List.of(
                new Missing(),
                new Negative(),
                new Sentinel(thresholds),
                new Capacity(thresholds),
                new Implausible(thresholds),
                new Crosscheck(thresholds));
    }

    /** A rule on the amount of energy, which speaks only of readings that have one. */
    private abstract static class AmountRule extends MeterRule {

        /** The outcome for a reading without energy. */
        static final int NO_ENERGY = 1;

        AmountRule(Title title, String... otherReasons) {
            super(title, FIELD, withFirst(NO_CONSUMPTION, otherReasons));
        }

        @Override
        final Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return words(reading, Objects.requireNonNull(reading.consumption()), meter);
        }

        abstract Words words(MeterReading reading, Energy consumption, @Nullable Meter meter);

        private static String[] withFirst(String first, String[] others) {
            String[] all = new String[1 + others.length];
            all[0] = first;
            System.arraycopy(others, 0, all, 1, others.length);
            return all;
        }
    }

    private static final class Missing extends MeterRule {

        Missing() {
            super(
                    new Title(
                            "meter.consumption.missing",
                            Severity.ERROR,
                            "The reading has an amount of energy.",
                            "a reading without energy cannot be billed or added up"),
                    FIELD);
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            return readings.amounts[row] == ReadingColumns.NO_AMOUNT ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean narrow(Screen screen) {
            screen.narrow(Energy.MIN_MILLIWATT_HOURS, Energy.MAX_MILLIWATT_HOURS);
            return true;
        }

        @Override
        boolean asksForMeters() {
            return false;
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return new Words("absent", "an amount in kWh", "The reading has no amount of energy.");
        }
    }

    private static final class Negative extends AmountRule {

        private static final int MAY_BE_NEGATIVE = 2;

        Negative() {
            super(
                    new Title(
                            "meter.consumption.negative",
                            Severity.ERROR,
                            "The energy is at least 0 kWh, unless the register counts export or net energy.",
                            "IEC 62056-61: of electricity, C = 2 counts export and C = 16 net active energy"),
                    "the register counts export or net energy, which may be negative");
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            long amount = readings.amounts[row];
            if (amount == ReadingColumns.NO_AMOUNT) {
                return NO_ENERGY;
            }
            if (readings.hasTrait(row, ReadingColumns.MAY_BE_NEGATIVE)) {
                return MAY_BE_NEGATIVE;
            }
            return amount < 0 ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean asksForMeters() {
            return false;
        }

        @Override
        Words words(MeterReading reading, Energy consumption, @Nullable Meter meter) {
            return new Words(
                    consumption.toString(),
                    "at least 0 kWh",
                    "The consumption of " + consumption + " is negative, but register " + reading.register()
                            + " counts upwards only; expected at least 0 kWh.");
        }
    }

    private static final class Sentinel extends AmountRule {

        // A handful of values: walking over them beats hashing, and compares exactly.
        private final List<long[]> amounts;
        private final boolean uniform;
        private final long smallest;
        private final long largest;

        Sentinel(ByMeterType<MeterThresholds> thresholds) {
            super(new Title(
                    "meter.consumption.sentinel",
                    Severity.ERROR,
                    MeterKinds.sentences(
                            thresholds,
                            figures -> "The energy is none of the values that stand for \"no value\": "
                                    + figures.sentinels().stream().sorted().toList() + "."),
                    "values seen in deliveries of meters and head-end systems; most are full binary counters of Wh"));
            ByMeterType<long[]> byType = MeterKinds.map(thresholds, MeterEnergyRules::sorted);
            amounts = MeterKinds.figures(byType);
            uniform = MeterKinds.isUniform(MeterKinds.map(thresholds, MeterThresholds::sentinels));
            smallest = amounts.stream()
                    .filter(sentinels -> sentinels.length > 0)
                    .mapToLong(sentinels -> sentinels[0])
                    .min()
                    .orElse(Long.MAX_VALUE);
            largest = amounts.stream()
                    .filter(sentinels -> sentinels.length > 0)
                    .mapToLong(sentinels -> sentinels[sentinels.length - 1])
                    .max()
                    .orElse(Long.MIN_VALUE);
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            long amount = readings.amounts[row];
            if (amount == ReadingColumns.NO_AMOUNT) {
                return NO_ENERGY;
            }
            if (amount < smallest || amount > largest) {
                return SOUND;
            }
            for (long sentinel : amounts.get(uniform ? 0 : facts.kind(readings.meters[row]))) {
                if (amount == sentinel) {
                    return VIOLATED;
                }
            }
            return SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean asksForMeters() {
            return !uniform;
        }

        @Override
        Words words(MeterReading reading, Energy consumption, @Nullable Meter meter) {
            return new Words(
                    consumption.toString(),
                    "a measured amount",
                    "The consumption of " + consumption
                            + " is a value that meters and head-end systems write when they have none.");
        }
    }

    private static final class Capacity extends AmountRule {

        private static final int UNKNOWN = 2;
        private static final int NOT_RATED = 3;

        private final double[] factors;

        Capacity(ByMeterType<MeterThresholds> thresholds) {
            super(
                    new Title(
                            "meter.consumption.capacity",
                            Severity.ERROR,
                            MeterKinds.sentences(
                                    thresholds,
                                    figures -> "The energy, in either direction, is at most " + figures.capacityFactor()
                                            + " x rated power x time."),
                            "physics: the connection is fused for its rated power"),
                    UNKNOWN_METER,
                    "the rated power of the meter is not known");
            factors = MeterKinds.doubles(thresholds, MeterThresholds::capacityFactor);
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            long amount = readings.amounts[row];
            if (amount == ReadingColumns.NO_AMOUNT) {
                return NO_ENERGY;
            }
            int meter = readings.meters[row];
            if (!facts.isKnown(meter)) {
                return UNKNOWN;
            }
            double rated = facts.ratedPowerKw(meter);
            if (Double.isNaN(rated)) {
                return NOT_RATED;
            }
            long most = amount(rated * factors[facts.kind(meter)], readings.lengths[row]);
            return Math.abs(amount) > most ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, Energy consumption, @Nullable Meter meter) {
            double factor = factors[MeterKinds.of(meter)];
            double rated = Objects.requireNonNull(meter).ratedPowerKw();
            String expected = "at most " + text(amount(rated * factor, reading.intervalSeconds()));
            return new Words(
                    consumption.toString(),
                    expected,
                    "The consumption of " + consumption + " is more than " + factor + " x " + rated
                            + " kW rated power can move in " + reading.intervalSeconds() + " s; expected " + expected
                            + ".");
        }
    }

    private static final class Implausible extends AmountRule {

        private static final int RATED = 2;
        private static final int UNBOUNDED = 3;

        // By kind; NaN where there is no bound.
        private final double[] largestPowerKw;

        Implausible(ByMeterType<MeterThresholds> thresholds) {
            super(
                    new Title(
                            "meter.consumption.implausible",
                            Severity.WARNING,
                            MeterKinds.sentences(
                                    thresholds,
                                    figures -> "The energy of a meter of unknown rated power is, in either direction,"
                                            + " within a mean power in kW by type of meter: "
                                            + new TreeMap<>(figures.largestPowerKw()) + "."),
                            "orders of magnitude of connections; defaults of this library"),
                    "the rated power of the meter is known, by which its capacity is judged",
                    "meters of this type have no bound");
            largestPowerKw = MeterKinds.doubles(thresholds, figures -> Double.NaN);
            List<MeterThresholds> figures = MeterKinds.figures(thresholds);
            for (int kind = 0; kind < largestPowerKw.length; kind++) {
                Map<MeterType, Double> bounds = figures.get(kind).largestPowerKw();
                largestPowerKw[kind] = bounds.getOrDefault(MeterKinds.type(kind), Double.NaN);
            }
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            long amount = readings.amounts[row];
            if (amount == ReadingColumns.NO_AMOUNT) {
                return NO_ENERGY;
            }
            int meter = readings.meters[row];
            if (!Double.isNaN(facts.ratedPowerKw(meter))) {
                return RATED;
            }
            double largest = largestPowerKw[facts.kind(meter)];
            if (Double.isNaN(largest)) {
                return UNBOUNDED;
            }
            return Math.abs(amount) > amount(largest, readings.lengths[row]) ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, Energy consumption, @Nullable Meter meter) {
            int kind = MeterKinds.of(meter);
            double largest = largestPowerKw[kind];
            String expected = "at most " + text(amount(largest, reading.intervalSeconds()));
            return new Words(
                    consumption.toString(),
                    expected,
                    "The consumption of " + consumption + " in " + reading.intervalSeconds()
                            + " s is more than a mean power of " + largest + " kW, the bound for meters of type "
                            + MeterKinds.type(kind) + "; expected " + expected + ".");
        }
    }

    private static final class Crosscheck extends AmountRule {

        private static final int NOT_ACTIVE = 2;
        private static final int NOT_MEASURED = 3;

        private final double[] shares;
        private final double[] floors;
        private final boolean uniform;

        Crosscheck(ByMeterType<MeterThresholds> thresholds) {
            super(
                    new Title(
                            "meter.consumption.crosscheck",
                            Severity.WARNING,
                            MeterKinds.sentences(
                                    thresholds,
                                    figures -> "The energy differs from voltage x current x power factor x time by at"
                                            + " most " + figures.crosscheckShare()
                                            + " of the larger of the two or a mean power of "
                                            + figures.crosscheckFloorKw()
                                            + " kW, whichever is more; signs are left out, and the current is that of"
                                            + " all phases together, referred to one."),
                            "physics: P = U x I x power factor; tolerances are defaults of this library"),
                    "the register does not count active electrical energy",
                    "voltage, current and power factor were not all measured");
            shares = MeterKinds.doubles(thresholds, MeterThresholds::crosscheckShare);
            floors = MeterKinds.doubles(thresholds, MeterThresholds::crosscheckFloorKw);
            uniform = MeterKinds.isUniform(MeterKinds.map(
                    thresholds, figures -> List.of(figures.crosscheckShare(), figures.crosscheckFloorKw())));
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            long amount = readings.amounts[row];
            if (amount == ReadingColumns.NO_AMOUNT) {
                return NO_ENERGY;
            }
            if (!readings.hasTrait(row, ReadingColumns.ACTIVE_ENERGY)) {
                return NOT_ACTIVE;
            }
            double watts = readings.value(MeterField.VOLTAGE, row)
                    * readings.value(MeterField.CURRENT, row)
                    * readings.value(MeterField.POWER_FACTOR, row);
            if (Double.isNaN(watts)) {
                return NOT_MEASURED;
            }
            int kind = uniform ? 0 : facts.kind(readings.meters[row]);
            double expected = expected(watts, readings.lengths[row]);
            double observed = Math.abs((double) amount);
            double tolerance = tolerance(kind, expected, observed, readings.lengths[row]);
            return Math.abs(observed - expected) > tolerance ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean asksForMeters() {
            return !uniform;
        }

        @Override
        Words words(MeterReading reading, Energy consumption, @Nullable Meter meter) {
            Electrical supply = reading.electrical();
            int seconds = reading.intervalSeconds();
            double expected = expected(supply.voltage() * supply.current() * supply.powerFactor(), seconds);
            double observed = Math.abs((double) consumption.milliwattHours());
            double tolerance = tolerance(MeterKinds.of(meter), expected, observed, seconds);
            String about = "about " + text(Math.round(expected));
            return new Words(
                    consumption.toString(),
                    about,
                    "The consumption of " + consumption + " contradicts " + supply.voltage() + " V x "
                            + supply.current() + " A x power factor " + supply.powerFactor() + " over " + seconds
                            + " s (single-phase equivalent); expected " + about + " within "
                            + text(Math.round(tolerance)) + ".");
        }

        private static double expected(double watts, int seconds) {
            return Math.abs(watts) / 1e3 * seconds * MILLIWATT_HOURS_PER_KILOWATT_SECOND;
        }

        private double tolerance(int kind, double expected, double observed, int seconds) {
            return Math.max(
                    shares[kind] * Math.max(expected, observed),
                    floors[kind] * seconds * MILLIWATT_HOURS_PER_KILOWATT_SECOND);
        }
    }

    /** An amount between two others, both inside. */
    static final class Between extends AmountRule {

        private final Energy least;
        private final Energy most;

        Between(String id, Severity severity, Energy least, Energy most) {
            super(new Title(id, severity, "The energy is " + least + " to " + most + ".", "own rule"));
            if (least.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "nothing lies between " + least + " and " + most + "; the smaller amount comes first");
            }
            this.least = least;
            this.most = most;
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            long amount = readings.amounts[row];
            if (amount >= least.milliwattHours() && amount <= most.milliwattHours()) {
                return SOUND;
            }
            return amount == ReadingColumns.NO_AMOUNT ? NO_ENERGY : VIOLATED;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean narrow(Screen screen) {
            screen.narrow(least.milliwattHours(), most.milliwattHours());
            return true;
        }

        @Override
        boolean asksForMeters() {
            return false;
        }

        @Override
        Words words(MeterReading reading, Energy consumption, @Nullable Meter meter) {
            String expected = least + " to " + most;
            return new Words(
                    consumption.toString(),
                    expected,
                    "The consumption of " + consumption + " is not " + expected + ".");
        }
    }

    private static long[] sorted(MeterThresholds thresholds) {
        return thresholds.sentinels().stream()
                .mapToLong(Energy::milliwattHours)
                .sorted()
                .toArray();
    }

    /** Power times time in mWh, rounded to the nearest; the largest long if it does not fit. */
    private static long amount(double kilowatts, int seconds) {
        return Math.round(kilowatts * 1e6 * seconds / 3600);
    }

    private static String text(long milliwattHours) {
        long shown = Math.min(milliwattHours, Energy.MAX_MILLIWATT_HOURS);
        return Energy.ofMilliwattHours(shown).toString();
    }
}
