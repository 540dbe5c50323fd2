package io.metrify.validation;

import java.time.Duration;
import java.util.Objects;

/**
 * The figures that {@link WeatherRules} compare with. Start from {@link #standard()} and change what differs. The
 * defaults lie a little beyond the records of the World Meteorological Organization's archive of extremes.
 *
 * @param timeTolerance how far clocks may differ, 0 to 100 years; standard 3 minutes. A forecast needs its horizon
 * @param temperatureCelsius air temperature in degrees Celsius; standard -90 to 60
 * @param pressureHpa pressure at sea level in hPa; standard 800 to 1100
 * @param windSpeedMs wind speed in m/s; standard 0 to 113
 * @param highestDewPointCelsius the highest dew point in degrees Celsius; standard 35, the highest that was reported
 *     (Dhahran, 2003)
 * @param energyDemandFactor the factor by which weather changes demand; standard 0 to 5 (default of this library)
 */
public record WeatherThresholds(
        Duration timeTolerance,
        Range temperatureCelsius,
        Range pressureHpa,
        Range windSpeedMs,
        double highestDewPointCelsius,
        Range energyDemandFactor) {

    private static final WeatherThresholds STANDARD = new WeatherThresholds(
            Duration.ofMinutes(3), Range.of(-90, 60), Range.of(800, 1100), Range.of(0, 113), 35, Range.of(0, 5));

    /** Checks that nothing is missing. */
    public WeatherThresholds {
        TimeRules.requireReach(timeTolerance, "the time tolerance");
        Objects.requireNonNull(temperatureCelsius, "temperatureCelsius");
        Objects.requireNonNull(pressureHpa, "pressureHpa");
        Objects.requireNonNull(windSpeedMs, "windSpeedMs");
        if (Double.isNaN(highestDewPointCelsius)) {
            throw new IllegalArgumentException("the highest dew point is NaN; give degrees Celsius, such as 35");
        }
        Objects.requireNonNull(energyDemandFactor, "energyDemandFactor");
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static WeatherThresholds standard() {
        return STANDARD;
    }

    /**
     * The same with another tolerance of time.
     *
     * @param newTimeTolerance how far clocks may differ, or the horizon of a forecast, 0 to 100 years
     * @return a copy
     */
    public WeatherThresholds withTimeTolerance(Duration newTimeTolerance) {
        return new WeatherThresholds(
                newTimeTolerance,
                temperatureCelsius,
                pressureHpa,
                windSpeedMs,
                highestDewPointCelsius,
                energyDemandFactor);
    }

    /**
     * The same with another range of temperatures.
     *
     * @param newTemperatureCelsius in degrees Celsius
     * @return a copy
     */
    public WeatherThresholds withTemperatureCelsius(Range newTemperatureCelsius) {
        return new WeatherThresholds(
                timeTolerance,
                newTemperatureCelsius,
                pressureHpa,
                windSpeedMs,
                highestDewPointCelsius,
                energyDemandFactor);
    }

    /**
     * The same with another range of pressures, such as that of stations high up that report station pressure.
     *
     * @param newPressureHpa in hPa
     * @return a copy
     */
    public WeatherThresholds withPressureHpa(Range newPressureHpa) {
        return new WeatherThresholds(
                timeTolerance,
                temperatureCelsius,
                newPressureHpa,
                windSpeedMs,
                highestDewPointCelsius,
                energyDemandFactor);
    }

    /**
     * The same with another range of wind speeds.
     *
     * @param newWindSpeedMs in m/s
     * @return a copy
     */
    public WeatherThresholds withWindSpeedMs(Range newWindSpeedMs) {
        return new WeatherThresholds(
                timeTolerance,
                temperatureCelsius,
                pressureHpa,
                newWindSpeedMs,
                highestDewPointCelsius,
                energyDemandFactor);
    }

    /**
     * The same with another highest dew point.
     *
     * @param newHighestDewPointCelsius in degrees Celsius
     * @return a copy
     */
    public WeatherThresholds withHighestDewPointCelsius(double newHighestDewPointCelsius) {
        return new WeatherThresholds(
                timeTolerance,
                temperatureCelsius,
                pressureHpa,
                windSpeedMs,
                newHighestDewPointCelsius,
                energyDemandFactor);
    }

    /**
     * The same with another range of demand factors.
     *
     * @param newEnergyDemandFactor the factor by which weather changes demand
     * @return a copy
     */
    public WeatherThresholds withEnergyDemandFactor(Range newEnergyDemandFactor) {
        return new WeatherThresholds(
                timeTolerance,
                temperatureCelsius,
                pressureHpa,
                windSpeedMs,
                highestDewPointCelsius,
                newEnergyDemandFactor);
    }
}
