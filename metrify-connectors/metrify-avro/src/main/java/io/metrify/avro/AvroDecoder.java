package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.RecordDecoder;

/**
 * Makes a value of Avro's binary encoding. It never changes the bytes, keeps nothing between records and can be shared
 * between threads.
 *
 * <p>Whatever the bytes are, the answer is a value or a {@link MalformedRecordException}, and the memory used is
 * proportional to the number of bytes given, not to a length they claim.
 *
 * @param <T> what the bytes mean
 */
public interface AvroDecoder<T> extends RecordDecoder<T> {

    /**
     * Decodes a range of bytes that holds one value and nothing else.
     *
     * @param bytes where the value is
     * @param from index of its first byte
     * @param to index after its last byte
     * @return the value
     * @throws MalformedRecordException if the range is no such value; its path is the wire name of the field at fault
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    T decode(byte[] bytes, int from, int to);

    /**
     * Decodes bytes that hold one value and nothing else.
     *
     * @param bytes the value
     * @return the value
     * @throws MalformedRecordException if the bytes are no such value; its path is the wire name of the field at fault
     */
    default T decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * Decodes the value of a record.
     *
     * @param record the bytes and where they came from
     * @return the value
     * @throws MalformedRecordException if the record has no value, or its value cannot be understood
     */
    @Override
    default T decode(RawRecord record) {
        byte[] value = record.value();
        if (value == null) {
            throw new MalformedRecordException("", "the record is a tombstone, it has no value to decode");
        }
        return decode(value, 0, value.length);
    }
}
