package io.metrify.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.SchemaStore;
import org.junit.jupiter.api.Test;

class AvroFormatTest {

    private static final MeterReading READING = Readings.HOUSEHOLD;
    private static final Schema OTHER = new Schema.Parser().parse("""
                    {"type": "record", "name": "MeterReading", "namespace": "io.metrify.wire", "fields": [
                      {"name": "interval_seconds", "type": "int"},
                      {"name": "meter_id", "type": "string"},
                      {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
                    """);

    private final MeterReadingCodec codec = AvroCodec.meterReading();
    private final SchemaStore.Cache store = new SchemaStore.Cache();
    private final SchemaRegistry registry = SchemaRegistry.inMemory();
    private final AvroFormat<MeterReading> singleObject = AvroFormat.singleObject(codec, store);
    private final AvroFormat<MeterReading> confluent = AvroFormat.confluent(codec, registry, "readings-value");

    @Test
    void avroReadsTheSingleObjectEncoding() throws IOException {
        GenericRecord record = new BinaryMessageDecoder<GenericRecord>(new GenericData(), codec.schema())
                .decode(singleObject.encode(READING));
        assertThat(record.get("meter_id")).hasToString(READING.meterId());
        assertThat(record.get("timestamp")).isEqualTo(READING.timestamp().toEpochMilli());
    }

    @Test
    void theSingleObjectHeaderIsMarkerVersionAndFingerprint() {
        byte[] message = singleObject.encode(READING);
        assertThat(Arrays.copyOf(message, 2)).containsExactly(0xC3, 0x01);
        assertThat(Arrays.copyOfRange(message, 2, 10))
                .isEqualTo(reversed(SchemaNormalization.parsingFingerprint64(codec.schema())));
        assertThat(Arrays.copyOfRange(message, 10, message.length)).isEqualTo(codec.encode(READING));
    }

    @Test
    void theConfluentHeaderIsZeroAndTheIdInFourBytes() {
        SchemaRegistry fixed = SchemaRegistry.of(Map.of(0x01020304, codec.schema()));
        byte[] message = AvroFormat.confluent(codec, fixed, "readings-value").encode(READING);
        assertThat(Arrays.copyOf(message, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Arrays.copyOfRange(message, 5, message.length)).isEqualTo(codec.encode(READING));
    }

    @Test
    void singleObjectResolvesAnotherWriter() {
        store.addSchema(OTHER);
        byte[] body = AvroItself.write(other());
        byte[] message = new byte[10 + body.length];
        message[0] = (byte) 0xC3;
        message[1] = 1;
        System.arraycopy(reversed(SchemaNormalization.parsingFingerprint64(OTHER)), 0, message, 2, 8);
        System.arraycopy(body, 0, message, 10, body.length);
        assertThat(singleObject.decode(message)).isEqualTo(READING.withConsumption(null));
        assertThat(singleObject.decode(message)).isEqualTo(READING.withConsumption(null));
    }

    @Test
    void confluentResolvesAnotherWriter() {
        byte[] body = AvroItself.write(other());
        byte[] message = new byte[5 + body.length];
        message[4] = (byte) registry.id("elsewhere-value", OTHER);
        System.arraycopy(body, 0, message, 5, body.length);
        assertThat(confluent.decode(message)).isEqualTo(READING.withConsumption(null));
        assertThat(confluent.decode(message)).isEqualTo(READING.withConsumption(null));
    }

    @Test
    void meetsASchemaThatIsRegisteredLater() {
        byte[] body = AvroItself.write(other());
        byte[] message = new byte[5 + body.length];
        message[4] = 2;
        System.arraycopy(body, 0, message, 5, body.length);
        assertThatThrownBy(() -> confluent.decode(message)).isInstanceOf(MalformedRecordException.class);
        assertThat(registry.id("elsewhere-value", OTHER)).isEqualTo(2);
        assertThat(confluent.decode(message)).isEqualTo(READING.withConsumption(null));
    }

    @Test
    void refusesAnUnknownFingerprint() {
        byte[] message = singleObject.encode(READING);
        message[5] ^= 1;
        assertThatThrownBy(() -> singleObject.decode(message))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("no schema is known for the fingerprint");
    }

    @Test
    void refusesAnUnknownId() {
        byte[] message = confluent.encode(READING);
        message[2] = 1;
        assertThatThrownBy(() -> confluent.decode(message))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("the registry has no schema of id 65537");
    }

    @Test
    void refusesTheOtherFormat() {
        assertThatThrownBy(() -> confluent.decode(singleObject.encode(READING)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("does not begin with 00");
        assertThatThrownBy(() -> singleObject.decode(confluent.encode(READING)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("does not begin with C3 01");
    }

    @Test
    void refusesAShortHeader() {
        for (int length = 0; length < 10; length++) {
            byte[] message = Arrays.copyOf(singleObject.encode(READING), length);
            assertThatThrownBy(() -> singleObject.decode(message)).isInstanceOf(MalformedRecordException.class);
        }
        for (int length = 0; length < 5; length++) {
            byte[] message = Arrays.copyOf(confluent.encode(READING), length);
            assertThatThrownBy(() -> confluent.decode(message)).isInstanceOf(MalformedRecordException.class);
        }
    }

    @Test
    void decodesTheValueOfARecord() {
        RawRecord record = RawRecord.of(new Origin("readings", "0", 7), confluent.encode(READING));
        assertThat(confluent.decode(record)).isEqualTo(READING);
    }

    @Test
    void refusesATombstone() {
        RawRecord tombstone = new RawRecord(new Origin("readings", "0", 7), null, null, Map.of());
        assertThatThrownBy(() -> confluent.decode(tombstone))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("tombstone");
    }

    @Test
    void registersASchemaOnce() {
        assertThat(registry.id("a", OTHER)).isEqualTo(registry.id("b", OTHER));
        assertThat(registry.schema(0)).isNull();
        assertThat(registry.schema(3)).isNull();
        assertThat(registry.schema(1)).isEqualTo(codec.schema());
    }

    @Test
    void aFixedRegistryTakesNoOtherSchema() {
        SchemaRegistry fixed = SchemaRegistry.of(Map.of(7, OTHER));
        assertThatThrownBy(() -> AvroFormat.confluent(codec, fixed, "readings-value"))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("io.metrify.wire.MeterReading");
    }

    private static GenericRecord other() {
        GenericRecord record = new GenericData.Record(OTHER);
        record.put("interval_seconds", READING.intervalSeconds());
        record.put("meter_id", READING.meterId());
        record.put("timestamp", READING.timestamp());
        return record;
    }

    private static byte[] reversed(long fingerprint) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (fingerprint >> (8 * i));
        }
        return bytes;
    }
}
