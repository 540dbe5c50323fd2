package io.metrify.validation;

import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Figures that may differ by type of meter: one for all, and others for the types that need their own. Immutable if the
 * figures are.
 *
 * @param usual what holds for every type without figures of its own, and for meters of which nothing is known
 * @param special what holds for certain types instead; may be empty
 * @param <T> the figures, such as {@link MeterThresholds}
 */
public record ByMeterType<T>(T usual, Map<MeterType, T> special) {

    /** Copies the map. */
    public ByMeterType {
        Objects.requireNonNull(usual, "usual");
        special = Map.copyOf(special);
    }

    /**
     * The same figures for all types.
     *
     * @param figures what holds for every meter
     * @param <T> the figures
     * @return the figures without exceptions
     */
    public static <T> ByMeterType<T> same(T figures) {
        return new ByMeterType<>(figures, Map.of());
    }

    /**
     * The same with other figures for a type.
     *
     * @param type the type
     * @param figures what holds for meters of this type
     * @return a copy
     */
    public ByMeterType<T> with(MeterType type, T figures) {
        Map<MeterType, T> changed = new EnumMap<>(MeterType.class);
        changed.putAll(special);
        changed.put(type, figures);
        return new ByMeterType<>(usual, changed);
    }

    /**
     * The figures for a meter.
     *
     * @param meter the meter, or null if nothing is known of it
     * @return those of its type, or the usual ones
     */
    public T of(@Nullable Meter meter) {
        return meter == null || special.isEmpty() ? usual : special.getOrDefault(meter.type(), usual);
    }
}
