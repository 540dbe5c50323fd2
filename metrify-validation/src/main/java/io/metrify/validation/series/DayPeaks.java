package io.metrify.validation.series;

/** The three highest values of a market day, in mWh, with the slots of the first two. */
final class DayPeaks {

    long first;
    long firstSlot;
    long second;
    long secondSlot;
    long third;
    int count;

    DayPeaks() {
        clear();
    }

    void add(long slot, long amount) {
        count++;
        if (amount <= third) {
            return;
        }
        // Of equal values the earlier counts as the higher, so that it does not matter how the day was cut.
        if (amount > first) {
            third = second;
            second = first;
            secondSlot = firstSlot;
            first = amount;
            firstSlot = slot;
        } else if (amount > second) {
            third = second;
            second = amount;
            secondSlot = slot;
        } else {
            third = amount;
        }
    }

    void clear() {
        first = Long.MIN_VALUE;
        second = Long.MIN_VALUE;
        third = Long.MIN_VALUE;
        firstSlot = 0;
        secondSlot = 0;
        count = 0;
    }
}
