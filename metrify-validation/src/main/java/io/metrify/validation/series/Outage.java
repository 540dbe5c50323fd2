package io.metrify.validation.series;

import io.metrify.model.Interval;
import java.util.Objects;

/**
 * A time in which a meter could not measure or deliver, and everybody knows.
 *
 * @param meterId the meter
 * @param interval from when to when
 */
public record Outage(String meterId, Interval interval) {

    /** Checks that nothing is missing. */
    public Outage {
        Objects.requireNonNull(meterId, "meterId");
        Objects.requireNonNull(interval, "interval");
    }
}
