package io.metrify.quality;

import java.util.BitSet;

/**
 * That a rule on series costs all slots of a time within a day.
 *
 * @param mark what it costs
 * @param from seconds since the start of the day
 * @param to seconds since the start of the day, exclusive
 */
record Span(Mark mark, int from, int to) {

    /** The slots of a length that it overlaps. */
    void addTo(BitSet slots, int slotSeconds) {
        slots.set(from / slotSeconds, (to - 1) / slotSeconds + 1);
    }
}
