package io.metrify.validation.series;

import io.metrify.model.Energy;
import java.time.Duration;
import java.util.Objects;

/**
 * The figures that {@link SeriesRules} compare with. Start from {@link #standard()} and change what differs.
 *
 * <p>Most defaults are those of the trade: Oracle Utilities Meter Data Management (published rule descriptions), the
 * California VEE rules (rev. 2.0), F. Hampel's identifier as in statistics of outliers. Where a default is this
 * library's own, it says so.
 *
 * @param runs runs of equal or absent values
 * @param spikes single values that stick out
 * @param dailyUse the energy of a market day against the meter's own history
 * @param registers cumulative registers
 * @param completeness how much must have been delivered
 */
public record SeriesThresholds(
        Runs runs, Spikes spikes, DailyUse dailyUse, Registers registers, Completeness completeness) {

    /** Times beyond it would leave the range of instants and of milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final SeriesThresholds STANDARD = new SeriesThresholds(
            new Runs(Duration.ofHours(24), 6, Duration.ofHours(1), Energy.ofWattHours(1)),
            new Spikes(1.8, Energy.ofWattHours(50), 6, 12, Energy.ofWattHours(10)),
            new DailyUse(5, 0.05, 0.4, 2.25, 8, 3),
            new Registers(Energy.ofWattHours(1_000), 0.002, 0.001),
            new Completeness(Duration.ofHours(36), 0.95, 7));

    private static final SeriesThresholds WEATHER_DRIVEN =
            STANDARD.withDailyUse(new DailyUse(5, 0.05, 0.6, 2.25, 8, 3));

    /** Checks that nothing is missing. */
    public SeriesThresholds {
        Objects.requireNonNull(runs, "runs");
        Objects.requireNonNull(spikes, "spikes");
        Objects.requireNonNull(dailyUse, "dailyUse");
        Objects.requireNonNull(registers, "registers");
        Objects.requireNonNull(completeness, "completeness");
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static SeriesThresholds standard() {
        return STANDARD;
    }

    /**
     * The documented defaults for meters whose use follows the weather, such as heat pumps and homes with photovoltaics: those
     * of {@link #standard()} with a floor of the spread of 0.6, as a cold or a dark day is not a fault.
     *
     * @return always the same
     */
    public static SeriesThresholds weatherDriven() {
        return WEATHER_DRIVEN;
    }

    /**
     * The same with other figures for runs.
     *
     * @param newRuns runs of equal or absent values
     * @return a copy
     */
    public SeriesThresholds withRuns(Runs newRuns) {
        return new SeriesThresholds(newRuns, spikes, dailyUse, registers, completeness);
    }

    /**
     * The same with other figures for spikes.
     *
     * @param newSpikes single values that stick out
     * @return a copy
     */
    public SeriesThresholds withSpikes(Spikes newSpikes) {
        return new SeriesThresholds(runs, newSpikes, dailyUse, registers, completeness);
    }

    /**
     * The same with other figures for daily use.
     *
     * @param newDailyUse the energy of a market day against the meter's own history
     * @return a copy
     */
    public SeriesThresholds withDailyUse(DailyUse newDailyUse) {
        return new SeriesThresholds(runs, spikes, newDailyUse, registers, completeness);
    }

    /**
     * The same with other figures for registers.
     *
     * @param newRegisters cumulative registers
     * @return a copy
     */
    public SeriesThresholds withRegisters(Registers newRegisters) {
        return new SeriesThresholds(runs, spikes, dailyUse, newRegisters, completeness);
    }

    /**
     * The same with other figures for completeness.
     *
     * @param newCompleteness how much must have been delivered
     * @return a copy
     */
    public SeriesThresholds withCompleteness(Completeness newCompleteness) {
        return new SeriesThresholds(runs, spikes, dailyUse, registers, newCompleteness);
    }

    /**
     * Runs of equal values.
     *
     * @param zeroRun how long consumption may be zero without a break before it is reported, positive, at most 100 years; standard 24 hours
     * @param stuckValues from how many equal values in a row that are not zero a meter counts as stuck, 2 to 1,000;
     *     standard 6
     * @param stuckTime how long they must last at least, 0 or more; standard 1 hour, this library's own: at intervals of a
     *     minute or five, a quiet night has the same value six times
     * @param stuckFloor the least energy of an interval that can be stuck, 0 or more; standard 0.001 kWh, this library's own:
     *     the few steps that a meter has below it repeat by themselves
     */
    public record Runs(Duration zeroRun, int stuckValues, Duration stuckTime, Energy stuckFloor) {

        /** Checks ranges. */
        public Runs {
            requirePositive(zeroRun, "the longest run of zeros");
            requireCount(stuckValues, 2, 1_000, "the number of equal values");
            if (stuckTime.isNegative() || stuckTime.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("the least time of equal values, " + stuckTime
                        + ", is out of range; give 0 to 100 years, such as PT1H");
            }
            requireNotNegative(stuckFloor, "the floor of equal values");
        }
    }

    /**
     * Single values that stick out.
     *
     * @param dayRatio by how many times the third highest value of a market day the highest may exceed it, above 0;
     *     standard 1.8 (California VEE, Oracle MDM)
     * @param dayFloor the least energy of an interval that the third highest value counts as, 0 or more; standard 0.05 kWh,
     *     this library's own, without which a single small value in an empty home would be a spike
     * @param hampelFactor how many robust standard deviations (1.4826 x the median absolute deviation) a value may lie from
     *     the median of its surroundings, above 0; standard 6
     * @param hampelHalfWindow how many values before and after make the surroundings, 1 to 48; standard 12
     * @param hampelFloor the least that the median absolute deviation counts as, 0 or more; standard 0.01 kWh
     */
    public record Spikes(
            double dayRatio, Energy dayFloor, double hampelFactor, int hampelHalfWindow, Energy hampelFloor) {

        /** Checks ranges. */
        public Spikes {
            requirePositive(dayRatio, "the ratio of a spike");
            requireNotNegative(dayFloor, "the floor of the third highest value");
            requirePositive(hampelFactor, "the factor of the Hampel identifier");
            requireCount(hampelHalfWindow, 1, 48, "the half-window of the Hampel identifier");
            requireNotNegative(hampelFloor, "the floor of the median absolute deviation");
        }
    }

    /**
     * The energy of a market day against the meter's own last days of the same type (workday, Saturday, Sunday or holiday).
     *
     * @param highSigmas by how many robust standard deviations a day may exceed the median, above 0; standard 5
     * @param lowShare the share of the median below which a day is low, 0 to 1; standard 0.05
     * @param spreadFloor the share of the median that the robust standard deviation counts as at least, 0 or more; standard
     *     0.4, this library's own, as a handful of similar days makes any other day look strange
     * @param highJump by how many times the median of the last three whole days, of any type, a high day exceeds it, 1 or
     *     more; standard 2.25, this library's own, as seasons change while Sundays come once a week
     * @param comparableDays how many days of a type are remembered, 3 to 16; standard 8
     * @param fewestComparableDays how many it takes to judge, 3 to {@code comparableDays}; standard 3
     */
    public record DailyUse(
            double highSigmas,
            double lowShare,
            double spreadFloor,
            double highJump,
            int comparableDays,
            int fewestComparableDays) {

        /** Checks ranges. */
        public DailyUse {
            requirePositive(highSigmas, "the number of robust standard deviations");
            requireShare(lowShare, "the share of a low day");
            if (!(spreadFloor >= 0) || Double.isInfinite(spreadFloor)) {
                throw new IllegalArgumentException(
                        "the floor of the spread " + spreadFloor + " is not a share of 0 or more, such as 0.1");
            }
            if (!(highJump >= 1) || Double.isInfinite(highJump)) {
                throw new IllegalArgumentException(
                        "the jump of a high day, " + highJump + ", is not a factor of 1 or more, such as 1.5");
            }
            requireCount(comparableDays, 3, 16, "the number of comparable days");
            requireCount(fewestComparableDays, 3, comparableDays, "the fewest comparable days");
        }
    }

    /**
     * Cumulative registers.
     *
     * @param sumTolerance by how much intervals and the advance of the register may differ in any case, 0 or more; standard
     *     1 kWh
     * @param sumShare by what share of the advance they may differ, 0 to 1, if that is more; standard 0.002
     * @param tariffShare by what share of the total register the tariff registers may miss it, 0 to 1; standard 0.001
     */
    public record Registers(Energy sumTolerance, double sumShare, double tariffShare) {

        /** Checks ranges. */
        public Registers {
            requireNotNegative(sumTolerance, "the tolerance of the sum check");
            requireShare(sumShare, "the share of the sum check");
            requireShare(tariffShare, "the share of the tariff check");
        }
    }

    /**
     * How much must have been delivered.
     *
     * @param silence how long a meter may deliver nothing, positive, at most 100 years; standard 36 hours
     * @param coverage the share of the slots of the last days that must have been delivered, 0 to 1; standard 0.95
     * @param coverageDays over how many market days, 1 to 31; standard 7
     */
    public record Completeness(Duration silence, double coverage, int coverageDays) {

        /** Checks ranges. */
        public Completeness {
            requirePositive(silence, "the longest silence");
            requireShare(coverage, "the coverage");
            requireCount(coverageDays, 1, 31, "the days of the coverage");
        }
    }

    private static void requirePositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + ", " + duration + ", is not a time above 0 of at most 100 years; give one such as PT24H");
        }
    }

    private static void requirePositive(double number, String what) {
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(what + ", " + number + ", is not a number above 0; give one, such as 2");
        }
    }

    private static void requireNotNegative(Energy energy, String what) {
        if (energy.isNegative()) {
            throw new IllegalArgumentException(what + ", " + energy + ", is negative; give 0 or more");
        }
    }

    private static void requireShare(double share, String what) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    what + ", " + share + ", is no share; give 0 to 1, such as 0.95 for 95 %");
        }
    }

    private static void requireCount(int count, int least, int most, String what) {
        if (count < least || count > most) {
            throw new IllegalArgumentException(
                    what + ", " + count + ", is out of range; give " + least + " to " + most);
        }
    }
}
