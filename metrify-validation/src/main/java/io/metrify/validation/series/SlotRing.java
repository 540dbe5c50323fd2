package io.metrify.validation.series;

/**
 * The slots that wait to be judged: for each an amount of energy and a mark, by slot number modulo the capacity, which grows
 * with the span between the next slot to judge and the last one held. A slot is empty if its mark is 0.
 */
final class SlotRing {

    /** What the amount of a reading without energy is. */
    static final long NO_AMOUNT = Long.MIN_VALUE;

    private static final int SMALLEST = 32;

    private long[] amounts = new long[SMALLEST];
    private byte[] marks = new byte[SMALLEST];
    private long first = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    byte mark(long slot) {
        return slot >= first && slot < end ? marks[(int) slot & marks.length - 1] : 0;
    }

    long amount(long slot) {
        return amounts[(int) slot & amounts.length - 1];
    }

    /** Fills a slot; {@code base} is the next slot to judge, before which nothing is held. */
    void put(long base, long slot, long amount, byte mark) {
        long from = Math.min(slot, Math.max(first, base));
        long to = Math.max(end, slot + 1);
        if (to - from > marks.length) {
            grow(Math.max(first, base), end, to - from);
        }
        first = from;
        end = to;
        set(slot, amount, mark);
    }

    void clear(long slot) {
        marks[(int) slot & marks.length - 1] = 0;
    }

    /** The first held slot that is not before another, or {@link Long#MAX_VALUE}. */
    long next(long from) {
        for (long slot = Math.max(from, first); slot < end; slot++) {
            if (mark(slot) != 0) {
                return slot;
            }
        }
        return Long.MAX_VALUE;
    }

    long bytes() {
        return amounts.length * (long) Long.BYTES + marks.length;
    }

    private void set(long slot, long amount, byte mark) {
        int place = (int) slot & marks.length - 1;
        amounts[place] = amount;
        marks[place] = mark;
    }

    private void grow(long from, long to, long size) {
        int capacity = marks.length;
        while (capacity < size) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        long[] oldAmounts = amounts;
        byte[] oldMarks = marks;
        amounts = new long[capacity];
        marks = new byte[capacity];
        for (long slot = from; slot < to; slot++) {
            int old = (int) slot & oldMarks.length - 1;
            set(slot, oldAmounts[old], oldMarks[old]);
        }
    }
}
