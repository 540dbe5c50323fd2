package io.metrify.validation;

import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.weather.WeatherObservation;
import java.time.Instant;

/** How the models are named in findings. */
final class StockSubjects {

    static final Subject<MeterReading> METER_READING = new Subject<>() {
        @Override
        public String name(MeterReading reading) {
            return reading.meterId();
        }

        @Override
        public Instant start(MeterReading reading) {
            return reading.interval().start();
        }

        @Override
        public Instant end(MeterReading reading) {
            return reading.interval().end();
        }
    };

    static final Subject<GridStatus> GRID_STATUS = new Subject<>() {
        @Override
        public String name(GridStatus status) {
            return status.operatorName();
        }

        @Override
        public Instant start(GridStatus status) {
            return status.timestamp();
        }
    };

    static final Subject<WeatherObservation> WEATHER_OBSERVATION = new Subject<>() {
        @Override
        public String name(WeatherObservation observation) {
            return observation.city();
        }

        @Override
        public Instant start(WeatherObservation observation) {
            return observation.timestamp();
        }
    };

    private StockSubjects() {}
}
