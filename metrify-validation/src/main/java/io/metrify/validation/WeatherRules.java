package io.metrify.validation;

import io.metrify.model.weather.WeatherObservation;
import io.metrify.validation.RangeRules.Field;
import java.time.Instant;
import java.util.List;

/**
 * The stock rules for a weather observation. A value that cannot be, or never was, is an {@link Severity#ERROR}, an
 * unlikely one a {@link Severity#WARNING}. The rules, with their thresholds in {@link WeatherThresholds}:
 *
 * <table>
 * <caption>Stock rules for weather observations</caption>
 * <tr><th>id</th><th>severity</th><th>violated by</th></tr>
 * <tr><td>weather.observation.empty</td><td>WARNING</td><td>an observation of nothing</td></tr>
 * <tr><td>weather.observation.sentinel</td><td>ERROR</td><td>a value of -999, which stands for "no value"</td></tr>
 * <tr><td>weather.time.too_old</td><td>WARNING</td><td>an instant before 1781</td></tr>
 * <tr><td>weather.time.future</td><td>ERROR</td><td>an instant in the future</td></tr>
 * <tr><td>weather.temperature.range</td><td>ERROR</td><td>a temperature that does not occur</td></tr>
 * <tr><td>weather.humidity.range</td><td>ERROR</td><td>a relative humidity outside 0 to 100 %</td></tr>
 * <tr><td>weather.dew_point.highest</td><td>WARNING</td><td>temperature and humidity that do not go together: the dew
 * point they make was never seen</td></tr>
 * <tr><td>weather.pressure.range</td><td>ERROR</td><td>a pressure that does not occur</td></tr>
 * <tr><td>weather.wind_speed.range</td><td>ERROR</td><td>a wind speed that does not occur</td></tr>
 * <tr><td>weather.wind_direction.range</td><td>ERROR</td><td>a direction that is not 0 to below 360 degrees</td></tr>
 * <tr><td>weather.cloud_cover.range</td><td>ERROR</td><td>a cloud cover outside 0 to 100 %</td></tr>
 * <tr><td>weather.visibility.negative</td><td>ERROR</td><td>a negative visibility</td></tr>
 * <tr><td>weather.demand_factor.range</td><td>WARNING</td><td>a demand factor that makes no sense</td></tr>
 * </table>
 */
public final class WeatherRules {

    private static final String DEFINITION = "definition of the field";
    private static final String EXTREMES = "records of the World Meteorological Organization";

    // Magnus coefficients over water: WMO-No. 8, Guide to Instruments and Methods of Observation, annex 4.B.
    private static final double MAGNUS_FACTOR = 17.62;
    private static final double MAGNUS_CELSIUS = 243.12;

    // What the files of the Deutscher Wetterdienst have for a value that is missing.
    private static final double SENTINEL = -999;

    private static final Instant OLDEST = Instant.parse("1781-01-01T00:00:00Z");

    private WeatherRules() {}

    /**
     * All stock rules with the standard thresholds.
     *
     * @return always the same set
     */
    public static RuleSet<WeatherObservation> standard() {
        return Standard.RULES;
    }

    /**
     * All stock rules with other thresholds.
     *
     * @param thresholds the figures to compare with
     * @return a set; build it once and share it
     */
    public static RuleSet<WeatherObservation> with(WeatherThresholds thresholds) {
        Field<WeatherObservation> temperature = new Field<>(
                "temperature_celsius",
                "temperature",
                "degrees Celsius",
                observation -> observation.air().temperatureCelsius());
        Field<WeatherObservation> humidity = new Field<>(
                "humidity_percent",
                "relative humidity",
                "%",
                observation -> observation.air().humidityPercent());
        Field<WeatherObservation> pressure = new Field<>(
                "pressure_hpa",
                "pressure",
                "hPa",
                observation -> observation.air().pressureHpa());
        Field<WeatherObservation> speed = new Field<>(
                "wind_speed_ms",
                "wind speed",
                "m/s",
                observation -> observation.wind().speedMs());
        Field<WeatherObservation> direction = new Field<>(
                "wind_direction_degrees",
                "wind direction",
                "degrees",
                observation -> observation.wind().directionDegrees());
        Field<WeatherObservation> clouds = new Field<>(
                "cloud_cover_percent",
                "cloud cover",
                "%",
                observation -> observation.sky().cloudCoverPercent());
        Field<WeatherObservation> visibility = new Field<>(
                "visibility_km",
                "visibility",
                "km",
                observation -> observation.sky().visibilityKm());
        Field<WeatherObservation> demand =
                new Field<>("energy_demand_factor", "demand factor", "", WeatherObservation::energyDemandFactor);
        // 360 degrees is outside, so the range ends one step below.
        Range circle = Range.of(0, Math.nextDown(360.0));
        Severity error = Severity.ERROR;
        return RuleSet.of(
                Subject.ofWeatherObservation(),
                List.of(
                        notEmpty(),
                        noSentinel(
                                List.of(temperature, humidity, pressure, speed, direction, clouds, visibility, demand)),
                        TimeRules.notTooOld(
                                "weather.time.too_old",
                                WeatherObservation::timestamp,
                                OLDEST,
                                "default of this library: the oldest unbroken series, of Hohenpeissenberg, begins then"),
                        TimeRules.notInTheFuture(
                                "weather.time.future", WeatherObservation::timestamp, thresholds.timeTolerance()),
                        RangeRules.within(
                                "weather.temperature.range",
                                error,
                                temperature,
                                thresholds.temperatureCelsius(),
                                EXTREMES),
                        RangeRules.within("weather.humidity.range", error, humidity, Range.of(0, 100), DEFINITION),
                        dewPoint(thresholds.highestDewPointCelsius()),
                        RangeRules.within(
                                "weather.pressure.range", error, pressure, thresholds.pressureHpa(), EXTREMES),
                        RangeRules.within("weather.wind_speed.range", error, speed, thresholds.windSpeedMs(), EXTREMES),
                        RangeRules.within("weather.wind_direction.range", error, direction, circle, DEFINITION),
                        RangeRules.within("weather.cloud_cover.range", error, clouds, Range.of(0, 100), DEFINITION),
                        RangeRules.within(
                                "weather.visibility.negative", error, visibility, Range.atLeast(0), DEFINITION),
                        RangeRules.within(
                                "weather.demand_factor.range",
                                Severity.WARNING,
                                demand,
                                thresholds.energyDemandFactor(),
                                "default of this library")));
    }

    private static Rule<WeatherObservation> notEmpty() {
        return new CheckedRule<>(
                "weather.observation.empty",
                Severity.WARNING,
                "At least one value was observed.",
                "an observation without values says nothing",
                (observation, context, inspection) -> {
                    WeatherObservation.Air air = observation.air();
                    WeatherObservation.Wind wind = observation.wind();
                    WeatherObservation.Sky sky = observation.sky();
                    if (Double.isNaN(air.temperatureCelsius())
                            && Double.isNaN(air.humidityPercent())
                            && Double.isNaN(air.pressureHpa())
                            && Double.isNaN(wind.speedMs())
                            && Double.isNaN(wind.directionDegrees())
                            && Double.isNaN(sky.cloudCoverPercent())
                            && Double.isNaN(sky.visibilityKm())) {
                        inspection.violation(
                                null, "no values", "at least one value", "The observation has no values at all.");
                    }
                });
    }

    private static Rule<WeatherObservation> noSentinel(List<Field<WeatherObservation>> fields) {
        return new CheckedRule<>(
                "weather.observation.sentinel",
                Severity.ERROR,
                "No value is " + SENTINEL + ", which stands for \"no value\".",
                "Deutscher Wetterdienst, Climate Data Center: missing values in files of observations",
                (observation, context, inspection) -> {
                    boolean observed = false;
                    for (int i = 0; i < fields.size(); i++) {
                        Field<WeatherObservation> field = fields.get(i);
                        observed |= !Double.isNaN(field.value().applyAsDouble(observation));
                        if (field.value().applyAsDouble(observation) == SENTINEL) {
                            Quantity quantity = field.quantity();
                            inspection.violation(
                                    quantity.wireName(),
                                    quantity.text(SENTINEL),
                                    "an observed value",
                                    "The " + quantity.name() + " of " + quantity.text(SENTINEL)
                                            + " is what weather services write when they have no value; leave it out.");
                        }
                    }
                    if (!observed) {
                        inspection.skip("nothing was observed");
                    }
                });
    }

    private static Rule<WeatherObservation> dewPoint(double highest) {
        return new CheckedRule<>(
                "weather.dew_point.highest",
                Severity.WARNING,
                "Temperature and humidity make a dew point of at most " + highest + " degrees Celsius.",
                "Magnus formula with the coefficients of WMO-No. 8, annex 4.B; highest dew point reported",
                (observation, context, inspection) -> {
                    double temperature = observation.air().temperatureCelsius();
                    double humidity = observation.air().humidityPercent();
                    if (Double.isNaN(temperature) || Double.isNaN(humidity)) {
                        inspection.skip("temperature and humidity were not both observed");
                        return;
                    }
                    if (!(humidity > 0 && humidity <= 100) || !(temperature > -MAGNUS_CELSIUS)) {
                        inspection.skip("temperature and humidity make no dew point");
                        return;
                    }
                    double gamma =
                            Math.log(humidity / 100) + MAGNUS_FACTOR * temperature / (MAGNUS_CELSIUS + temperature);
                    double dewPoint = MAGNUS_CELSIUS * gamma / (MAGNUS_FACTOR - gamma);
                    if (dewPoint > highest) {
                        String about = Math.round(dewPoint * 10) / 10.0 + " degrees Celsius";
                        inspection.violation(
                                "humidity_percent",
                                humidity + " % at " + temperature + " degrees Celsius",
                                "a dew point of at most " + highest + " degrees Celsius",
                                "A relative humidity of " + humidity + " % at " + temperature
                                        + " degrees Celsius makes a dew point of " + about + ", more than the highest"
                                        + " expected of " + highest + " degrees Celsius.");
                    }
                });
    }

    /** Built when first asked for. */
    private static final class Standard {
        static final RuleSet<WeatherObservation> RULES = with(WeatherThresholds.standard());
    }
}
