package io.metrify.validation;

import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.weather.WeatherObservation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How findings name a kind of record: what it is about and when. Stateless.
 *
 * @param <T> the kind of record
 */
public interface Subject<T> {

    /**
     * What the record is about, such as the meter id.
     *
     * @param record the record
     * @return a name
     */
    String name(T record);

    /**
     * The start of the record's interval, or its instant.
     *
     * @param record the record
     * @return the instant
     */
    Instant start(T record);

    /**
     * The end of the record's interval.
     *
     * @param record the record
     * @return the first instant after it, or null for a record of an instant
     */
    default @Nullable Instant end(T record) {
        return null;
    }

    /**
     * Readings, named by their meter and interval.
     *
     * @return always the same
     */
    static Subject<MeterReading> ofMeterReading() {
        return StockSubjects.METER_READING;
    }

    /**
     * Grid states, named by their operator and instant.
     *
     * @return always the same
     */
    static Subject<GridStatus> ofGridStatus() {
        return StockSubjects.GRID_STATUS;
    }

    /**
     * Weather observations, named by their city and instant.
     *
     * @return always the same
     */
    static Subject<WeatherObservation> ofWeatherObservation() {
        return StockSubjects.WEATHER_OBSERVATION;
    }
}
