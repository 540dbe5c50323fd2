package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.RowBatch;

/** Gathers a column that is kept in longs: sums and buckets for numbers, the rest for times, days and flags too. */
final class LongTally extends ColumnTally {

    private static final int SIGN = Long.SIZE - 1;
    private static final int SUM_BITS = 128;
    private static final int SQUARE_BITS = 192;
    private static final int DIGIT = 32;
    private static final long DIGIT_MASK = 0xFFFF_FFFFL;
    /** Magnitudes of up to so many bits can be added up, and the upper halves of their squares, for a whole block. */
    private static final int SMALL_BITS = 53;

    private final boolean numeric;
    private final WorkSpace space;
    private final ExactSum sum = new ExactSum(SUM_BITS);
    private final ExactSum squares = new ExactSum(SQUARE_BITS);
    private final LogBuckets buckets;
    private final DistinctNumbers distinct;
    /** Whether rows are added up one by one; until then all follows from the different values and their counts. */
    private boolean direct;

    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    LongTally(Column column, ProfileSettings settings, WorkSpace space) {
        super(column);
        this.numeric = column.type().isNumeric();
        this.space = space;
        this.buckets = new LogBuckets(settings);
        this.distinct = new DistinctNumbers(settings.distinctLimit());
    }

    @Override
    int addPresent(RowBatch batch, int place, Rows rows) {
        long[] values = batch.longs(place);
        boolean[] absent = batch.missing(place);
        boolean whole = rows.numbers().length == 0 && batch.missingCount(place) == 0;
        int skipped = 0;
        int at = 0;
        while (at < rows.count()) {
            int filled;
            if (whole) {
                filled = Math.min(WorkSpace.BLOCK, rows.count() - at);
                System.arraycopy(values, at, space.numbers, 0, filled);
                at += filled;
            } else {
                filled = 0;
                for (; at < rows.count() && filled < WorkSpace.BLOCK; at++) {
                    int row = rows.row(at);
                    space.numbers[filled] = values[row];
                    filled += absent[row] ? 0 : 1;
                    skipped += absent[row] ? 1 : 0;
                }
            }
            addBlock(filled);
        }
        return skipped;
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

    private void addTimes(long number, long times) {
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
        if (numeric) {
            sum.addProduct(number, times, 0);
            squares.addSquare(number, times, 0);
            if (number != 0) {
                buckets.add(Double.doubleToRawLongBits((double) number), times);
            }
        }
    }

    private void addDirectly(int filled) {
        long[] numbers = space.numbers;
        long ones = 0;
        for (int at = 0; at < filled; at++) {
            long number = numbers[at];
            ones |= number ^ (number >> SIGN);
            least = Math.min(least, number);
            greatest = Math.max(greatest, number);
        }
        if (!numeric) {
            return;
        }
        if (ones >>> SMALL_BITS == 0) {
            addSmall(filled);
        } else {
            for (int at = 0; at < filled; at++) {
                sum.add(numbers[at], 0);
                squares.addSquare(numbers[at], 1, 0);
            }
        }
        int regular = 0;
        for (int at = 0; at < filled; at++) {
            space.regular[regular] = Double.doubleToRawLongBits((double) numbers[at]);
            regular += numbers[at] == 0 ? 0 : 1;
        }
        buckets.add(space.regular, regular);
    }

    private void addSmall(int filled) {
        long total = 0;
        long lowest = 0;
        long middle = 0;
        long high = 0;
        for (int at = 0; at < filled; at++) {
            long number = space.numbers[at];
            long low = number * number;
            total += number;
            lowest += low & DIGIT_MASK;
            middle += low >>> DIGIT;
            high += Math.multiplyHigh(number, number);
        }
        sum.add(total, 0);
        squares.add(lowest, 0);
        squares.add(middle, DIGIT);
        squares.add(high, 2 * DIGIT);
    }

    @Override
    void merge(ColumnState other) {
        spill();
        if (other.count() > 0) {
            least = Math.min(least, other.least());
            greatest = Math.max(greatest, other.greatest());
        }
        sum.add(other.sum());
        squares.add(other.squares());
        buckets.add(other.positive(), other.negative());
        distinct.add(other.distinct());
    }

    @Override
    ColumnState state(long absent) {
        spill();
        return new ColumnState(
                column,
                count,
                absent,
                count == 0 ? 0 : least,
                count == 0 ? 0 : greatest,
                0,
                0,
                sum.toBigInteger(),
                squares.toBigInteger(),
                buckets.positive(),
                buckets.negative(),
                distinct.toValues());
    }
}
