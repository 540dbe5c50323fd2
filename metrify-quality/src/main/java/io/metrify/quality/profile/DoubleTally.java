package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;

/** Gathers a column of measurements. */
final class DoubleTally extends ColumnTally {

    /** The exponent of the unit in which sums are kept: that of the smallest double. */
    static final int UNIT = -1_074;

    private static final int SUM_BITS = 2_098 + Long.SIZE;
    private static final int SQUARE_BITS = 2 * 2_098 + Long.SIZE;
    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_MASK = 0x7FF;
    private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;
    private static final long MANTISSA_MASK = HIDDEN_BIT - 1;

    private final WorkSpace space;
    private final ExactSum sum = new ExactSum(SUM_BITS);
    private final ExactSum squares = new ExactSum(SQUARE_BITS);
    private final LogBuckets buckets;
    private final DistinctNumbers distinct;
    /** Whether rows are added up one by one; until then all follows from the different values and their counts. */
    private boolean direct;

    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private long negativeInfinities;
    private long positiveInfinities;

    DoubleTally(Column column, ProfileSettings settings, WorkSpace space) {
        super(column);
        this.space = space;
        this.buckets = new LogBuckets(settings);
        this.distinct = new DistinctNumbers(settings.distinctLimit());
    }

    @Override
    int addPresent(RowBatch batch, int place, Rows rows) {
        double[] values = batch.doubles(place);
        int present = 0;
        int at = 0;
        while (at < rows.count()) {
            int filled = 0;
            for (; at < rows.count() && filled < WorkSpace.BLOCK; at++) {
                // Adding zero makes the negative zero a positive one and changes nothing else.
                double value = values[rows.row(at)] + 0.0;
                space.numbers[filled] = Double.doubleToRawLongBits(value);
                filled += Double.isNaN(value) ? 0 : 1;
            }
            addBlock(filled);
            present += filled;
        }
        return rows.count() - present;
    }

    private void addBlock(int filled) {
        if (!direct && !distinct.hasRoomFor(filled)) {
            spill();
        }
        distinct.add(space.numbers, filled, space.candidates);
        if (direct) {
            addDirectly(filled);
        }
    }

    /** From here on adds up rows, as the different values, from which all follows, will no longer be all there. */
    private void spill() {
        if (!direct) {
            distinct.forEach(this::addTimes);
            direct = true;
        }
    }

    private void addDirectly(int filled) {
        int regular = 0;
        for (int at = 0; at < filled; at++) {
            long bits = space.numbers[at];
            space.regular[regular] = bits;
            regular += isRegular(bits) ? 1 : 0;
        }
        for (int at = 0; at < regular; at++) {
            include(Double.longBitsToDouble(space.regular[at]));
        }
        space.mantissas.add(space.regular, regular, sum, squares);
        buckets.add(space.regular, regular);
        if (regular < filled) {
            for (int at = 0; at < filled; at++) {
                if (!isRegular(space.numbers[at])) {
                    addTimes(space.numbers[at], 1);
                }
            }
        }
    }

    /** Whether a number is neither zero nor subnormal nor infinite. */
    private static boolean isRegular(long bits) {
        return (exponent(bits) + 1 & EXPONENT_MASK) > 1;
    }

    private static int exponent(long bits) {
        return (int) (bits >>> MANTISSA_BITS) & EXPONENT_MASK;
    }

    private void addTimes(long bits, long times) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isInfinite(value)) {
            negativeInfinities += value < 0 ? times : 0;
            positiveInfinities += value < 0 ? 0 : times;
            return;
        }
        include(value);
        if (value != 0) {
            int exponent = exponent(bits);
            long mantissa = (bits & MANTISSA_MASK) | (exponent == 0 ? 0 : HIDDEN_BIT);
            int shift = Math.max(0, exponent - 1);
            sum.addProduct(value < 0 ? -mantissa : mantissa, times, shift);
            squares.addSquare(mantissa, times, 2 * shift);
            buckets.add(bits, times);
        }
    }

    private void include(double value) {
        if (value < least) {
            least = value;
        }
        if (value > greatest) {
            greatest = value;
        }
    }

    @Override
    void merge(ColumnState other) {
        spill();
        if (other.finite() > 0) {
            include(Double.longBitsToDouble(other.least()));
            include(Double.longBitsToDouble(other.greatest()));
        }
        negativeInfinities += other.negativeInfinities();
        positiveInfinities += other.positiveInfinities();
        sum.add(other.sum());
        squares.add(other.squares());
        buckets.add(other.positive(), other.negative());
        distinct.add(other.distinct());
    }

    @Override
    ColumnState state(long absent) {
        spill();
        boolean none = count == negativeInfinities + positiveInfinities;
        return new ColumnState(
                column,
                count,
                absent,
                none ? 0 : Double.doubleToRawLongBits(least),
                none ? 0 : Double.doubleToRawLongBits(greatest),
                negativeInfinities,
                positiveInfinities,
                sum.toBigInteger(),
                squares.toBigInteger(),
                buckets.positive(),
                buckets.negative(),
                distinct.toValues());
    }
}
