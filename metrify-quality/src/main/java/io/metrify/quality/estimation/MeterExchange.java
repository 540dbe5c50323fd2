package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.WireTime;
import java.time.Instant;

/**
 * The exchange of a register's device, with what the old one showed last and the new one first.
 *
 * @param instant when the new device began to count, in whole milliseconds; a register reading of the very instant repeats
 *     one of the two indexes
 * @param finalIndex what the old register showed when it was taken out, 0 or more
 * @param initialIndex what the new register showed when it was put in, 0 or more
 */
public record MeterExchange(Instant instant, Energy finalIndex, Energy initialIndex) {

    /** Checks that every wire can carry the time, and the signs. */
    public MeterExchange {
        WireTime.require(instant, "the time of the exchange");
        if (finalIndex.isNegative() || initialIndex.isNegative()) {
            throw new IllegalArgumentException("the exchange at " + instant + " has the indexes " + finalIndex + " and "
                    + initialIndex + "; a register shows 0 or more");
        }
    }
}
