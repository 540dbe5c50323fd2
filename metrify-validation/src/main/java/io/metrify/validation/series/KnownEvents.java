package io.metrify.validation.series;

import io.metrify.model.Interval;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What is known of meters that explains what their series show: outages of the supply or the communication, and exchanges of
 * the device. Implementations answer from memory, as they are asked once per meter and day, and are safe for use by several
 * threads. What is judged once is not judged again when an event becomes known later.
 */
public interface KnownEvents {

    /**
     * When a meter was known to be out. What an outage explains is not reported: missing slots, zeros, silence, a low day, a
     * value that sticks out.
     *
     * @param meterId the meter
     * @param window the time that is judged
     * @return the outages that overlap the window, in any order; empty if there are none
     */
    List<Interval> outages(String meterId, Interval window);

    /**
     * When a meter was exchanged, so that its registers start anew.
     *
     * @param meterId the meter
     * @param window the time that is judged
     * @return the instants inside the window, in any order; empty if there are none
     */
    List<Instant> exchanges(String meterId, Interval window);

    /**
     * Nothing is known.
     *
     * @return always the same
     */
    static KnownEvents none() {
        return EventTable.NONE;
    }

    /**
     * Given events, copied.
     *
     * @param outages the outages
     * @param exchanges the exchanges
     * @return a table of both
     */
    static KnownEvents of(Collection<Outage> outages, Collection<Exchange> exchanges) {
        return EventTable.of(outages, exchanges);
    }
}
