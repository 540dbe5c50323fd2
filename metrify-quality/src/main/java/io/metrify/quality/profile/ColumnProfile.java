package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds. Figures that a column of its type does not have, or that no values leave undefined, are NaN where
 * they are doubles and empty where they are {@link Optional}. Means, variances and quantiles are of the finite values;
 * infinities are counted, and are among the different values. The negative zero is the zero. Immutable.
 */
public final class ColumnProfile {

    private static final int MOST_BINS = 10_000;

    private final ColumnState state;
    private final ProfileSettings settings;
    private @Nullable Distribution distribution;

    ColumnProfile(ColumnState state, ProfileSettings settings) {
        this.state = state;
        this.settings = settings;
    }

    /**
     * The column.
     *
     * @return its name and type
     */
    public Column column() {
        return state.column();
    }

    /**
     * How many values there are.
     *
     * @return the number of rows in which it is not missing, infinities included
     */
    public long count() {
        return state.count();
    }

    /**
     * In how many rows the value is missing.
     *
     * @return 0 or more
     */
    public long missing() {
        return state.missing();
    }

    /**
     * In what part of the rows the value is missing.
     *
     * @return 0 to 1, NaN if there are no rows
     */
    public double missingShare() {
        return (double) missing() / (count() + missing());
    }

    /**
     * How many values are infinite, which only measurements can be.
     *
     * @return 0 or more
     */
    public long infinities() {
        return state.count() - state.finite();
    }

    /**
     * The least value: a {@link Long} of an INTEGER column, a {@link BigDecimal} of a DECIMAL, a {@link Double} (finite) of a
     * DOUBLE, a {@link Boolean}, a {@link java.time.Instant} of a TIMESTAMP, a {@link java.time.LocalDate} of a DATE.
     *
     * @return exact; empty for TEXT, whose {@linkplain #shortest() lengths} are kept, and if there is none
     */
    public Optional<Object> minimum() {
        return extreme(state.least());
    }

    /**
     * The greatest value, of the same type as the {@linkplain #minimum() least}.
     *
     * @return exact; empty for TEXT, and if there is none
     */
    public Optional<Object> maximum() {
        return extreme(state.greatest());
    }

    private Optional<Object> extreme(long kept) {
        return column().type() == ColumnType.TEXT || state.finite() == 0
                ? Optional.empty()
                : Optional.of(KeptValue.toObject(column(), kept));
    }

    /**
     * The length of the shortest text.
     *
     * @return in code points; empty for other than TEXT, and if there is none
     */
    public OptionalInt shortest() {
        return length(state.least());
    }

    /**
     * The length of the longest text.
     *
     * @return in code points; empty for other than TEXT, and if there is none
     */
    public OptionalInt longest() {
        return length(state.greatest());
    }

    private OptionalInt length(long kept) {
        return column().type() != ColumnType.TEXT || count() == 0 ? OptionalInt.empty() : OptionalInt.of((int) kept);
    }

    /**
     * The sum of the finite values, exactly; of measurements too, whose sum has as many digits as it takes.
     *
     * @return the sum, 0 of no values; empty for other than numbers
     */
    public Optional<BigDecimal> sum() {
        if (!isNumeric()) {
            return Optional.empty();
        }
        if (column().type() != ColumnType.DOUBLE) {
            return Optional.of(new BigDecimal(state.sum(), column().scale()));
        }
        int zeros =
                state.sum().signum() == 0 ? -exponent() : Math.min(state.sum().getLowestSetBit(), -exponent());
        int halves = -exponent() - zeros;
        BigInteger digits =
                state.sum().shiftRight(zeros).multiply(BigInteger.valueOf(5).pow(halves));
        return Optional.of(new BigDecimal(digits, halves));
    }

    /**
     * The arithmetic mean of the finite values, rounded once, to the nearest double.
     *
     * @return the mean; NaN if there is none
     */
    public double mean() {
        if (!hasNumbers()) {
            return Double.NaN;
        }
        return ExactQuotient.rounded(state.sum(), number(state.finite()).multiply(unit()), exponent());
    }

    /**
     * The variance of the finite values as a sample, (n sum(x²) - sum(x)²) / (n (n-1)), rounded once.
     *
     * @return the variance, 0 or more; NaN for fewer than two values
     */
    public double variance() {
        return state.finite() < 2 || !isNumeric()
                ? Double.NaN
                : ExactQuotient.rounded(spread(), pairs(), 2 * exponent());
    }

    /**
     * The standard deviation of the finite values as a sample: the root of the exact {@linkplain #variance() variance},
     * rounded once.
     *
     * @return the deviation, 0 or more; NaN for fewer than two values
     */
    public double standardDeviation() {
        return state.finite() < 2 || !isNumeric() ? Double.NaN : ExactQuotient.root(spread(), pairs(), 2 * exponent());
    }

    private BigInteger spread() {
        return number(state.finite())
                .multiply(state.squares())
                .subtract(state.sum().pow(2));
    }

    private BigInteger pairs() {
        return number(state.finite()).multiply(number(state.finite() - 1)).multiply(unit().pow(2));
    }

    private BigInteger unit() {
        return BigInteger.TEN.pow(column().scale());
    }

    private int exponent() {
        return column().type() == ColumnType.DOUBLE ? DoubleTally.UNIT : 0;
    }

    /**
     * The value below which a part of the finite values lies: the one of rank floor(q (n-1)), from 0, in ascending order. It
     * is exact while {@linkplain #hasExactQuantiles() all different values are known}, and at both ends; otherwise it is
     * within the {@linkplain ProfileSettings#relativeError() relative error}, except for the {@link #tooSmall()} values and
     * for subnormal doubles.
     *
     * @param q which part, 0 to 1; 0.5 is the median
     * @return the value; NaN for other than numbers, and if there is none
     */
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("there is no quantile " + q + "; give 0 to 1");
        }
        if (!hasNumbers()) {
            return Double.NaN;
        }
        double least = KeptValue.toDouble(column(), state.least());
        double greatest = KeptValue.toDouble(column(), state.greatest());
        long rank = (long) (q * (state.finite() - 1));
        if (rank == 0 || rank == state.finite() - 1) {
            return rank == 0 ? least : greatest;
        }
        return Math.min(greatest, Math.max(least, distribution().atRank(rank)));
    }

    /**
     * Whether quantiles are exact.
     *
     * @return true if there are no more different values than {@link ProfileSettings#distinctLimit()}
     */
    public boolean hasExactQuantiles() {
        return !state.distinct().exceeded();
    }

    /**
     * How many values are too small in comparison with the largest of their sign for a bucket of their own. A quantile that
     * falls among them is wrong by up to the magnitude of the first bucket, unless quantiles are exact.
     *
     * @return 0 or more
     */
    public long tooSmall() {
        return state.positive().below() + state.negative().below();
    }

    /**
     * How many different values there are, infinities included.
     *
     * @return the number, exact or estimated
     */
    public DistinctCount distinct() {
        DistinctValues distinct = state.distinct();
        return new DistinctCount(distinct.estimate(), !distinct.exceeded(), distinct.standardError());
    }

    /**
     * The most frequent values with their exact counts.
     *
     * @param most how many at most, 0 or more
     * @return the values, or why they are not known: beyond {@link ProfileSettings#distinctLimit()} different values they
     *     cannot be told independently of the order of rows
     */
    public TopValues topValues(int most) {
        if (most < 0) {
            throw new IllegalArgumentException(most + " values cannot be listed; give 0 or more");
        }
        if (state.distinct().exceeded()) {
            return new TopValues(
                    List.of(),
                    "there are more than " + settings.distinctLimit()
                            + " different values; raise distinctLimit to count each of them");
        }
        List<ValueCount> values = new ArrayList<>(values());
        values.sort(Comparator.comparingLong(ValueCount::count)
                .reversed()
                .thenComparing(ValueCount::value, ColumnProfile::compare));
        return new TopValues(values.subList(0, Math.min(most, values.size())), null);
    }

    /** The different values that are kept, in no particular order. */
    List<ValueCount> values() {
        DistinctValues distinct = state.distinct();
        List<ValueCount> values = new ArrayList<>(distinct.size());
        for (int place = 0; place < distinct.size(); place++) {
            Object value = column().type() == ColumnType.TEXT
                    ? distinct.texts()[place]
                    : KeptValue.toObject(column(), ValueHash.number(distinct.hashes()[place]));
            values.add(new ValueCount(value, distinct.counts()[place]));
        }
        return values;
    }

    @SuppressWarnings("unchecked") // all values of a column are of one type, and every such type has an order
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /**
     * A histogram with bins of equal width from the least to the greatest finite value.
     *
     * @param bins how many, 1 to 10,000
     * @return the bins, ascending; one if all values are equal; none for other than numbers, and if there are no values
     */
    public List<HistogramBin> histogram(int bins) {
        if (bins < 1 || bins > MOST_BINS) {
            throw new IllegalArgumentException(bins + " bins are out of range; give 1 to 10000");
        }
        if (!hasNumbers()) {
            return List.of();
        }
        double least = quantile(0);
        double greatest = quantile(1);
        int number = least < greatest ? bins : 1;
        long[] counts = new long[number];
        Distribution steps = distribution();
        for (int step = 0; step < steps.size(); step++) {
            // Halves, as the width of all doubles is no double.
            double part = (steps.position(step) / 2 - least / 2) / (greatest / 2 - least / 2);
            int bin = (int) Math.max(0, Math.min(number - 1.0, Math.floor(part * number)));
            counts[bin] += steps.count(step);
        }
        List<HistogramBin> histogram = new ArrayList<>(number);
        for (int bin = 0; bin < number; bin++) {
            histogram.add(new HistogramBin(
                    edge(least, greatest, bin, number), edge(least, greatest, bin + 1, number), counts[bin]));
        }
        return List.copyOf(histogram);
    }

    private static double edge(double least, double greatest, int bin, int bins) {
        double part = (double) bin / bins;
        return least * (1 - part) + greatest * part;
    }

    /** By value while all different values are known, by bucket beyond. */
    Distribution distribution() {
        Distribution known = distribution;
        if (known == null) {
            known = hasExactQuantiles() ? Distribution.ofValues(state) : bucketDistribution();
            distribution = known;
        }
        return known;
    }

    Distribution bucketDistribution() {
        return Distribution.ofBuckets(state, settings);
    }

    boolean isNumeric() {
        return column().type().isNumeric();
    }

    /** How many values are finite. */
    long finite() {
        return state.finite();
    }

    private boolean hasNumbers() {
        return isNumeric() && state.finite() > 0;
    }

    private static BigInteger number(long number) {
        return BigInteger.valueOf(number);
    }
}
