package io.metrify.connector.kafka;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroDecoder;
import io.metrify.avro.AvroFormat;
import io.metrify.avro.SchemaRegistry;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.meter.MeterReading;
import org.apache.avro.message.SchemaStore;

/**
 * What the values of a topic can be. Every decoder turns bytes that mean nothing, and tombstones, into a {@link
 * io.metrify.connector.api.MalformedRecordException} with the reason, takes memory in proportion to the bytes that are
 * there and not to a length they claim, and can be shared between threads.
 *
 * <p>To write values, use {@link AvroFormat} or {@link MeterReadingJson#write(MeterReading)}.
 */
public final class KafkaValues {

    private KafkaValues() {}

    /**
     * Readings in Avro behind Confluent's framing: 00, the number of the writer's schema in four bytes, the value.
     *
     * @param registry knows the schemas by number, usually a {@link ConfluentRegistry}
     * @return a decoder; a registry that cannot be asked is a {@link io.metrify.model.MetrifyException}, never the
     *     record's fault
     */
    public static AvroDecoder<MeterReading> confluentAvro(SchemaRegistry registry) {
        return confluentAvro(AvroCodec.meterReading(), registry);
    }

    /**
     * Values in Avro behind Confluent's framing. Unlike {@link AvroFormat#confluent} this asks for schemas when they are
     * met and never for a number, so that reading needs no schema of one's own in the registry.
     *
     * @param codec what the values are read as
     * @param registry knows the schemas by number
     * @param <T> what the values mean
     * @return a decoder
     */
    public static <T> AvroDecoder<T> confluentAvro(AvroCodec<T> codec, SchemaRegistry registry) {
        return new ConfluentDecoder<>(codec, registry);
    }

    /**
     * Readings in Avro that bring their schema along: each value is an Avro object container file (Avro 1.12
     * specification, "Object Container Files") of exactly one reading, not compressed. It needs no registry, and several
     * times the bytes.
     *
     * @return a decoder
     */
    public static AvroDecoder<MeterReading> embeddedAvro() {
        return new EmbeddedSchemaDecoder<>(AvroCodec.meterReading());
    }

    /**
     * Readings in Avro's single-object encoding: C3 01, the fingerprint of the writer's schema, the value. It needs no
     * registry.
     *
     * @param store the schemas of writers other than this library's own; {@code new SchemaStore.Cache()} if there are none
     * @return a format that reads and writes
     */
    public static AvroFormat<MeterReading> singleObjectAvro(SchemaStore store) {
        return AvroFormat.singleObject(AvroCodec.meterReading(), store);
    }

    /**
     * Readings as JSON documents of at most a mebibyte.
     *
     * @return a decoder
     */
    public static RecordDecoder<MeterReading> json() {
        return MeterReadingJson.decoder();
    }
}
