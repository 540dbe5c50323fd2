package io.metrify.quality.expectation;

import java.util.Arrays;
import java.util.List;

/** All values of a column of numbers, held for quantiles, up to a bound. */
final class HeldKeys implements Measure {

    private static final int BIN_BITS = 12;

    private final String name;
    private final ColumnValues values;
    private final int bound;
    private long[] held = new long[1 << 12];
    private int size;
    private boolean overflowed;

    private HeldKeys(String name, ColumnValues values, int bound) {
        this.name = name;
        this.values = values;
        this.bound = bound;
    }

    static HeldKeys of(Scope scope, int place, int bound) {
        ColumnValues values = scope.values(place);
        String name = scope.column(place).name();
        return scope.measure(HeldKeys.class, List.of(place), () -> new HeldKeys(name, values, bound));
    }

    @Override
    public void add(Rows rows) {
        int count = values.count();
        if (overflowed || size > bound - count) {
            overflowed = true;
            return;
        }
        if (size + count > held.length) {
            held = Arrays.copyOf(held, Math.max(2 * held.length, size + count));
        }
        System.arraycopy(values.keys(), 0, held, size, count);
        size += count;
    }

    /** How many values there are. */
    int size() {
        if (overflowed) {
            throw new UncheckableException(
                    "the column " + name + " has more than " + bound
                            + " values, which a quantile needs at once; raise heldValues of the evaluator, which takes 8 bytes for each");
        }
        return size;
    }

    /**
     * The value at a place of the ascending order, from 0. Counts values into equal bins of their range, takes those of the bin
     * with the place, and so on: at most six times for any values, and mostly twice.
     */
    long inOrder(int place) {
        long[] among = held;
        int count = size;
        int rest = place;
        while (true) {
            long low = among[0];
            long high = among[0];
            for (int i = 1; i < count; i++) {
                low = Math.min(low, among[i]);
                high = Math.max(high, among[i]);
            }
            int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(high - low) - BIN_BITS);
            int[] bins = new int[1 << BIN_BITS];
            for (int i = 0; i < count; i++) {
                bins[(int) ((among[i] - low) >>> shift)]++;
            }
            int bin = 0;
            while (rest >= bins[bin]) {
                rest -= bins[bin++];
            }
            if (shift == 0) {
                return low + bin;
            }
            among = ofBin(among, count, low, shift, bin, bins[bin]);
            count = bins[bin];
        }
    }

    private static long[] ofBin(long[] among, int count, long low, int shift, int bin, int size) {
        long[] taken = new long[size + 1];
        int next = 0;
        for (int i = 0; i < count; i++) {
            taken[next] = among[i];
            next += (among[i] - low) >>> shift == bin ? 1 : 0;
        }
        return taken;
    }

    /** How many values lie at or above a key. */
    long atOrAbove(long key) {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += held[i] >= key ? 1 : 0;
        }
        return count;
    }
}
