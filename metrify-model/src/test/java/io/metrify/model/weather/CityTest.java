package io.metrify.model.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.GermanState;
import io.metrify.model.grid.GridOperator;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CityTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void germanCitiesAreInAllControlZones() {
        List<String> operators =
                GridOperator.german().stream().map(GridOperator::name).toList();

        assertThat(City.german()).hasSize(15).extracting(City::name).doesNotHaveDuplicates();
        assertThat(City.german())
                .extracting(City::operatorName)
                .containsAll(operators)
                .isSubsetOf(operators);
    }

    @Test
    void germanCitiesAreInFederalStates() {
        assertThat(City.german())
                .allSatisfy(city -> assertThat(GermanState.named(city.region())).isPresent());
    }

    @Test
    void isFoundByItsName() {
        assertThat(City.named("München")).map(City::operatorName).contains("TenneT");
        assertThat(City.named("Atlantis")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90.01, 0", "-91, 0", "0, 180.5", "0, -181", "NaN, 0", "0, NaN"})
    void refusesAPlaceOffTheMap(double latitude, double longitude) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new City("X", "Y", "Z", latitude, longitude, UTC))
                .withMessageContaining("is not on the map; latitude is -90 to 90 and longitude -180 to 180 degrees");
    }

    @Test
    void thePolesAreOnTheMap() {
        assertThat(new City("Pole", "Antarctica", "none", -90, 180, UTC).latitude())
                .isEqualTo(-90);
    }
}
