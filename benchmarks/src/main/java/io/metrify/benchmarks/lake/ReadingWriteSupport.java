package io.metrify.benchmarks.lake;

import io.metrify.model.Energy;
import io.metrify.model.Measurement;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** What an application writes that uses plain parquet-java: one call to a consumer for each field of each row. */
final class ReadingWriteSupport extends WriteSupport<MeterReading> {

    private static final int METER_ID = 0;
    private static final int OBIS_CODE = 1;
    private static final int TIMESTAMP = 2;
    private static final int INTERVAL_SECONDS = 3;
    private static final int CONSUMPTION_KWH = 4;
    private static final int VOLTAGE = 5;
    private static final int CURRENT = 6;
    private static final int POWER_FACTOR = 7;
    private static final int FREQUENCY = 8;
    private static final int TEMPERATURE = 9;
    private static final int HUMIDITY = 10;
    private static final int QUALITY_CODE = 11;
    private static final int QUALITY_METHOD = 12;
    private static final int DATA_QUALITY_SCORE = 13;

    private static final Map<QualityCode, Binary> CODES = new EnumMap<>(QualityCode.class);
    private static final Map<SubstitutionMethod, Binary> METHODS = new EnumMap<>(SubstitutionMethod.class);

    static {
        for (QualityCode code : QualityCode.values()) {
            CODES.put(code, Binary.fromString(code.name()));
        }
        for (SubstitutionMethod method : SubstitutionMethod.values()) {
            METHODS.put(method, Binary.fromString(method.name()));
        }
    }

    private final MessageType columns;
    private final Map<ObisCode, Binary> registers = new HashMap<>();
    private @Nullable RecordConsumer consumer;

    // Rows often come meter by meter; the id is encoded once for a stretch of them.
    private String lastMeterId = "";
    private Binary lastMeter = Binary.EMPTY;

    ReadingWriteSupport(MessageType columns) {
        this.columns = columns;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same; never called
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        return new WriteContext(columns, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    @SuppressWarnings("NullAway") // prepareForWrite comes first, says WriteSupport
    public void write(MeterReading reading) {
        RecordConsumer out = consumer;
        out.startMessage();
        text(out, "meter_id", METER_ID, meter(reading.meterId()));
        text(
                out,
                "obis_code",
                OBIS_CODE,
                registers.computeIfAbsent(reading.register(), code -> Binary.fromString(code.toString())));
        out.startField("timestamp", TIMESTAMP);
        out.addLong(reading.timestamp().toEpochMilli());
        out.endField("timestamp", TIMESTAMP);
        out.startField("interval_seconds", INTERVAL_SECONDS);
        out.addInteger(reading.intervalSeconds());
        out.endField("interval_seconds", INTERVAL_SECONDS);
        Energy consumption = reading.consumption();
        if (consumption != null) {
            out.startField("consumption_kwh", CONSUMPTION_KWH);
            out.addLong(consumption.milliwattHours());
            out.endField("consumption_kwh", CONSUMPTION_KWH);
        }
        Electrical electrical = reading.electrical();
        measurement(out, "voltage", VOLTAGE, electrical.voltage());
        measurement(out, "current", CURRENT, electrical.current());
        measurement(out, "power_factor", POWER_FACTOR, electrical.powerFactor());
        measurement(out, "frequency", FREQUENCY, electrical.frequency());
        Ambient ambient = reading.ambient();
        measurement(out, "temperature", TEMPERATURE, ambient.temperature());
        measurement(out, "humidity", HUMIDITY, ambient.humidity());
        text(out, "quality_code", QUALITY_CODE, CODES.get(reading.quality().code()));
        SubstitutionMethod method = reading.quality().method();
        if (method != SubstitutionMethod.NONE) {
            text(out, "quality_method", QUALITY_METHOD, METHODS.get(method));
        }
        measurement(
                out, "data_quality_score", DATA_QUALITY_SCORE, reading.quality().score());
        out.endMessage();
    }

    private Binary meter(String meterId) {
        if (!meterId.equals(lastMeterId)) {
            lastMeterId = meterId;
            lastMeter = Binary.fromString(meterId);
        }
        return lastMeter;
    }

    private static void text(RecordConsumer out, String column, int index, Binary value) {
        out.startField(column, index);
        out.addBinary(value);
        out.endField(column, index);
    }

    private static void measurement(RecordConsumer out, String column, int index, double value) {
        if (Measurement.isTaken(value)) {
            out.startField(column, index);
            out.addDouble(value);
            out.endField(column, index);
        }
    }
}
