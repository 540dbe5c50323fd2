package io.metrify.avro;

import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Avro's own writer and reader with Avro's own conversions: what the codecs are compared with. */
final class AvroItself {

    private static final GenericData DATA = new GenericData();

    static {
        DATA.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
    }

    private AvroItself() {}

    static byte[] write(MeterReading reading) {
        Schema schema = AvroCodec.meterReading().schema();
        GenericRecord record = new GenericData.Record(schema);
        record.put("meter_id", reading.meterId());
        if (!reading.register().equals(ObisCode.IMPORT_PROFILE)) {
            record.put("obis_code", reading.register().toString());
        }
        record.put("timestamp", reading.timestamp());
        record.put("interval_seconds", reading.intervalSeconds());
        if (reading.consumption() != null) {
            record.put("consumption_kwh", reading.consumption().toKilowattHours());
        }
        put(record, "voltage", reading.electrical().voltage());
        put(record, "current", reading.electrical().current());
        put(record, "power_factor", reading.electrical().powerFactor());
        put(record, "frequency", reading.electrical().frequency());
        put(record, "temperature", reading.ambient().temperature());
        put(record, "humidity", reading.ambient().humidity());
        if (reading.quality().code() != QualityCode.AS_PROVIDED) {
            put(record, "quality_code", reading.quality().code());
        }
        if (reading.quality().method() != SubstitutionMethod.NONE) {
            put(record, "quality_method", reading.quality().method());
        }
        put(record, "data_quality_score", reading.quality().score());
        return write(record);
    }

    private static void put(GenericRecord record, String field, double value) {
        if (!Double.isNaN(value)) {
            record.put(field, value);
        }
    }

    private static void put(GenericRecord record, String field, Enum<?> value) {
        Schema symbols = record.getSchema().getField(field).schema().getTypes().get(1);
        record.put(field, new GenericData.EnumSymbol(symbols, value.name()));
    }

    static byte[] write(GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema(), DATA).write(record, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    /** Reads all bytes as one record of a schema; bytes left over are an error. */
    static GenericRecord read(Schema schema, byte[] bytes) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes are left over");
        }
        return record;
    }
}
