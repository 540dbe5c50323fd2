package io.metrify.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireTime;
import io.metrify.model.grid.EicCode;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripProperties {

    private static final ObjectMapper PLAIN =
            JsonMapper.builder().addModule(new MetrifyModule()).build();

    @Property
    void everyMeterReadingComesBack(@ForAll("meterReadings") MeterReading reading) throws JsonProcessingException {
        assertComesBack(MeterReading.class, reading);
        assertThat(MeterReadingJson.read(MeterReadingJson.write(reading))).isEqualTo(reading);
    }

    @Property
    void everyRegisterReadingComesBack(@ForAll("registerReadings") RegisterReading reading)
            throws JsonProcessingException {
        assertComesBack(RegisterReading.class, reading);
    }

    @Property
    void everyReadingVersionComesBack(@ForAll("readingVersions") ReadingVersion version)
            throws JsonProcessingException {
        assertComesBack(ReadingVersion.class, version);
    }

    @Property
    void everyMeterComesBack(@ForAll("meters") Meter meter) throws JsonProcessingException {
        assertComesBack(Meter.class, meter);
    }

    @Property
    void everyGridStatusComesBack(@ForAll("gridStatuses") GridStatus status) throws JsonProcessingException {
        assertComesBack(GridStatus.class, status);
    }

    @Property
    void everyGridOperatorComesBack(@ForAll("gridOperators") GridOperator operator) throws JsonProcessingException {
        assertComesBack(GridOperator.class, operator);
        assertComesBackAlone(EicCode.class, operator.controlZone());
    }

    @Property
    void everyWeatherObservationComesBack(@ForAll("weatherObservations") WeatherObservation weather)
            throws JsonProcessingException {
        assertComesBack(WeatherObservation.class, weather);
    }

    @Property
    void everyCityComesBack(@ForAll("cities") City city) throws JsonProcessingException {
        assertComesBack(City.class, city);
    }

    @Property
    void everyEnergyComesBack(@ForAll("energies") Energy energy) throws JsonProcessingException {
        assertComesBackAlone(Energy.class, energy);
    }

    @Property
    void everyObisCodeComesBack(@ForAll("obisCodes") ObisCode code) throws JsonProcessingException {
        assertComesBackAlone(ObisCode.class, code);
    }

    @Property
    void everyIntervalOfWireTimesComesBack(@ForAll("intervals") Interval interval) throws JsonProcessingException {
        if (interval.end().toEpochMilli() <= WireTime.MAX_EPOCH_MILLI) {
            assertComesBackAlone(Interval.class, interval);
        }
    }

    @Property
    void everyConstantComesBack(@ForAll QualityCode code, @ForAll SubstitutionMethod method, @ForAll MeterType type)
            throws JsonProcessingException {
        assertComesBackAlone(QualityCode.class, code);
        assertComesBackAlone(SubstitutionMethod.class, method);
        assertComesBackAlone(MeterType.class, type);
    }

    private static <T> void assertComesBack(Class<T> type, T value) throws JsonProcessingException {
        JsonCodec<T> codec = JsonCodec.of(type);
        assertThat(codec.read(codec.write(value))).isEqualTo(value);
        assertComesBackAlone(type, value);
        assertThat(PLAIN.treeToValue(PLAIN.<JsonNode>valueToTree(value), type)).isEqualTo(value);
    }

    private static <T> void assertComesBackAlone(Class<T> type, T value) throws JsonProcessingException {
        assertThat(PLAIN.readValue(PLAIN.writeValueAsString(value), type)).isEqualTo(value);
    }

    @Provide
    Arbitrary<MeterReading> meterReadings() {
        return ModelArbitraries.meterReadings();
    }

    @Provide
    Arbitrary<RegisterReading> registerReadings() {
        return ModelArbitraries.registerReadings();
    }

    @Provide
    Arbitrary<ReadingVersion> readingVersions() {
        return ModelArbitraries.readingVersions();
    }

    @Provide
    Arbitrary<Meter> meters() {
        return ModelArbitraries.meters();
    }

    @Provide
    Arbitrary<GridStatus> gridStatuses() {
        return ModelArbitraries.gridStatuses();
    }

    @Provide
    Arbitrary<GridOperator> gridOperators() {
        return ModelArbitraries.gridOperators();
    }

    @Provide
    Arbitrary<WeatherObservation> weatherObservations() {
        return ModelArbitraries.weatherObservations();
    }

    @Provide
    Arbitrary<City> cities() {
        return ModelArbitraries.cities();
    }

    @Provide
    Arbitrary<Energy> energies() {
        return ModelArbitraries.energies();
    }

    @Provide
    Arbitrary<ObisCode> obisCodes() {
        return ModelArbitraries.obisCodes();
    }

    @Provide
    Arbitrary<Interval> intervals() {
        return ModelArbitraries.intervals();
    }
}
