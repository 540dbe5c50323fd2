package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import org.apache.avro.message.SchemaStore;

/**
 * A way to put values of one type into bytes and to get them back: Avro's bare binary encoding (an {@link AvroCodec} by
 * itself), or that encoding behind a header that says which schema wrote it. It can be shared between threads.
 *
 * <pre>{@code
 * SchemaRegistry registry = SchemaRegistry.inMemory();
 * AvroFormat<MeterReading> format = AvroFormat.confluent(AvroCodec.meterReading(), registry, "readings-value");
 * byte[] message = format.encode(reading);     // 00, four bytes of schema id, the reading
 * MeterReading same = format.decode(message);
 * }</pre>
 *
 * @param <T> what the bytes mean
 */
public interface AvroFormat<T> extends AvroDecoder<T> {

    /**
     * Encodes a value.
     *
     * @param value the value
     * @return a new array with the value and nothing else
     */
    byte[] encode(T value);

    /**
     * Avro's single-object encoding: the bytes C3 01, the CRC-64-AVRO fingerprint of the writer's schema in eight bytes
     * (little-endian), then the value (Avro 1.12 specification, "Single-object encoding").
     *
     * <p>A value written with the codec's own schema needs no store. For any other fingerprint the store is asked once;
     * the value is then resolved into the codec's schema. A message that is too short, begins with something else or
     * has a fingerprint the store does not know is a {@link MalformedRecordException}.
     *
     * @param codec what reads and writes the value
     * @param store the schemas of other writers; {@code findByFingerprint} may answer null
     * @param <T> what the bytes mean
     * @return the format
     */
    static <T> AvroFormat<T> singleObject(AvroCodec<T> codec, SchemaStore store) {
        return new SingleObjectFormat<>(codec, store);
    }

    /**
     * The framing of Confluent's schema registry: the byte 00, the id of the writer's schema in four bytes
     * (big-endian), then the value.
     *
     * <p>The id of the codec's own schema is asked for here, once. The schema of any other id is asked for when the id
     * is first met; the value is then resolved into the codec's schema. A message that is too short, begins with
     * something else or has an id the registry does not know is a {@link MalformedRecordException}.
     *
     * @param codec what reads and writes the value
     * @param registry gives ids to schemas and schemas to ids
     * @param subject what the codec's schema is registered under, for Kafka usually the topic's name with {@code
     *     -value} behind it
     * @param <T> what the bytes mean
     * @return the format
     */
    static <T> AvroFormat<T> confluent(AvroCodec<T> codec, SchemaRegistry registry, String subject) {
        return new ConfluentFormat<>(codec, registry, subject);
    }
}
