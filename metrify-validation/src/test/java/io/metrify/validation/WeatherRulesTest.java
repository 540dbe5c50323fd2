package io.metrify.validation;

import static io.metrify.validation.Severity.ERROR;
import static io.metrify.validation.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.weather.WeatherObservation;
import io.metrify.model.weather.WeatherObservation.Air;
import io.metrify.model.weather.WeatherObservation.Sky;
import io.metrify.model.weather.WeatherObservation.Wind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherRulesTest {

    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");
    private static final Air MILD = new Air(22, 55, 1013);
    private static final Wind BREEZE = new Wind(3, 225);
    private static final Sky FAIR = new Sky(40, 20);

    @Test
    void findsNothingInASoundObservation() {
        ValidationReport report =
                WeatherRules.standard().validate(observed(MILD, BREEZE, FAIR, 1.0), RuleContext.at(NOW));
        assertThat(report.findings()).isEmpty();
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void skipsEverythingButTimeAndPresenceOfAnEmptyObservation() {
        WeatherObservation empty = observed(Air.NOT_OBSERVED, Wind.NOT_OBSERVED, Sky.NOT_OBSERVED, Double.NaN);
        check("weather.observation.empty", empty).isViolated(WARNING);
        ValidationReport report = WeatherRules.standard().validate(empty, RuleContext.at(NOW));
        assertThat(report.evaluated())
                .containsExactly("weather.observation.empty", "weather.time.too_old", "weather.time.future");
        assertThat(report.skipped())
                .hasSize(WeatherRules.standard().rules().size() - 3)
                .containsEntry("weather.observation.sentinel", "nothing was observed")
                .containsEntry("weather.dew_point.highest", "temperature and humidity were not both observed");
    }

    @Test
    void findsEveryValueThatStandsForNone() {
        WeatherObservation missing = observed(new Air(-999, 55, -999), BREEZE, FAIR, 1);
        assertThat(WeatherRules.standard()
                        .validate(missing, RuleContext.at(NOW))
                        .findings())
                .filteredOn(finding -> finding.rule().equals("weather.observation.sentinel"))
                .extracting(Finding::field)
                .containsExactly("temperature_celsius", "pressure_hpa");
        Finding finding = check("weather.observation.sentinel", observed(MILD, BREEZE, new Sky(40, -999), 1))
                .isViolated(ERROR);
        assertThat(finding.message())
                .isEqualTo("The visibility of -999.0 km is what weather services write when they have no value;"
                        + " leave it out.");
        check("weather.observation.sentinel", observed(new Air(-998.9, 55, 1013), BREEZE, FAIR, 1))
                .isSound();
    }

    @Test
    void findsAnObservationFromBeforeTheFirstSeries() {
        assertThat(check("weather.time.too_old", at("1780-12-31T23:59:59.999Z"))
                        .isViolated(WARNING)
                        .expected())
                .isEqualTo("no earlier than 1781-01-01T00:00:00Z");
        check("weather.time.too_old", at("1781-01-01T00:00:00Z")).isSound();
    }

    @ParameterizedTest
    @CsvSource({
        "weather.temperature.range,-90,50,1000,",
        "weather.temperature.range,60,1,1000,",
        "weather.temperature.range,-90.1,50,1000,ERROR",
        "weather.temperature.range,60.1,1,1000,ERROR",
        "weather.temperature.range,-999,50,1000,ERROR",
        "weather.humidity.range,20,0,1000,",
        "weather.humidity.range,20,100,1000,",
        "weather.humidity.range,20,100.1,1000,ERROR",
        "weather.humidity.range,20,-0.1,1000,ERROR",
        "weather.pressure.range,20,50,800,",
        "weather.pressure.range,20,50,1100,",
        "weather.pressure.range,20,50,799.9,ERROR",
        "weather.pressure.range,20,50,1100.1,ERROR",
        "weather.dew_point.highest,35,100,1000,",
        "weather.dew_point.highest,35.1,100,1000,WARNING",
        "weather.dew_point.highest,45,90,1000,WARNING",
        "weather.dew_point.highest,45,20,1000,"
    })
    void boundsTheAir(String rule, double temperature, double humidity, double pressure, Severity severity) {
        expect(severity, check(rule, observed(new Air(temperature, humidity, pressure), BREEZE, FAIR, 1)));
    }

    @Test
    void saysWhichDewPointTemperatureAndHumidityMake() {
        Finding finding = check("weather.dew_point.highest", observed(new Air(45, 90, 1000), BREEZE, FAIR, 1))
                .isViolated(WARNING);
        assertThat(finding.subject()).isEqualTo("Berlin");
        assertThat(finding.message())
                .isEqualTo("A relative humidity of 90.0 % at 45.0 degrees Celsius makes a dew point of 43.0 degrees"
                        + " Celsius, more than the highest expected of 35.0 degrees Celsius.");
    }

    @Test
    void skipsTheDewPointOfAirThatHasNone() {
        String reason = "temperature and humidity make no dew point";
        check("weather.dew_point.highest", observed(new Air(20, 0, 1000), BREEZE, FAIR, 1))
                .isSkipped(reason);
        check("weather.dew_point.highest", observed(new Air(20, 101, 1000), BREEZE, FAIR, 1))
                .isSkipped(reason);
        check("weather.dew_point.highest", observed(new Air(-999, 50, 1000), BREEZE, FAIR, 1))
                .isSkipped(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "weather.wind_speed.range,0,0,",
        "weather.wind_speed.range,113,0,",
        "weather.wind_speed.range,113.1,0,ERROR",
        "weather.wind_speed.range,-0.1,0,ERROR",
        "weather.wind_direction.range,3,0,",
        "weather.wind_direction.range,3,359.999,",
        "weather.wind_direction.range,3,360,ERROR",
        "weather.wind_direction.range,3,-1,ERROR"
    })
    void boundsTheWind(String rule, double speed, double direction, Severity severity) {
        expect(severity, check(rule, observed(MILD, new Wind(speed, direction), FAIR, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "weather.cloud_cover.range,0,0,1,",
        "weather.cloud_cover.range,100,0,1,",
        "weather.cloud_cover.range,100.1,0,1,ERROR",
        "weather.cloud_cover.range,-0.1,0,1,ERROR",
        "weather.visibility.negative,50,0,1,",
        "weather.visibility.negative,50,-0.1,1,ERROR",
        "weather.demand_factor.range,50,10,0,",
        "weather.demand_factor.range,50,10,5,",
        "weather.demand_factor.range,50,10,5.1,WARNING",
        "weather.demand_factor.range,50,10,-0.1,WARNING"
    })
    void boundsTheSkyAndTheDemand(String rule, double clouds, double visibility, double demand, Severity severity) {
        expect(severity, check(rule, observed(MILD, BREEZE, new Sky(clouds, visibility), demand)));
    }

    @Test
    void findsAnObservationFromTheFuture() {
        WeatherObservation observation = observed(MILD, BREEZE, FAIR, 1);
        Outcome.of("weather.time.future", WeatherRules.standard(), observation, RuleContext.at(NOW.minusSeconds(181)))
                .isViolated(ERROR);
        Outcome.of("weather.time.future", WeatherRules.standard(), observation, RuleContext.at(NOW.minusSeconds(180)))
                .isSound();
    }

    @Test
    void takesOtherThresholds() {
        RuleSet<WeatherObservation> rules = WeatherRules.with(WeatherThresholds.standard()
                .withTimeTolerance(Duration.ofDays(10))
                .withTemperatureCelsius(Range.of(-30, 20))
                .withPressureHpa(Range.of(1020, 1040))
                .withWindSpeedMs(Range.of(0, 2))
                .withHighestDewPointCelsius(5)
                .withEnergyDemandFactor(Range.of(0.5, 0.9)));
        ValidationReport report =
                rules.validate(observed(MILD, BREEZE, FAIR, 1), RuleContext.at(NOW.minus(Duration.ofDays(10))));
        assertThat(report.findings())
                .extracting(Finding::rule)
                .containsExactly(
                        "weather.temperature.range",
                        "weather.dew_point.highest",
                        "weather.pressure.range",
                        "weather.wind_speed.range",
                        "weather.demand_factor.range");
    }

    private static WeatherObservation observed(Air air, Wind wind, Sky sky, double demand) {
        return new WeatherObservation("Berlin", NOW, air, wind, sky, demand);
    }

    private static WeatherObservation at(String time) {
        return new WeatherObservation("Berlin", Instant.parse(time), MILD, BREEZE, FAIR, 1);
    }

    private static void expect(Severity severity, Outcome outcome) {
        if (severity == null) {
            outcome.isSound();
        } else {
            outcome.isViolated(severity);
        }
    }

    private static Outcome check(String rule, WeatherObservation observation) {
        return Outcome.of(rule, WeatherRules.standard(), observation, RuleContext.at(NOW));
    }
}
