package io.metrify.testkit.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.weather.City;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridSimulatorTest {

    private static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final ControlZone TENNET = ControlZone.german().get(1);

    private final GridSimulator grid = GridSimulator.of(1, BERLIN);

    @Test
    void staysWithinPlausibleRangesInEveryZoneAllYear() {
        Interval year = Interval.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
        for (ControlZone zone : ControlZone.german()) {
            assertThat(grid.quarterHourly(zone, year)
                            .filter(status -> status.timestamp().getEpochSecond() % 7_200 == 0))
                    .hasSize(4_380)
                    .allSatisfy(status -> {
                        assertThat(status.operatorName())
                                .isEqualTo(zone.operator().name());
                        assertThat(status.capacity().totalMw()).isEqualTo(zone.installedMw());
                        assertThat(status.capacity().availableMw())
                                .isBetween(0.5 * zone.installedMw(), zone.installedMw());
                        assertThat(status.capacity().loadFactor()).isBetween(0.08, 0.7);
                        assertThat(status.network().frequencyHz()).isBetween(49.95, 50.05);
                        assertThat(status.network().voltageKv()).isBetween(380.0, 420.0);
                        assertThat(status.network().stabilityScore()).isBetween(0.7, 1.0);
                        assertThat(status.renewablePercentage()).isBetween(0.0, 100.0);
                    });
        }
    }

    @Test
    void hasAQuarterHourForEverySlotOfTheDayTheClockGoesBack() {
        assertThat(grid.quarterHourly(TENNET, BERLIN.day(LocalDate.of(2026, 10, 25))))
                .hasSize(100);
    }

    @Test
    void takesMoreLoadOnAWorkdayMorningThanAtNightOrOnSunday() {
        double morning = load("2026-02-03T10:00:00Z");
        assertThat(morning).isGreaterThan(load("2026-02-03T02:00:00Z"));
        assertThat(morning).isGreaterThan(load("2026-02-01T10:00:00Z"));
    }

    @Test
    void generatesMoreFromTheSunAtNoonThanAtNightInSummer() {
        double noon = 0;
        double night = 0;
        for (int day = 1; day <= 30; day++) {
            Instant midnight =
                    LocalDate.of(2026, 6, day).atStartOfDay(BERLIN.zone()).toInstant();
            noon += grid.status(TENNET, midnight.plus(Duration.ofHours(13))).renewablePercentage() / 30;
            night += grid.status(TENNET, midnight).renewablePercentage() / 30;
        }
        assertThat(noon).isGreaterThan(night + 10);
    }

    @Test
    void derivesTheStabilityScoreByItsFormula() {
        GridStatus status = grid.status(TENNET, Instant.parse("2026-02-03T10:00:00Z"));
        double expected = 1 - 4 * Math.abs(status.network().frequencyHz() - 50);
        assertThat(status.network().stabilityScore()).isCloseTo(expected, within(0.000_1));
    }

    @Test
    void wandersSlowlyInFrequency() {
        GridFrequency frequency = GridFrequency.of(1);
        for (long second = 1_767_225_600L; second < 1_767_225_600L + 86_400; second += 60) {
            assertThat(frequency.milliHertzAt(second)).isBetween(49_950, 50_050);
            assertThat(frequency.milliHertzAt(second + 1)).isCloseTo(frequency.milliHertzAt(second), within(1));
        }
    }

    @Test
    void refusesAZoneWithoutWeatherOrWithMoreLoadThanCapacity() {
        City berlin = City.german().get(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ControlZone(GridOperator.AMPRION, "West", 10, 5, 1, 1, 1, List.of()))
                .withMessageContaining("no city");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ControlZone(GridOperator.AMPRION, "West", 10, 11, 1, 1, 1, List.of(berlin)))
                .withMessageContaining("peak load");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ControlZone(GridOperator.AMPRION, "West", 10, 5, -1, 1, 1, List.of(berlin)))
                .withMessageContaining("renewable");
    }

    private double load(String instant) {
        return grid.status(TENNET, Instant.parse(instant)).capacity().loadFactor();
    }
}
