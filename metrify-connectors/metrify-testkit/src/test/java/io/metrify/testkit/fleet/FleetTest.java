package io.metrify.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.metrify.model.Energy;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.weather.City;
import io.metrify.testkit.grid.ControlZone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final FleetMix PROSUMERS_ONLY = new FleetMix(0, 0, 1, 0);

    @Test
    void isTheSameBytesOnEveryPlatform() {
        Fleet fleet = Fleet.builder()
                .meters(50)
                .seed(42)
                .firstDate(LocalDate.of(2026, 3, 28))
                .build();
        FleetDigest digest = FleetDigest.of(fleet.readings(ReadingOrder.BY_TIME));
        assertThat(digest)
                .isEqualTo(new FleetDigest(
                        10_904,
                        Energy.parse("1659.0034"),
                        "73291abf933a6cb2a273d30d4c7c70f54e8699b73476da7d9571d422dee5dc06",
                        "51c538ffa1d69440"));
    }

    @Test
    void streamsTheSameReadingsByTimeAndByMeter() {
        Fleet fleet =
                Fleet.builder().meters(40).firstDate(LocalDate.of(2026, 10, 24)).build();
        FleetDigest byTime = FleetDigest.of(fleet.readings(ReadingOrder.BY_TIME));
        FleetDigest byMeter = FleetDigest.of(fleet.readings(ReadingOrder.BY_METER));
        assertThat(byTime.unordered()).isEqualTo(byMeter.unordered());
        assertThat(byTime.readings()).isEqualTo(byMeter.readings());
        assertThat(byTime.energy()).isEqualTo(byMeter.energy());
        assertThat(byTime.sha256()).isNotEqualTo(byMeter.sha256());
        assertThat(fleet.readings(ReadingOrder.BY_TIME))
                .isSortedAccordingTo((a, b) -> a.timestamp().compareTo(b.timestamp()));
        assertThat(fleet.readings(ReadingOrder.BY_METER))
                .isSortedAccordingTo((a, b) -> a.meterId().compareTo(b.meterId()));
    }

    @Test
    void readsTheSameInParallel() {
        Fleet fleet = Fleet.builder().meters(64).days(1).build();
        assertThat(fleet.readings(ReadingOrder.BY_METER).parallel().toList())
                .isEqualTo(fleet.readings(ReadingOrder.BY_METER).toList());
    }

    @Test
    void holdsNothingPerMeter() {
        Fleet fleet = Fleet.builder().meters(999_999_999).build();
        assertThat(fleet.readings(ReadingOrder.BY_TIME).limit(1_000)).hasSize(1_000);
        assertThat(fleet.readings(ReadingOrder.BY_METER, 999_999_998, 999_999_999))
                .hasSizeGreaterThanOrEqualTo(192);
        assertThat(fleet.meter(999_999_998).id()).isEqualTo("M999999998");
    }

    @Test
    void hasNinetyTwoAndAHundredSlotsOnTheDaysTheClockChanges() {
        assertThat(slotsPerMeter(LocalDate.of(2026, 3, 29))).isEqualTo(92);
        assertThat(slotsPerMeter(LocalDate.of(2026, 10, 25))).isEqualTo(100);
        assertThat(slotsPerMeter(LocalDate.of(2026, 10, 26))).isEqualTo(96);
    }

    @Test
    void deliversExportFromProsumersOnly() {
        Fleet fleet = Fleet.builder().meters(200).days(1).build();
        List<String> exporting = fleet.readings(ReadingOrder.BY_METER)
                .filter(reading -> reading.register().equals(ObisCode.EXPORT_PROFILE))
                .map(MeterReading::meterId)
                .distinct()
                .toList();
        List<String> prosumers = fleet.meters()
                .filter(meter -> meter.type() == MeterType.PROSUMER)
                .map(Meter::id)
                .toList();
        assertThat(exporting).isNotEmpty().isEqualTo(prosumers);
        assertThat(fleet.exports(fleet.indexOf(exporting.get(0)))).isTrue();
    }

    @Test
    void mixesTheKindsOfMetersAsAsked() {
        var kinds = Fleet.builder()
                .meters(10_000)
                .build()
                .meters()
                .collect(Collectors.groupingBy(Meter::type, Collectors.counting()));
        assertThat(kinds.get(MeterType.HOUSEHOLD)).isBetween(6_800L, 7_200L);
        assertThat(kinds.get(MeterType.BUSINESS)).isBetween(1_100L, 1_300L);
        assertThat(kinds.get(MeterType.PROSUMER)).isBetween(1_100L, 1_300L);
        assertThat(kinds.get(MeterType.HEAT_PUMP)).isBetween(500L, 700L);
    }

    @Test
    void spreadsTheMetersOverItsCities() {
        Fleet fleet = Fleet.builder().meters(1_000).build();
        assertThat(fleet.meters().map(meter -> meter.site().city()).distinct())
                .hasSize(City.german().size());
        assertThat(fleet.meters()).allSatisfy(meter -> {
            City city = City.named(Objects.requireNonNull(meter.site().city())).orElseThrow();
            assertThat(meter.site().region()).isEqualTo(city.region());
            assertThat(meter.site().operatorName()).isEqualTo(city.operatorName());
            assertThat(meter.installed()).isBefore(fleet.raster().span().start());
        });
    }

    @Test
    void keepsVoltageCurrentAndPowerFactorConsistentWithTheEnergy() {
        Fleet fleet = Fleet.builder()
                .meters(200)
                .firstDate(LocalDate.of(2026, 6, 1))
                .days(1)
                .build();
        assertThat(fleet.readings(ReadingOrder.BY_METER)).allSatisfy(reading -> {
            Electrical electrical = reading.electrical();
            double wattHours = electrical.voltage()
                    * electrical.current()
                    * electrical.powerFactor()
                    * reading.intervalSeconds()
                    / 3_600;
            assertThat(wattHours).isCloseTo(wattHours(reading), within(0.05));
            assertThat(electrical.voltage()).isBetween(207.0, 253.0);
            assertThat(electrical.powerFactor()).isBetween(0.85, 1.0);
        });
    }

    @Test
    void measuresTheFrequencyOfTheGridAndTheWeatherOfItsCity() {
        Fleet fleet = Fleet.builder().meters(30).days(1).build();
        var zone = ControlZone.german().get(0);
        assertThat(fleet.readings(ReadingOrder.BY_TIME)).allSatisfy(reading -> {
            var status = fleet.grid().status(zone, reading.timestamp());
            Meter meter = Objects.requireNonNull(fleet.find(reading.meterId()));
            City city = City.named(Objects.requireNonNull(meter.site().city())).orElseThrow();
            var air = fleet.weather().observation(city, reading.timestamp()).air();
            assertThat(reading.electrical().frequency())
                    .isEqualTo(status.network().frequencyHz());
            assertThat(reading.ambient().temperature()).isEqualTo(air.temperatureCelsius());
            assertThat(reading.ambient().humidity()).isEqualTo(air.humidityPercent());
        });
    }

    @Test
    void usesAPlausibleAmountOfEnergyInAYear() {
        assertThat(meanYear(new FleetMix(1, 0, 0, 0), false)).isBetween(3_200.0, 4_000.0);
        assertThat(meanYear(new FleetMix(0, 1, 0, 0), false)).isBetween(13_000.0, 19_000.0);
        assertThat(meanYear(new FleetMix(0, 0, 0, 1), false)).isBetween(4_300.0, 6_000.0);
        assertThat(meanYear(PROSUMERS_ONLY, false)).isBetween(1_500.0, 2_700.0);
        assertThat(meanYear(PROSUMERS_ONLY, true)).isBetween(4_500.0, 7_500.0);
    }

    @Test
    void staysBelowTheRatedPowerAllYear() {
        Fleet fleet = Fleet.builder()
                .meters(60)
                .mix(new FleetMix(1, 1, 1, 1))
                .resolution(Duration.ofHours(1))
                .days(365)
                .build();
        for (int meter = 0; meter < fleet.meterCount(); meter++) {
            double rated = fleet.meter(meter).ratedPowerKw();
            double most = fleet.readings(ReadingOrder.BY_METER, meter, meter + 1)
                    .mapToDouble(FleetTest::wattHours)
                    .max()
                    .orElseThrow();
            assertThat(most / 1_000).isPositive().isLessThan(rated);
        }
    }

    @Test
    void hasNothingThatLooksLikeAFault() {
        Fleet fleet = Fleet.builder()
                .meters(100)
                .firstDate(LocalDate.of(2026, 7, 1))
                .days(7)
                .build();
        for (int meter = 0; meter < fleet.meterCount(); meter++) {
            List<MeterReading> imports = fleet.readings(ReadingOrder.BY_METER, meter, meter + 1)
                    .filter(reading -> !reading.register().isExport())
                    .toList();
            int equal = 0;
            int zero = 0;
            for (int slot = 1; slot < imports.size(); slot++) {
                double value = wattHours(imports.get(slot));
                equal = value != 0 && value == wattHours(imports.get(slot - 1)) ? equal + 1 : 0;
                zero = value == 0 ? zero + 1 : 0;
                assertThat(equal).isLessThan(5);
                assertThat(zero).isLessThan(95);
            }
            for (int day = 0; day < 7; day++) {
                double[] values = imports.subList(96 * day, 96 * day + 96).stream()
                        .mapToDouble(FleetTest::wattHours)
                        .sorted()
                        .toArray();
                assertThat((values[95] - values[93]) / values[93]).isLessThan(1.8);
            }
        }
    }

    @Test
    void peaksInTheEveningAtHomeAndByDayAtWork() {
        assertThat(meanWattHours(new FleetMix(1, 0, 0, 0), 19))
                .isGreaterThan(2 * meanWattHours(new FleetMix(1, 0, 0, 0), 3));
        assertThat(meanWattHours(new FleetMix(0, 1, 0, 0), 10))
                .isGreaterThan(3 * meanWattHours(new FleetMix(0, 1, 0, 0), 22));
    }

    @Test
    void doesNotExportAtNight() {
        Fleet fleet = Fleet.builder()
                .meters(50)
                .mix(PROSUMERS_ONLY)
                .firstDate(LocalDate.of(2026, 6, 1))
                .days(1)
                .build();
        assertThat(fleet.readings(ReadingOrder.BY_METER)
                        .filter(reading -> reading.register().isExport())
                        .filter(reading -> reading.timestamp()
                                        .atZone(ZoneId.of("Europe/Berlin"))
                                        .getHour()
                                < 4))
                .isNotEmpty()
                .allSatisfy(reading -> assertThat(reading.consumption()).isEqualTo(Energy.ZERO));
    }

    @Test
    void givesTheSameReadingWhateverTheFirstDay() {
        Fleet longer = Fleet.builder()
                .meters(20)
                .firstDate(LocalDate.of(2026, 2, 1))
                .days(3)
                .build();
        Fleet later = Fleet.builder()
                .meters(20)
                .firstDate(LocalDate.of(2026, 2, 3))
                .days(1)
                .build();
        Instant start = later.raster().span().start();
        assertThat(later.readings(ReadingOrder.BY_METER))
                .containsExactlyElementsOf(longer.readings(ReadingOrder.BY_METER)
                        .filter(reading -> !reading.timestamp().isBefore(start))
                        .toList());
    }

    @Test
    void takesAnotherSeedForAnotherFleet() {
        assertThat(FleetDigest.of(Fleet.builder().meters(3).seed(2).build().readings(ReadingOrder.BY_TIME)))
                .isNotEqualTo(
                        FleetDigest.of(Fleet.builder().meters(3).seed(3).build().readings(ReadingOrder.BY_TIME)));
    }

    @Test
    void knowsItsMetersById() {
        Fleet fleet = Fleet.builder().meters(12).build();
        assertThat(fleet.find("M000000011")).isEqualTo(fleet.meter(11));
        assertThat(fleet.find("M000000012")).isNull();
        assertThat(fleet.find("M00000001x")).isNull();
        assertThat(fleet.find("elsewhere")).isNull();
    }

    @Test
    void refusesSettingsThatCannotBeSimulated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleet.builder().meters(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleet.builder().days(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleet.builder().cities(List.of()).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Fleet.builder().resolution(Duration.ofSeconds(1)).build());
        assertThatIllegalArgumentException().isThrownBy(() -> new FleetMix(0, 0, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleet.builder().consumption(MeterType.INDUSTRY, ConsumptionSpread.BUSINESS));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsumptionSpread(100, 0.5, 200, 300));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Fleet.builder().mix(new FleetMix(1, 0, 0, 0)).build().reading(0, ObisCode.EXPORT_PROFILE, 0))
                .withMessageContaining("no profile");
    }

    private static int slotsPerMeter(LocalDate date) {
        Fleet fleet = Fleet.builder()
                .meters(3)
                .mix(PROSUMERS_ONLY)
                .calendar(MarketCalendar.of(ZoneId.of("Europe/Berlin")))
                .firstDate(date)
                .days(1)
                .build();
        var counts = fleet.readings(ReadingOrder.BY_TIME)
                .collect(Collectors.groupingBy(
                        reading -> reading.meterId() + reading.register(), Collectors.counting()));
        assertThat(counts).hasSize(6);
        assertThat(counts.values().stream().distinct()).hasSize(1);
        assertThat(fleet.readings(ReadingOrder.BY_TIME))
                .allSatisfy(reading -> assertThat(reading.intervalSeconds()).isEqualTo(900));
        return counts.values().iterator().next().intValue();
    }

    private static double meanYear(FleetMix mix, boolean export) {
        Fleet fleet = Fleet.builder()
                .meters(120)
                .mix(mix)
                .resolution(Duration.ofHours(1))
                .days(365)
                .build();
        return fleet.readings(ReadingOrder.BY_METER)
                        .filter(reading -> reading.register().isExport() == export)
                        .mapToDouble(FleetTest::wattHours)
                        .sum()
                / 1_000
                / fleet.meterCount();
    }

    private static double meanWattHours(FleetMix mix, int hour) {
        Fleet fleet = Fleet.builder()
                .meters(200)
                .mix(mix)
                .firstDate(LocalDate.of(2026, 1, 14))
                .days(1)
                .build();
        return fleet.readings(ReadingOrder.BY_METER)
                .filter(reading ->
                        reading.timestamp().atZone(ZoneId.of("Europe/Berlin")).getHour() == hour)
                .mapToDouble(FleetTest::wattHours)
                .average()
                .orElseThrow();
    }

    private static double wattHours(MeterReading reading) {
        return Objects.requireNonNull(reading.consumption()).milliwattHours() / 1_000.0;
    }
}
