package io.metrify.validation;

import io.metrify.model.meter.Meter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the meters, by id. Implementations must answer quickly and from memory, since rules ask for every
 * reading, and must be safe for use by several threads.
 */
@FunctionalInterface
public interface MeterDirectory {

    /**
     * The meter of an id.
     *
     * @param meterId the id
     * @return the meter, or null if it is not known
     */
    @Nullable
    Meter find(String meterId);

    /**
     * A directory of given meters, copied.
     *
     * @param meters the meters; none gives a directory in which every meter is unknown, which rules report, other than
     *     {@link #none()}
     * @return the directory
     * @throws IllegalArgumentException if two meters have the same id
     */
    static MeterDirectory of(Collection<Meter> meters) {
        Map<String, Meter> byId = new HashMap<>(Math.max(16, meters.size() * 2));
        for (Meter meter : meters) {
            if (byId.put(meter.id(), meter) != null) {
                throw new IllegalArgumentException(
                        "meter " + meter.id() + " is there twice; keep the description that is valid");
            }
        }
        return byId::get;
    }

    /**
     * No directory at all: nothing is known of any meter, and rules that need to know skip.
     *
     * @return always the same directory
     */
    static MeterDirectory none() {
        return NoMeters.INSTANCE;
    }
}
