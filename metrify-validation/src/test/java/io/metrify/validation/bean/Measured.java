package io.metrify.validation.bean;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.constraint.MeasuredRange;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.grid.GridStatus.Capacity;
import io.metrify.model.grid.GridStatus.Network;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.weather.WeatherObservation;
import io.metrify.model.weather.WeatherObservation.Air;
import io.metrify.model.weather.WeatherObservation.Sky;
import io.metrify.model.weather.WeatherObservation.Wind;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One double that a record of the model holds.
 *
 * @param bare the record without any measurement
 * @param path the way to the double, joined by dots
 * @param range what the double is annotated with
 */
record Measured(Record bare, String path, MeasuredRange range) {

    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    static final MeterReading READING =
            MeterReading.of("M-1", Interval.of(NOON, Duration.ofMinutes(15)), Energy.parse("0.575"));

    static final MeterReading SOUND_READING = READING.withElectrical(new Electrical(230, 10, 1, 50))
            .withAmbient(new Ambient(21.5, 45))
            .withQuality(READING.quality().withScore(0.9));

    static final GridStatus STATUS =
            new GridStatus("50Hertz", "Ost", NOON, Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, Double.NaN);

    static final GridStatus SOUND_STATUS =
            new GridStatus("50Hertz", "Ost", NOON, new Capacity(1000, 900, 0.8), new Network(50, 380, 0.9), 45);

    static final WeatherObservation OBSERVATION =
            new WeatherObservation("Berlin", NOON, Air.NOT_OBSERVED, Wind.NOT_OBSERVED, Sky.NOT_OBSERVED, Double.NaN);

    static final WeatherObservation SOUND_OBSERVATION =
            new WeatherObservation("Berlin", NOON, new Air(22, 55, 1013), new Wind(3, 225), new Sky(40, 20), 1);

    /** Every double in readings, grid states and observations, but for the score, whose range its record guards. */
    static List<Measured> all() {
        List<Measured> all = new ArrayList<>();
        for (Record bare : List.of(READING, STATUS, OBSERVATION)) {
            collect(bare, bare.getClass(), "", all);
        }
        return all.stream()
                .filter(measured -> !measured.path().equals("quality.score"))
                .toList();
    }

    /** The record with this measurement and no other. */
    Record measuring(double value) {
        return with(bare, List.of(path.split("\\.")), value);
    }

    @Override
    public String toString() {
        return bare.getClass().getSimpleName() + "." + path;
    }

    private static void collect(Record bare, Class<?> type, String prefix, List<Measured> all) {
        for (Field field : type.getDeclaredFields()) {
            String path = prefix + field.getName();
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            if (field.getType() == double.class) {
                all.add(new Measured(bare, path, field.getAnnotation(MeasuredRange.class)));
            } else if (field.getType().isRecord()) {
                collect(bare, field.getType(), path + ".", all);
            }
        }
    }

    private static Record with(Record whole, List<String> path, double value) {
        RecordComponent[] components = whole.getClass().getRecordComponents();
        Object[] parts = new Object[components.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = components[i].getAccessor().invoke(whole);
                if (components[i].getName().equals(path.get(0))) {
                    parts[i] = path.size() == 1 ? value : with((Record) parts[i], path.subList(1, path.size()), value);
                }
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (Record) whole.getClass().getConstructor(types).newInstance(parts);
        } catch (ReflectiveOperationException inaccessible) {
            throw new LinkageError(inaccessible.getMessage(), inaccessible);
        }
    }
}
