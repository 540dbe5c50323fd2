package io.metrify.model.weather;

import io.metrify.model.Measurement;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import io.metrify.model.constraint.MeasuredRange;
import io.metrify.model.constraint.Severities;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
        @NotBlank @Size(max = WireText.LONGEST) String city,
        @NotNull Instant timestamp,
        @NotNull @Valid Air air,
        @NotNull @Valid Wind wind,
        @NotNull @Valid Sky sky,

        @MeasuredRange(min = 0, max = 5, wireName = "energy_demand_factor", payload = Severities.Warning.class)
        double energyDemandFactor) {

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
    public record Air(
            @MeasuredRange(min = -90, max = 60, unit = "°C", wireName = "temperature_celsius")
            double temperatureCelsius,

            @MeasuredRange(min = 0, max = 100, unit = "%", wireName = "humidity_percent")
            double humidityPercent,

            @MeasuredRange(min = 800, max = 1100, unit = "hPa", wireName = "pressure_hpa")
            double pressureHpa) {

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
    public record Wind(
            @MeasuredRange(min = 0, max = 113, unit = "m/s", wireName = "wind_speed_ms")
            double speedMs,

            @MeasuredRange(min = 0, max = 360, maxInclusive = false, unit = "°", wireName = "wind_direction_degrees")
            double directionDegrees) {

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
    public record Sky(
            @MeasuredRange(min = 0, max = 100, unit = "%", wireName = "cloud_cover_percent")
            double cloudCoverPercent,

            @MeasuredRange(min = 0, unit = "km", wireName = "visibility_km")
            double visibilityKm) {

        /** Nothing was observed. */
        public static final Sky NOT_OBSERVED = new Sky(Double.NaN, Double.NaN);

        /** Refuses infinities. */
        public Sky {
            Measurement.require(cloudCoverPercent, "cloudCoverPercent");
            Measurement.require(visibilityKm, "visibilityKm");
        }
    }
}
