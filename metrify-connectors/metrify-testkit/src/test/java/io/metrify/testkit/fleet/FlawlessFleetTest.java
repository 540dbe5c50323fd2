package io.metrify.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.weather.City;
import io.metrify.testkit.grid.ControlZone;
import io.metrify.validation.GridRules;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleContext;
import io.metrify.validation.WeatherRules;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The stock rules of validation find nothing in what no fault was put into. */
class FlawlessFleetTest {

    private static final Fleet FLEET = Fleet.builder()
            .meters(100)
            .mix(new FleetMix(1, 1, 1, 1))
            .firstDate(LocalDate.of(2026, 3, 28))
            .days(3)
            .build();
    private static final RuleContext CONTEXT =
            new RuleContext(FLEET.raster().span().end(), FLEET::find);

    @Test
    void hasNoFindingsInItsReadings() {
        var rules = MeterRules.standard();
        FLEET.readings(ReadingOrder.BY_TIME)
                .forEach(reading ->
                        assertThat(rules.validate(reading, CONTEXT).findings()).isEmpty());
    }

    @Test
    void hasNoFindingsInTheStateOfItsGrid() {
        var rules = GridRules.standard();
        for (ControlZone zone : ControlZone.german()) {
            FLEET.grid()
                    .quarterHourly(zone, FLEET.raster().span())
                    .forEach(
                            status -> assertThat(rules.validate(status, CONTEXT).findings())
                                    .isEmpty());
        }
    }

    @Test
    void hasNoFindingsInItsWeather() {
        var rules = WeatherRules.standard();
        for (City city : FLEET.cities()) {
            FLEET.weather()
                    .hourly(city, FLEET.raster().span())
                    .forEach(observation -> assertThat(
                                    rules.validate(observation, CONTEXT).findings())
                            .isEmpty());
        }
    }
}
