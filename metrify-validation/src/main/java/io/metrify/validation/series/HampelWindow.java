package io.metrify.validation.series;

/**
 * The last values of a register, in the order of time and sorted, around the one in the middle that is judged. The identifier
 * is F. Hampel's: a value is an outlier if it lies further from the median of its surroundings than a number of robust
 * standard deviations.
 */
final class HampelWindow {

    private final int half;
    private final long[] values;
    private final long[] slots;
    private final long[] sorted;
    private int count;
    private int next;

    HampelWindow(int half) {
        this.half = half;
        this.values = new long[2 * half + 1];
        this.slots = new long[2 * half + 1];
        this.sorted = new long[2 * half + 1];
    }

    /** Adds the next value; true if the window is full, so that its middle can be judged. */
    boolean add(long slot, long amount) {
        int size = values.length;
        if (count == size) {
            replace(values[next], amount);
        } else {
            insert(amount);
            count++;
        }
        values[next] = amount;
        slots[next] = slot;
        next = next + 1 == size ? 0 : next + 1;
        return count == size;
    }

    int half() {
        return half;
    }

    boolean isFull() {
        return count == values.length;
    }

    int count() {
        return count;
    }

    /** A value of the window; 0 is the oldest. */
    long value(int index) {
        return values[place(index)];
    }

    long slot(int index) {
        return slots[place(index)];
    }

    void clear() {
        count = 0;
        next = 0;
    }

    /** Whether the middle of a full window is an outlier; the limits are in mWh. */
    boolean sticksOut(double factor, long floor) {
        long middle = value(half);
        long median = sorted[half];
        double limit = factor * DailyHistory.SIGMAS_PER_MAD;
        double distance = Math.abs((double) middle - median);
        return distance > limit * floor && distance > limit * medianDeviation(median);
    }

    long median() {
        return sorted[half];
    }

    /** The median of the distances from the median: of two sorted sides, the smaller end is taken again and again. */
    long medianDeviation(long median) {
        int low = half;
        int high = half + 1;
        long deviation = 0;
        for (int taken = 0; taken <= half; taken++) {
            long below = low < 0 ? Long.MAX_VALUE : median - sorted[low];
            long above = high == sorted.length ? Long.MAX_VALUE : sorted[high] - median;
            if (below <= above) {
                deviation = below;
                low--;
            } else {
                deviation = above;
                high++;
            }
        }
        return deviation;
    }

    long bytes() {
        return 3L * Long.BYTES * values.length;
    }

    private int place(int index) {
        int place = count < values.length ? index : next + index;
        return place >= values.length ? place - values.length : place;
    }

    private void insert(long amount) {
        int place = count;
        while (place > 0 && sorted[place - 1] > amount) {
            sorted[place] = sorted[place - 1];
            place--;
        }
        sorted[place] = amount;
    }

    /** Takes one value out and another in, moving only what lies between them. */
    private void replace(long out, long in) {
        int place = 0;
        while (sorted[place] != out) {
            place++;
        }
        if (in >= out) {
            while (place + 1 < sorted.length && sorted[place + 1] < in) {
                sorted[place] = sorted[place + 1];
                place++;
            }
        } else {
            while (place > 0 && sorted[place - 1] > in) {
                sorted[place] = sorted[place - 1];
                place--;
            }
        }
        sorted[place] = in;
    }
}
