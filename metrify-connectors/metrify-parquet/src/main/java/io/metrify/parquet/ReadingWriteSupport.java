package io.metrify.parquet;

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
import org.jspecify.annotations.Nullable;

/** Takes readings apart into the columns of {@link ReadingSchema}. */
final class ReadingWriteSupport extends WriteSupport<MeterReading> {

    private static final int METER_ID = index(ReadingSchema.METER_ID);
    private static final int OBIS_CODE = index(ReadingSchema.OBIS_CODE);
    private static final int TIMESTAMP = index(ReadingSchema.TIMESTAMP);
    private static final int INTERVAL_SECONDS = index(ReadingSchema.INTERVAL_SECONDS);
    private static final int CONSUMPTION_KWH = index(ReadingSchema.CONSUMPTION_KWH);
    private static final int VOLTAGE = index(ReadingSchema.VOLTAGE);
    private static final int CURRENT = index(ReadingSchema.CURRENT);
    private static final int POWER_FACTOR = index(ReadingSchema.POWER_FACTOR);
    private static final int FREQUENCY = index(ReadingSchema.FREQUENCY);
    private static final int TEMPERATURE = index(ReadingSchema.TEMPERATURE);
    private static final int HUMIDITY = index(ReadingSchema.HUMIDITY);
    private static final int QUALITY_CODE = index(ReadingSchema.QUALITY_CODE);
    private static final int QUALITY_METHOD = index(ReadingSchema.QUALITY_METHOD);
    private static final int DATA_QUALITY_SCORE = index(ReadingSchema.DATA_QUALITY_SCORE);

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

    private final Map<ObisCode, Binary> registers = new HashMap<>();
    private @Nullable RecordConsumer consumer;

    // Rows often come meter by meter; the id is encoded once for a stretch of them.
    private String lastMeterId = "";
    private Binary lastMeter = Binary.EMPTY;

    private static int index(String column) {
        return ReadingSchema.COLUMNS.getFieldIndex(column);
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

    private static WriteContext context() {
        return new WriteContext(ReadingSchema.COLUMNS, Map.of());
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
        text(out, ReadingSchema.METER_ID, METER_ID, meter(reading.meterId()));
        text(
                out,
                ReadingSchema.OBIS_CODE,
                OBIS_CODE,
                registers.computeIfAbsent(reading.register(), code -> Binary.fromString(code.toString())));
        out.startField(ReadingSchema.TIMESTAMP, TIMESTAMP);
        out.addLong(reading.timestamp().toEpochMilli());
        out.endField(ReadingSchema.TIMESTAMP, TIMESTAMP);
        out.startField(ReadingSchema.INTERVAL_SECONDS, INTERVAL_SECONDS);
        out.addInteger(reading.intervalSeconds());
        out.endField(ReadingSchema.INTERVAL_SECONDS, INTERVAL_SECONDS);
        Energy consumption = reading.consumption();
        if (consumption != null) {
            out.startField(ReadingSchema.CONSUMPTION_KWH, CONSUMPTION_KWH);
            out.addLong(consumption.milliwattHours());
            out.endField(ReadingSchema.CONSUMPTION_KWH, CONSUMPTION_KWH);
        }
        Electrical electrical = reading.electrical();
        measurement(out, ReadingSchema.VOLTAGE, VOLTAGE, electrical.voltage());
        measurement(out, ReadingSchema.CURRENT, CURRENT, electrical.current());
        measurement(out, ReadingSchema.POWER_FACTOR, POWER_FACTOR, electrical.powerFactor());
        measurement(out, ReadingSchema.FREQUENCY, FREQUENCY, electrical.frequency());
        Ambient ambient = reading.ambient();
        measurement(out, ReadingSchema.TEMPERATURE, TEMPERATURE, ambient.temperature());
        measurement(out, ReadingSchema.HUMIDITY, HUMIDITY, ambient.humidity());
        text(
                out,
                ReadingSchema.QUALITY_CODE,
                QUALITY_CODE,
                CODES.get(reading.quality().code()));
        SubstitutionMethod method = reading.quality().method();
        if (method != SubstitutionMethod.NONE) {
            text(out, ReadingSchema.QUALITY_METHOD, QUALITY_METHOD, METHODS.get(method));
        }
        measurement(
                out,
                ReadingSchema.DATA_QUALITY_SCORE,
                DATA_QUALITY_SCORE,
                reading.quality().score());
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
