package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import java.util.List;
import java.util.Objects;

/**
 * How far a cumulative register went between two readings.
 *
 * @param span from the one reading to the other
 * @param opening the index at the start of the span
 * @param closing the index at its end
 * @param rollovers how often the register turned over in between, 0 or more
 * @param exchanges the exchanges of the device inside the span, in the order of time
 * @param energy the advance, 0 or more
 */
public record RegisterAdvance(
        Interval span, Energy opening, Energy closing, int rollovers, List<MeterExchange> exchanges, Energy energy) {

    /** Checks that the register went forward, and copies. */
    public RegisterAdvance {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(opening, "opening");
        Objects.requireNonNull(closing, "closing");
        exchanges = List.copyOf(exchanges);
        if (rollovers < 0 || energy.isNegative()) {
            throw new IllegalArgumentException("a register that turned over " + rollovers + " times and advanced by "
                    + energy + " went backwards; both must be 0 or more");
        }
    }
}
