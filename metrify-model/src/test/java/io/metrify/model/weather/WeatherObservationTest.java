package io.metrify.model.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.weather.WeatherObservation.Air;
import io.metrify.model.weather.WeatherObservation.Sky;
import io.metrify.model.weather.WeatherObservation.Wind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WeatherObservationTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @Test
    void whatNobodyObservedIsNaN() {
        WeatherObservation observation = new WeatherObservation(
                "München", NOON, Air.NOT_OBSERVED, Wind.NOT_OBSERVED, Sky.NOT_OBSERVED, Double.NaN);

        assertThat(observation.air().temperatureCelsius()).isNaN();
        assertThat(observation.wind().speedMs()).isNaN();
        assertThat(observation.sky().visibilityKm()).isNaN();
    }

    @Test
    void refusesInfinity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Air(1, Double.POSITIVE_INFINITY, 1))
                .withMessageContaining("humidityPercent is Infinity");
        assertThatIllegalArgumentException().isThrownBy(() -> new Wind(Double.POSITIVE_INFINITY, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sky(1, Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeatherObservation(
                        "Köln", NOON, Air.NOT_OBSERVED, Wind.NOT_OBSERVED, Sky.NOT_OBSERVED, Double.POSITIVE_INFINITY))
                .withMessageContaining("energyDemandFactor");
    }

    @Test
    void refusesWhatNoWireCarries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeatherObservation(
                        "", NOON, Air.NOT_OBSERVED, Wind.NOT_OBSERVED, Sky.NOT_OBSERVED, Double.NaN))
                .withMessageContaining("the city is blank");
    }
}
