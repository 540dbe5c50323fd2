package io.metrify.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetRegistersTest {

    private final Fleet fleet = Fleet.builder()
            .meters(60)
            .mix(new FleetMix(1, 1, 1, 1))
            .firstDate(LocalDate.of(2026, 3, 27))
            .days(4)
            .build();
    private final Map<String, Energy> indices = indices();

    @Test
    void advanceByExactlyTheSumOfTheIntervals() {
        for (int day = 0; day < 4; day++) {
            var span = fleet.raster().calendar().day(fleet.raster().date(day));
            Map<String, Long> sums = new HashMap<>();
            fleet.readings(ReadingOrder.BY_TIME)
                    .filter(reading -> span.contains(reading.timestamp()))
                    .forEach(reading -> sums.merge(
                            reading.meterId() + registerOf(reading),
                            energy(reading).milliwattHours(),
                            Long::sum));
            for (Meter meter : fleet.meters().toList()) {
                for (ObisCode register : List.of(ObisCode.IMPORT_REGISTER, ObisCode.EXPORT_REGISTER)) {
                    Long sum = sums.get(meter.id() + register);
                    if (sum != null) {
                        Energy advance = index(meter, register, span.end()).minus(index(meter, register, span.start()));
                        assertThat(advance.milliwattHours()).isEqualTo(sum);
                    }
                }
            }
            assertThat(sums).hasSizeGreaterThan(60);
        }
    }

    @Test
    void addUpFromTheirTariffs() {
        List<Meter> withTariffs = fleet.meters()
                .filter(meter -> fleet.hasTariffs(fleet.indexOf(meter.id())))
                .toList();
        assertThat(withTariffs).extracting(Meter::type).contains(MeterType.HEAT_PUMP, MeterType.BUSINESS);
        for (Meter meter : withTariffs) {
            for (int boundary = 0; boundary <= 4; boundary++) {
                Instant when = fleet.raster().boundary(boundary);
                Energy high = index(meter, ObisCode.IMPORT_REGISTER_HIGH_TARIFF, when);
                Energy low = index(meter, ObisCode.IMPORT_REGISTER_LOW_TARIFF, when);
                assertThat(high.plus(low)).isEqualTo(index(meter, ObisCode.IMPORT_REGISTER, when));
            }
        }
    }

    @Test
    void countOnTheHighTariffOnWorkdaysOnly() {
        Meter heatPump = fleet.meters()
                .filter(meter -> meter.type() == MeterType.HEAT_PUMP)
                .findFirst()
                .orElseThrow();
        // 2026-03-27 is a Friday, 2026-03-28 a Saturday.
        assertThat(highAdvance(heatPump, 0)).isPositive();
        assertThat(highAdvance(heatPump, 1)).isZero();
        assertThat(highAdvance(heatPump, 2)).isZero();
        assertThat(highAdvance(heatPump, 3)).isPositive();
    }

    @Test
    void areTheSameByTimeAndByMeter() {
        assertThat(fleet.registerReadings(ReadingOrder.BY_TIME).toList())
                .containsExactlyInAnyOrderElementsOf(
                        fleet.registerReadings(ReadingOrder.BY_METER).toList())
                .isSortedAccordingTo((a, b) -> a.timestamp().compareTo(b.timestamp()));
        assertThat(fleet.registerReadings(ReadingOrder.BY_METER, 7, 9).toList())
                .isEqualTo(fleet.registerReadings(ReadingOrder.BY_METER)
                        .filter(reading -> reading.meterId().equals("M000000007")
                                || reading.meterId().equals("M000000008"))
                        .toList());
    }

    @Test
    void areReadOneByOneToo() {
        fleet.registerReadings(ReadingOrder.BY_METER)
                .forEach(reading -> assertThat(fleet.index(
                                fleet.indexOf(reading.meterId()),
                                reading.register(),
                                fleet.raster().boundaryAt(reading.timestamp())))
                        .isEqualTo(reading.index()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.index(0, ObisCode.IMPORT_PROFILE, 0))
                .withMessageContaining("no register");
    }

    @Test
    void fitTheirDigits() {
        assertThat(fleet.registerReadings(ReadingOrder.BY_METER))
                .allSatisfy(reading -> assertThat(reading.index()).isBetween(Energy.ZERO, Energy.parse("999999.9999")));
    }

    private long highAdvance(Meter meter, int day) {
        ObisCode high = ObisCode.IMPORT_REGISTER_HIGH_TARIFF;
        return index(meter, high, fleet.raster().boundary(day + 1))
                .minus(index(meter, high, fleet.raster().boundary(day)))
                .milliwattHours();
    }

    private Energy index(Meter meter, ObisCode register, Instant when) {
        Energy index = indices.get(meter.id() + register + when);
        assertThat(index).isNotNull();
        return index;
    }

    private Map<String, Energy> indices() {
        Map<String, Energy> found = new HashMap<>();
        for (RegisterReading reading :
                fleet.registerReadings(ReadingOrder.BY_METER).toList()) {
            found.put(reading.meterId() + reading.register() + reading.timestamp(), reading.index());
        }
        return found;
    }

    private static ObisCode registerOf(MeterReading reading) {
        return reading.register().isExport() ? ObisCode.EXPORT_REGISTER : ObisCode.IMPORT_REGISTER;
    }

    private static Energy energy(MeterReading reading) {
        Energy energy = reading.consumption();
        assertThat(energy).isNotNull();
        return energy;
    }
}
