package io.metrify.connector.api;

/**
 * Makes sense of the bytes of a record. Implementations keep no state between records.
 *
 * @param <T> what the bytes mean
 */
@FunctionalInterface
public interface RecordDecoder<T> {

    /**
     * Decodes a record.
     *
     * @param record the bytes and where they came from; a tombstone has none, and means nothing
     * @return what they mean
     * @throws MalformedRecordException if they mean nothing
     */
    T decode(RawRecord record);
}
