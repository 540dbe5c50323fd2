package io.metrify.testkit.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.metrify.model.Interval;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WeatherSimulatorTest {

    private static final Interval YEAR =
            Interval.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    private static final City BERLIN = City.named("Berlin").orElseThrow();

    private final WeatherSimulator weather = WeatherSimulator.of(1);

    @Test
    void staysWithinPlausibleRangesInEveryCityAllYear() {
        for (City city : City.german()) {
            List<WeatherObservation> year = weather.hourly(city, YEAR).toList();
            assertThat(year).hasSize(8_760).allSatisfy(observation -> {
                assertThat(observation.air().temperatureCelsius()).isBetween(-30.0, 45.0);
                assertThat(observation.air().humidityPercent()).isBetween(20.0, 100.0);
                assertThat(observation.air().pressureHpa()).isBetween(960.0, 1_050.0);
                assertThat(observation.wind().speedMs()).isBetween(0.2, 30.0);
                assertThat(observation.wind().directionDegrees()).isBetween(0.0, 359.0);
                assertThat(observation.sky().cloudCoverPercent()).isBetween(0.0, 100.0);
                assertThat(observation.sky().visibilityKm()).isBetween(0.3, 50.0);
                assertThat(observation.energyDemandFactor()).isBetween(1.0, 1.6);
            });
            double mean = year.stream()
                    .mapToDouble(observation -> observation.air().temperatureCelsius())
                    .average()
                    .orElseThrow();
            assertThat(mean).as(city.name()).isBetween(8.0, 13.0);
        }
    }

    @Test
    void isColdInWinterAndWarmInSummerOnEitherHemisphere() {
        City sydney = new City("Sydney", "New South Wales", "Transgrid", -33.87, 151.21, ZoneId.of("Australia/Sydney"));
        assertThat(monthMean(BERLIN, 1)).isLessThan(5);
        assertThat(monthMean(BERLIN, 7)).isGreaterThan(15);
        assertThat(monthMean(sydney, 1)).isGreaterThan(monthMean(sydney, 7) + 6);
    }

    @Test
    void isWarmerInTheAfternoonThanBeforeSunrise() {
        var byHour = weather.hourly(BERLIN, YEAR)
                .collect(Collectors.groupingBy(
                        observation ->
                                observation.timestamp().atOffset(ZoneOffset.UTC).getHour(),
                        Collectors.averagingDouble(
                                observation -> observation.air().temperatureCelsius())));
        assertThat(byHour.get(14)).isGreaterThan(byHour.get(3) + 3);
    }

    @Test
    void movesWithTheFrontsInNeighbouringCities() {
        City leipzig = City.named("Leipzig").orElseThrow();
        double meanDifference = weather.hourly(BERLIN, YEAR)
                .mapToDouble(here -> Math.abs(here.air().temperatureCelsius()
                        - weather.observation(leipzig, here.timestamp()).air().temperatureCelsius()))
                .average()
                .orElseThrow();
        assertThat(meanDifference).isLessThan(2);
    }

    @Test
    void dependsOnSeedCityAndInstantOnly() {
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        assertThat(WeatherSimulator.of(1).observation(BERLIN, noon)).isEqualTo(weather.observation(BERLIN, noon));
        assertThat(WeatherSimulator.of(2).observation(BERLIN, noon)).isNotEqualTo(weather.observation(BERLIN, noon));
        assertThat(weather.observation(BERLIN, noon).toString())
                .isEqualTo(weather.hourly(BERLIN, YEAR)
                        .filter(observation -> observation.timestamp().equals(noon))
                        .findFirst()
                        .orElseThrow()
                        .toString());
    }

    @Test
    void beginsAtTheFirstFullStepOfTheSpan() {
        Interval span = Interval.of(Instant.parse("2026-06-01T12:20:00Z"), Duration.ofHours(2));
        assertThat(weather.hourly(BERLIN, span))
                .extracting(WeatherObservation::timestamp)
                .containsExactly(Instant.parse("2026-06-01T13:00:00Z"), Instant.parse("2026-06-01T14:00:00Z"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weather.observations(BERLIN, span, Duration.ofMillis(10)))
                .withMessageContaining("shorter than a second");
    }

    @Test
    void putsTheSunInTheSouthAtNoonAndBelowTheHorizonAtMidnight() {
        // True noon in Berlin on 21 June is about 11:08 UTC; the sun then stands 90 - 52.52 + 23.44 degrees high.
        SunPosition noon =
                SunPosition.over(BERLIN, Instant.parse("2026-06-21T11:08:00Z").getEpochSecond());
        SunPosition midnight =
                SunPosition.over(BERLIN, Instant.parse("2026-06-21T23:08:00Z").getEpochSecond());
        assertThat(Math.toDegrees(Math.asin(noon.sineOfElevation()))).isCloseTo(60.9, within(0.3));
        assertThat(noon.westward()).isCloseTo(0, within(0.02));
        assertThat(noon.southward()).isPositive();
        assertThat(midnight.sineOfElevation()).isNegative();
        assertThat(midnight.irradiance(0)).isZero();
        assertThat(noon.irradiance(0)).isBetween(850.0, 950.0).isGreaterThan(3.9 * noon.irradiance(100));
    }

    @Test
    void shinesAsMuchInAYearAsItDoesInGermany() {
        double kilowattHours = weather.hourly(BERLIN, YEAR)
                        .mapToDouble(observation -> SunPosition.over(
                                        BERLIN, observation.timestamp().getEpochSecond())
                                .irradiance(observation.sky().cloudCoverPercent()))
                        .sum()
                / 1_000;
        assertThat(kilowattHours).isBetween(950.0, 1_300.0);
    }

    private double monthMean(City city, int month) {
        Instant start = Instant.parse("2026-0" + month + "-01T00:00:00Z");
        return weather.hourly(city, Interval.of(start, Duration.ofDays(30)))
                .mapToDouble(observation -> observation.air().temperatureCelsius())
                .average()
                .orElseThrow();
    }
}
