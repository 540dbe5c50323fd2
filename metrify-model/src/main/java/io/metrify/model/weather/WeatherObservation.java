package io.metrify.model.weather;

import io.metrify.model.Measurement;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import java.time.Instant;
import java.util.Objects;

/**
 * The weather of a city at an instant. Every double is {@link Double#NaN} when it was not observed; it is absent on the
 * wire then, and never 0.
 *
 * @param city the city, not blank; the wire's {@code city}
 * @param timestamp the instant, in whole milliseconds; the wire's {@code timestamp}
 * @param air temperature, humidity and pressure
 * @param wind speed and direction
 * @param sky clouds and visibility
 * @param energyDemandFactor how much the weather raises (above 1) or lowers (below 1) demand; derived, not observed;
 *     the wire's {@code energy_demand_factor}
 */
public record WeatherObservation(
        String city, Instant timestamp, Air air, Wind wind, Sky sky, double energyDemandFactor) {

    /** Checks that every wire can carry the observation. */
    public WeatherObservation {
        WireText.require(city, "the city");
        WireTime.require(timestamp, "the timestamp");
        Objects.requireNonNull(air, "air");
        Objects.requireNonNull(wind, "wind");
        Objects.requireNonNull(sky, "sky");
        Measurement.require(energyDemandFactor, "energyDemandFactor");
    }

    /**
     * The state of the air.
     *
     * @param temperatureCelsius air temperature in degrees Celsius, -90 to 60 when plausible; the wire's {@code
     *     temperature_celsius}
     * @param humidityPercent relative humidity in percent, 0 to 100 when plausible; the wire's {@code
     *     humidity_percent}
     * @param pressureHpa pressure at sea level in hectopascal, 800 to 1100 when plausible; the wire's {@code
     *     pressure_hpa}
     */
    public record Air(double temperatureCelsius, double humidityPercent, double pressureHpa) {

        /** Nothing was observed. */
        public static final Air NOT_OBSERVED = new Air(Double.NaN, Double.NaN, Double.NaN);

        /** Refuses infinities. */
        public Air {
            Measurement.require(temperatureCelsius, "temperatureCelsius");
            Measurement.require(humidityPercent, "humidityPercent");
            Measurement.require(pressureHpa, "pressureHpa");
        }
    }

    /**
     * The wind.
     *
     * @param speedMs speed in metres per second, 0 to 113 when plausible; the wire's {@code wind_speed_ms}
     * @param directionDegrees where it comes from in degrees, 0 (north) to below 360 when plausible; the wire's {@code
     *     wind_direction_degrees}
     */
    public record Wind(double speedMs, double directionDegrees) {

        /** Nothing was observed. */
        public static final Wind NOT_OBSERVED = new Wind(Double.NaN, Double.NaN);

        /** Refuses infinities. */
        public Wind {
            Measurement.require(speedMs, "speedMs");
            Measurement.require(directionDegrees, "directionDegrees");
        }
    }

    /**
     * The sky.
     *
     * @param cloudCoverPercent cloud cover in percent, 0 to 100 when plausible; the wire's {@code cloud_cover_percent}
     * @param visibilityKm visibility in kilometres, not negative when plausible; the wire's {@code visibility_km}
     */
    public record Sky(double cloudCoverPercent, double visibilityKm) {

        /** Nothing was observed. */
        public static final Sky NOT_OBSERVED = new Sky(Double.NaN, Double.NaN);

        /** Refuses infinities. */
        public Sky {
            Measurement.require(cloudCoverPercent, "cloudCoverPercent");
            Measurement.require(visibilityKm, "visibilityKm");
        }
    }
}
