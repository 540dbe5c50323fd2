package io.metrify.validation.series;

import java.time.Instant;
import java.util.Objects;

/**
 * The exchange of a meter's device: its registers start anew, at zero or anywhere else. A register may be read twice at that
 * instant, from the old device and from the new one.
 *
 * @param meterId the meter, which keeps its id
 * @param instant when the new device began to count
 */
public record Exchange(String meterId, Instant instant) {

    /** Checks that nothing is missing. */
    public Exchange {
        Objects.requireNonNull(meterId, "meterId");
        Objects.requireNonNull(instant, "instant");
    }
}
