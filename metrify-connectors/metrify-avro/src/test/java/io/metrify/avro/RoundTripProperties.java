package io.metrify.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.message.SchemaStore;

/** decode(encode(x)) = x for every type in every format, and no damage gives anything but a value or a refusal. */
class RoundTripProperties {

    @Provide
    Arbitrary<MeterReading> meterReadings() {
        return Readings.meterReadings();
    }

    @Property
    void meterReading(@ForAll("meterReadings") MeterReading value, @ForAll long seed) {
        survives(AvroCodec.meterReading(), value, seed);
    }

    @Provide
    Arbitrary<ReadingVersion> readingVersions() {
        return Readings.readingVersions();
    }

    @Property
    void readingVersion(@ForAll("readingVersions") ReadingVersion value, @ForAll long seed) {
        survives(AvroCodec.readingVersion(), value, seed);
    }

    @Provide
    Arbitrary<RegisterReading> registerReadings() {
        return Readings.registerReadings();
    }

    @Property
    void registerReading(@ForAll("registerReadings") RegisterReading value, @ForAll long seed) {
        survives(AvroCodec.registerReading(), value, seed);
    }

    @Provide
    Arbitrary<Meter> meters() {
        return Readings.meters();
    }

    @Property
    void meter(@ForAll("meters") Meter value, @ForAll long seed) {
        survives(AvroCodec.meter(), value, seed);
    }

    @Provide
    Arbitrary<GridStatus> gridStatuses() {
        return Surroundings.gridStatuses();
    }

    @Property
    void gridStatus(@ForAll("gridStatuses") GridStatus value, @ForAll long seed) {
        survives(AvroCodec.gridStatus(), value, seed);
    }

    @Provide
    Arbitrary<GridOperator> gridOperators() {
        return Surroundings.gridOperators();
    }

    @Property
    void gridOperator(@ForAll("gridOperators") GridOperator value, @ForAll long seed) {
        survives(AvroCodec.gridOperator(), value, seed);
    }

    @Provide
    Arbitrary<WeatherObservation> weatherObservations() {
        return Surroundings.weatherObservations();
    }

    @Property
    void weatherObservation(@ForAll("weatherObservations") WeatherObservation value, @ForAll long seed) {
        survives(AvroCodec.weatherObservation(), value, seed);
    }

    @Provide
    Arbitrary<City> cities() {
        return Surroundings.cities();
    }

    @Property
    void city(@ForAll("cities") City value, @ForAll long seed) {
        survives(AvroCodec.city(), value, seed);
    }

    private static <T> void survives(AvroCodec<T> codec, T value, long seed) {
        survives((AvroFormat<T>) codec, value, seed);
        survives(AvroFormat.singleObject(codec, new SchemaStore.Cache()), value, seed);
        survives(AvroFormat.confluent(codec, SchemaRegistry.inMemory(), "anything-value"), value, seed);
    }

    private static <T> void survives(AvroFormat<T> format, T value, long seed) {
        byte[] bytes = format.encode(value);
        assertThat(format.decode(bytes)).isEqualTo(value);
        try {
            T damaged = format.decode(Mutation.of(bytes, new Random(seed)));
            assertThat(format.decode(format.encode(damaged))).isEqualTo(damaged);
        } catch (MalformedRecordException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }
}
