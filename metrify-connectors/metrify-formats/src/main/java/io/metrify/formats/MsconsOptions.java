package io.metrify.formats;

import java.time.ZoneId;
import java.util.Objects;

/**
 * How to read a file of the format {@code mscons}.
 *
 * @param zone the clock of dates and times that are written without an offset (DTM formats 102, 203 and 204); those with one
 *     (303 and 304) say it themselves
 */
public record MsconsOptions(ZoneId zone) {

    /** German legal time, Europe/Berlin. */
    public static final MsconsOptions DEFAULT = new MsconsOptions(ZoneId.of("Europe/Berlin"));

    /** Checks that nothing is missing. */
    public MsconsOptions {
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * The same with another clock.
     *
     * @param newZone the clock of times without an offset
     * @return a copy
     */
    public MsconsOptions withZone(ZoneId newZone) {
        return new MsconsOptions(newZone);
    }
}
