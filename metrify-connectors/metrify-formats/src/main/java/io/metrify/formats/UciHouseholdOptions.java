package io.metrify.formats;

import io.metrify.model.WireText;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How to read a file of the format {@code uci-household}.
 *
 * @param meterId the meter the readings belong to; the file names none
 * @param zone the clock the house's timestamps were taken by. A file with lines in the hour that clocks skip in spring
 *     was not taken by a clock that skips it: read it with a fixed offset such as {@code +01:00}
 */
public record UciHouseholdOptions(String meterId, ZoneId zone) {

    /** Meter {@code uci-household}, with the clock of the house's place, Europe/Paris. */
    public static final UciHouseholdOptions DEFAULT =
            new UciHouseholdOptions("uci-household", ZoneId.of("Europe/Paris"));

    /** Checks that readings can carry the meter's id. */
    public UciHouseholdOptions {
        WireText.require(meterId, "the meter id");
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * The same with another meter.
     *
     * @param newMeterId the meter the readings belong to
     * @return a copy
     */
    public UciHouseholdOptions withMeterId(String newMeterId) {
        return new UciHouseholdOptions(newMeterId, zone);
    }

    /**
     * The same with another clock.
     *
     * @param newZone the clock the timestamps were taken by
     * @return a copy
     */
    public UciHouseholdOptions withZone(ZoneId newZone) {
        return new UciHouseholdOptions(meterId, newZone);
    }
}
