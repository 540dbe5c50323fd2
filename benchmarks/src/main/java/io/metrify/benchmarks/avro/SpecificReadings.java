package io.metrify.benchmarks.avro;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Readings as the classes that Avro generates: decimals as numbers, or as bytes, which is the generator's default. */
final class SpecificReadings {

    private SpecificReadings() {}

    static io.metrify.wire.MeterReading typed(MeterReading reading) {
        io.metrify.wire.MeterReading record = new io.metrify.wire.MeterReading();
        record.setMeterId(reading.meterId());
        record.setObisCode(obis(reading));
        record.setTimestamp(reading.timestamp());
        record.setIntervalSeconds(reading.intervalSeconds());
        Energy energy = reading.consumption();
        record.setConsumptionKwh(energy == null ? null : energy.toKilowattHours());
        record.setVoltage(boxed(reading.electrical().voltage()));
        record.setCurrent(boxed(reading.electrical().current()));
        record.setPowerFactor(boxed(reading.electrical().powerFactor()));
        record.setFrequency(boxed(reading.electrical().frequency()));
        record.setTemperature(boxed(reading.ambient().temperature()));
        record.setHumidity(boxed(reading.ambient().humidity()));
        QualityCode code = reading.quality().code();
        record.setQualityCode(
                code == QualityCode.AS_PROVIDED ? null : io.metrify.wire.QualityCode.valueOf(code.name()));
        record.setDataQualityScore(boxed(reading.quality().score()));
        return record;
    }

    static io.metrify.benchmarks.bytebuffer.MeterReading untyped(MeterReading reading) {
        io.metrify.benchmarks.bytebuffer.MeterReading record = new io.metrify.benchmarks.bytebuffer.MeterReading();
        record.setMeterId(reading.meterId());
        record.setObisCode(obis(reading));
        record.setTimestamp(reading.timestamp());
        record.setIntervalSeconds(reading.intervalSeconds());
        Energy energy = reading.consumption();
        record.setConsumptionKwh(
                energy == null
                        ? null
                        : ByteBuffer.wrap(
                                BigInteger.valueOf(energy.milliwattHours()).toByteArray()));
        record.setVoltage(boxed(reading.electrical().voltage()));
        record.setCurrent(boxed(reading.electrical().current()));
        record.setPowerFactor(boxed(reading.electrical().powerFactor()));
        record.setFrequency(boxed(reading.electrical().frequency()));
        record.setTemperature(boxed(reading.ambient().temperature()));
        record.setHumidity(boxed(reading.ambient().humidity()));
        QualityCode code = reading.quality().code();
        record.setQualityCode(
                code == QualityCode.AS_PROVIDED
                        ? null
                        : io.metrify.benchmarks.bytebuffer.QualityCode.valueOf(code.name()));
        record.setDataQualityScore(boxed(reading.quality().score()));
        return record;
    }

    private static @Nullable String obis(MeterReading reading) {
        ObisCode register = reading.register();
        return register.equals(ObisCode.IMPORT_PROFILE) ? null : register.toString();
    }

    private static @Nullable Double boxed(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
