package io.metrify.avro;

import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Grids, cities and weather: every shape the model allows. */
final class Surroundings {

    private Surroundings() {}

    static Arbitrary<GridStatus> gridStatuses() {
        Arbitrary<Double> any = Readings.measurements();
        return Combinators.combine(
                        Readings.ids(),
                        Readings.ids(),
                        Readings.instants(),
                        Combinators.combine(any, any, any).as(GridStatus.Capacity::new),
                        Combinators.combine(any, any, any).as(GridStatus.Network::new),
                        any)
                .as(GridStatus::new);
    }

    static Arbitrary<WeatherObservation> weatherObservations() {
        Arbitrary<Double> any = Readings.measurements();
        return Combinators.combine(
                        Readings.ids(),
                        Readings.instants(),
                        Combinators.combine(any, any, any).as(WeatherObservation.Air::new),
                        Combinators.combine(any, any).as(WeatherObservation.Wind::new),
                        Combinators.combine(any, any).as(WeatherObservation.Sky::new),
                        any)
                .as(WeatherObservation::new);
    }

    static Arbitrary<GridOperator> gridOperators() {
        return Combinators.combine(Readings.ids(), Arbitraries.of(GridOperator.german()))
                .as((name, known) -> new GridOperator(name, known.controlZone()));
    }

    static Arbitrary<City> cities() {
        return Combinators.combine(
                        Readings.ids(),
                        Readings.ids(),
                        Readings.ids(),
                        Arbitraries.doubles().between(-90, 90).ofScale(6),
                        Arbitraries.doubles().between(-180, 180).ofScale(6),
                        Arbitraries.of("Europe/Berlin", "America/St_Johns", "UTC", "+05:45")
                                .map(ZoneId::of))
                .as(City::new);
    }
}
