package io.metrify.validation.series;

/** How many slots of the last market days were expected and how many of them were delivered. */
final class CoverageWindow {

    private final int[] expected;
    private final int[] delivered;
    private int days;
    boolean isUnder;

    CoverageWindow(int days) {
        this.expected = new int[days];
        this.delivered = new int[days];
    }

    /** Remembers a day in place of the oldest. */
    void add(int expectedSlots, int deliveredSlots) {
        int place = days % expected.length;
        expected[place] = expectedSlots;
        delivered[place] = deliveredSlots;
        days++;
        if (days == 2 * expected.length) {
            days = expected.length;
        }
    }

    int size() {
        return expected.length;
    }

    int count() {
        return Math.min(days, expected.length);
    }

    /** The expected slots of a remembered day; 0 is the oldest. */
    int expected(int index) {
        return expected[place(index)];
    }

    int delivered(int index) {
        return delivered[place(index)];
    }

    boolean isFull() {
        return days >= expected.length;
    }

    long expected() {
        return sum(expected);
    }

    long delivered() {
        return sum(delivered);
    }

    private int place(int index) {
        int oldest = days <= expected.length ? 0 : days % expected.length;
        return (oldest + index) % expected.length;
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    long bytes() {
        return 2L * Integer.BYTES * expected.length;
    }
}
