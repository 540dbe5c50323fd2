package io.metrify.testkit.fault;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.ObisCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one faulty reading: what it was and what was made of it. A fault that spans several readings has one
 * of these for each reading that differs from the flawless one; they share their episode.
 *
 * @param kind what is wrong
 * @param meterId the meter
 * @param register the profile or register
 * @param interval the interval of the flawless reading; for a register reading the second that begins at its timestamp
 * @param episode from the first slot the fault covers to the end of the last; for a register the day within which it
 *     went wrong
 * @param original the flawless energy or index
 * @param injected the energy or index delivered instead, possibly the same; null if the reading was not delivered
 * @param delivered the interval delivered, possibly the same; null if the reading was not delivered
 */
public record InjectedFault(
        FaultKind kind,
        String meterId,
        ObisCode register,
        Interval interval,
        Interval episode,
        @Nullable Energy original,
        @Nullable Energy injected,
        @Nullable Interval delivered) {

    /** Checks that nothing is missing that must be there. */
    public InjectedFault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(meterId, "meterId");
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(episode, "episode");
    }

    /**
     * Whether the reading arrived at all.
     *
     * @return false if it is missing from the stream, or cannot be decoded
     */
    public boolean isDelivered() {
        return delivered != null;
    }
}
