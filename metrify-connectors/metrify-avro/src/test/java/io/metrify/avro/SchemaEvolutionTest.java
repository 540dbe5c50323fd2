package io.metrify.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** The published schemas read what older and newer writers wrote, and older readers read what they write. */
class SchemaEvolutionTest {

    private static final Instant START = Instant.parse("2026-03-29T00:00:00Z");

    private final MeterReadingCodec codec = AvroCodec.meterReading();

    /** The first shape of a reading: only what no reading can do without. */
    private static final Schema V1 = parse("""
            {"type": "record", "name": "MeterReading", "namespace": "io.metrify.wire", "fields": [
              {"name": "meter_id", "type": "string"},
              {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "interval_seconds", "type": "int"},
              {"name": "consumption_kwh", "default": null, "type": ["null",
                {"type": "bytes", "logicalType": "decimal", "precision": 18, "scale": 6}]}]}
            """);

    @Test
    void readsAWriterThatKnewNoOptionalFields() {
        assertThat(codec.writtenWith(V1).decode(AvroItself.write(v1()))).isEqualTo(reading());
    }

    @Test
    void isReadByAReaderThatKnowsNoOptionalFields() throws Exception {
        byte[] bytes = codec.encode(reading().withQuality(ReadingQuality.of(QualityCode.EDITED)));
        GenericRecord old = resolve(codec.schema(), V1, bytes);
        assertThat(old.get("meter_id")).hasToString("DE-0042");
        assertThat(old.get("timestamp")).isEqualTo(START.toEpochMilli());
        assertThat(old.get("interval_seconds")).isEqualTo(900);
    }

    @Test
    void skipsFieldsOfANewerWriter() {
        Schema v2 = with("""
                {"name": "firmware", "type": {"type": "record", "name": "Firmware", "fields": [
                  {"name": "version", "type": "string"},
                  {"name": "patches", "type": {"type": "array", "items": "string"}},
                  {"name": "settings", "type": {"type": "map", "values": "int"}}]}},
                {"name": "phases", "type": ["null", "int"], "default": null},
                """);
        GenericRecord newer = record(v2);
        GenericRecord firmware = new GenericData.Record(v2.getField("firmware").schema());
        firmware.put("version", "7.1");
        firmware.put("patches", List.of("a", "b"));
        firmware.put("settings", Map.of("level", 3));
        newer.put("firmware", firmware);
        newer.put("phases", 3);
        assertThat(codec.writtenWith(v2).decode(AvroItself.write(newer))).isEqualTo(reading());
    }

    @Test
    void addsADefaultForANewerReader() throws Exception {
        Schema v2 = with("{\"name\": \"tariff\", \"type\": \"int\", \"default\": 7},");
        GenericRecord newer = resolve(codec.schema(), v2, codec.encode(reading()));
        assertThat(newer.get("tariff")).isEqualTo(7);
        assertThat(newer.get("meter_id")).hasToString("DE-0042");
    }

    @Test
    void followsAFieldThatANewerReaderRenamed() throws Exception {
        Schema renamed = parse(codec.schema()
                .toString()
                .replace("\"name\":\"meter_id\"", "\"name\":\"metering_point\",\"aliases\":[\"meter_id\"]"));
        GenericRecord newer = resolve(codec.schema(), renamed, codec.encode(reading()));
        assertThat(newer.get("metering_point")).hasToString("DE-0042");
    }

    @Test
    void promotesAnIntegerForANewerReader() throws Exception {
        Schema wider =
                parse(codec.schema().toString().replaceFirst("(\"interval_seconds\",\"type\":)\"int\"", "$1\"long\""));
        assertThat(wider).isNotEqualTo(codec.schema());
        GenericRecord newer = resolve(codec.schema(), wider, codec.encode(reading()));
        assertThat(newer.get("interval_seconds")).isEqualTo(900L);
    }

    @Test
    void promotesATimestampThatWasWrittenAsAnInteger() {
        Schema narrow =
                parse(V1.toString().replace("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "\"int\""));
        GenericRecord record = new GenericData.Record(narrow);
        record.put("meter_id", "m");
        record.put("timestamp", 60_000);
        record.put("interval_seconds", 60);
        MeterReading decoded = codec.writtenWith(narrow).decode(AvroItself.write(record));
        assertThat(decoded.timestamp()).isEqualTo(Instant.ofEpochMilli(60_000));
    }

    @Test
    void promotesAFloatToADouble() {
        Schema floats = with("{\"name\": \"voltage\", \"type\": \"float\"},");
        GenericRecord record = record(floats);
        record.put("voltage", 230.5f);
        MeterReading decoded = codec.writtenWith(floats).decode(AvroItself.write(record));
        assertThat(decoded.electrical().voltage()).isEqualTo(230.5);
    }

    @Test
    void readsAnUnknownQualityCodeAsQuestionableAndAnUnknownMethodAsUnspecified() {
        Schema newer = parse(codec.schema()
                .toString()
                .replace("\"UNUSABLE\"]", "\"UNUSABLE\",\"BLESSED\"]")
                .replace("\"UNSPECIFIED\"]", "\"UNSPECIFIED\",\"ORACLE\"]"));
        GenericRecord record = record(newer);
        record.put("quality_code", symbol(newer, "quality_code", "BLESSED"));
        record.put("quality_method", symbol(newer, "quality_method", "ORACLE"));
        MeterReading decoded = codec.writtenWith(newer).decode(AvroItself.write(record));
        assertThat(decoded.quality().code()).isEqualTo(QualityCode.QUESTIONABLE);
        assertThat(decoded.quality().method()).isEqualTo(SubstitutionMethod.UNSPECIFIED);
    }

    @Test
    void refusesAnUnknownKindOfVersionAndNamesTheField() {
        ReadingVersion version = ReadingVersion.delivery(reading(), START);
        Schema newer = parse(
                AvroCodec.readingVersion().schema().toString().replace("[\"DELIVERY\"", "[\"RUMOUR\",\"DELIVERY\""));
        byte[] bytes = AvroCodec.readingVersion().encode(version);
        assertThatThrownBy(() -> AvroCodec.readingVersion().writtenWith(newer).decode(bytes))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        refused -> assertThat(refused.path()).isEqualTo("kind"));
    }

    @Test
    void namesAFieldInsideAnotherByBoth() {
        byte[] bytes = AvroCodec.readingVersion().encode(ReadingVersion.delivery(reading(), START));
        bytes[1 + "DE-0042".length() + 1 + 6] = 1; // interval_seconds = -1, in the first of its two bytes
        bytes[1 + "DE-0042".length() + 2 + 6] = 0;
        assertThatThrownBy(() -> AvroCodec.readingVersion().decode(bytes))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        refused -> assertThat(refused.path()).startsWith("reading/"));
    }

    @Test
    void readsAnUnknownMeterTypeAsOther() {
        Schema newer =
                parse(AvroCodec.meter().schema().toString().replace("\"OTHER\"]", "\"OTHER\",\"CHARGING_POINT\"]"));
        GenericRecord record = new GenericData.Record(newer);
        record.put("meter_id", "m");
        record.put(
                "meter_type",
                new GenericData.EnumSymbol(newer.getField("meter_type").schema(), "CHARGING_POINT"));
        record.put("region", "Hessen");
        record.put("interval_seconds", 900);
        record.put("register_digits", 6);
        Meter meter = AvroCodec.meter().writtenWith(newer).decode(AvroItself.write(record));
        assertThat(meter.type()).isEqualTo(MeterType.OTHER);
        assertThat(meter.removed()).isNull();
    }

    @Test
    void readsAnEarlierMeterWithTheUsualRegisterDigits() {
        Schema earlier = parse("""
                {"type": "record", "name": "Meter", "namespace": "io.metrify.wire", "fields": [
                  {"name": "meter_id", "type": "string"},
                  {"name": "meter_type", "type": {"type": "enum", "name": "MeterType", "symbols": ["HOUSEHOLD"]}},
                  {"name": "region", "type": "string"},
                  {"name": "interval_seconds", "type": "int"}]}
                """);
        GenericRecord record = new GenericData.Record(earlier);
        record.put("meter_id", "m");
        record.put(
                "meter_type",
                new GenericData.EnumSymbol(earlier.getField("meter_type").schema(), "HOUSEHOLD"));
        record.put("region", "Hessen");
        record.put("interval_seconds", 900);
        Meter meter = AvroCodec.meter().writtenWith(earlier).decode(AvroItself.write(record));
        assertThat(meter.registerDigits()).isEqualTo(Meter.USUAL_REGISTER_DIGITS);
    }

    @Test
    void readsTheSameSchemaWithOtherWordsByHand() {
        Schema reworded = parse(codec.schema().toString().replace("Mean voltage in V.", "Volts."));
        assertThat(codec.writtenWith(reworded)).isSameAs(codec);
    }

    @Test
    void readsADecimalOfFewerDigits() {
        Schema shorter = parse(V1.toString().replace("\"precision\":18", "\"precision\":9"));
        GenericRecord record = new GenericData.Record(shorter);
        v1().getSchema().getFields().forEach(field -> record.put(field.name(), v1().get(field.name())));
        assertThat(codec.writtenWith(shorter).decode(AvroItself.write(record))).isEqualTo(reading());
    }

    @Test
    void refusesMicrosecondsForMilliseconds() {
        Schema micros = parse(codec.schema().toString().replace("timestamp-millis", "timestamp-micros"));
        assertThatThrownBy(() -> codec.writtenWith(micros).decode(codec.encode(reading())))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("timestamp is written as timestamp-micros and read as timestamp-millis");
    }

    @Test
    void refusesADecimalOfAnotherScale() {
        Schema watts = parse(codec.schema().toString().replace("\"scale\":6", "\"scale\":3"));
        assertThatThrownBy(() -> codec.writtenWith(watts).decode(codec.encode(reading())))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("consumption_kwh is written as decimal(18,3) and read as decimal(18,6)");
    }

    @Test
    void refusesAWriterWithoutAFieldThatHasNoDefault() {
        Schema nameless = parse(V1.toString().replace("\"name\":\"meter_id\"", "\"name\":\"point\""));
        GenericRecord record = new GenericData.Record(nameless);
        v1().getSchema().getFields().forEach(field -> {
            if (!field.name().equals("meter_id")) {
                record.put(field.name(), v1().get(field.name()));
            }
        });
        record.put("point", "DE-0042");
        byte[] bytes = AvroItself.write(record);
        assertThatThrownBy(() -> codec.writtenWith(nameless).decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("meter_id");
    }

    @Test
    void refusesAWriterOfSomethingElse() {
        byte[] bytes = AvroCodec.gridOperator().encode(GridOperator.TENNET);
        assertThatThrownBy(() ->
                        codec.writtenWith(AvroCodec.gridOperator().schema()).decode(bytes))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void refusesARecordNestedTooDeeply() {
        Schema endless = with("""
                {"name": "chain", "type": {"type": "record", "name": "Link", "fields": [
                  {"name": "next", "type": ["null", "Link"]}]}},
                """);
        byte[] bytes = new byte[4_000_000];
        Arrays.fill(bytes, (byte) 2);
        assertThatThrownBy(() -> codec.writtenWith(endless).decode(bytes)).isInstanceOf(MalformedRecordException.class);
    }

    private static MeterReading reading() {
        return MeterReading.of("DE-0042", Interval.of(START, Duration.ofMinutes(15)), Energy.parse("0.125"));
    }

    private static GenericRecord v1() {
        GenericRecord record = new GenericData.Record(V1);
        fill(record);
        return record;
    }

    private static GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        fill(record);
        return record;
    }

    private static void fill(GenericRecord record) {
        record.put("meter_id", "DE-0042");
        record.put("timestamp", START);
        record.put("interval_seconds", 900);
        record.put("consumption_kwh", new BigDecimal("0.125000"));
    }

    private static GenericData.EnumSymbol symbol(Schema schema, String field, String name) {
        return new GenericData.EnumSymbol(
                schema.getField(field).schema().getTypes().get(1), name);
    }

    /** The first shape with more fields in front. */
    private static Schema with(String fields) {
        return parse(V1.toString().replace("\"fields\":[", "\"fields\":[" + fields));
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }

    private static GenericRecord resolve(Schema writer, Schema reader, byte[] bytes) throws IOException {
        return new GenericDatumReader<GenericRecord>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
