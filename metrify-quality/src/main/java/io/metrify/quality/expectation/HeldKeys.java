package io.metrify.quality.expectation;

import java.util.Arrays;
import java.util.List;

/** All values of a column of numbers, held for quantiles, up to a bound. */
final class HeldKeys implements Measure {

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

    /** The value at a place of the ascending order, from 0. */
    long inOrder(int place) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = middle(held[low], held[(low + high) >>> 1], held[high]);
            int below = low;
            int above = high;
            int next = low;
            while (next <= above) {
                long key = held[next];
                if (key < pivot) {
                    held[next++] = held[below];
                    held[below++] = key;
                } else if (key > pivot) {
                    held[next] = held[above];
                    held[above--] = key;
                } else {
                    next++;
                }
            }
            if (place < below) {
                high = below - 1;
            } else if (place > above) {
                low = above + 1;
            } else {
                return pivot;
            }
        }
        return held[low];
    }

    /** How many values lie at or above a key. */
    long atOrAbove(long key) {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += held[i] >= key ? 1 : 0;
        }
        return count;
    }

    private static long middle(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
