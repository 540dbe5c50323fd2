package io.metrify.json;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.model.meter.MeterReading;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of meter readings at the speed of a stream. It accepts, refuses and writes exactly what {@link JsonCodec}
 * does for {@code MeterReading}: a hand-written path takes documents in the usual form, with fields in any order, and
 * whatever is unusual (escapes, characters beyond ASCII, exponents, unknown fields that are nested, and every error) is
 * left to that codec, so there is one place that knows why a document is refused.
 *
 * <p>The methods keep no state and may be called by many threads at once.
 *
 * <pre>{@code
 * MeterReading reading = MeterReadingJson.read(bytes);
 * byte[] document = MeterReadingJson.write(reading);
 * }</pre>
 */
public final class MeterReadingJson {

    /** The most bytes that a document written by this class can have: 1024. */
    public static final int LONGEST_WRITTEN = 1024;

    private static final JsonCodec<MeterReading> DATABIND = JsonCodec.of(MeterReading.class);
    private static final RecordDecoder<MeterReading> DECODER = record -> read(JsonCodec.valueOf(record));

    /** A kilobyte a thread, so that the only array made for a document is the one handed out. */
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[LONGEST_WRITTEN]);

    private MeterReadingJson() {}

    /**
     * Reads a document.
     *
     * @param document the document in UTF-8
     * @return the reading
     * @throws MalformedRecordException if it breaks one of the rules of {@link JsonCodec}
     */
    public static MeterReading read(byte[] document) {
        return read(document, 0, document.length);
    }

    /**
     * Reads a document that is part of a buffer.
     *
     * @param buffer where the document is
     * @param offset its first byte
     * @param length its number of bytes
     * @return the reading
     * @throws MalformedRecordException if it breaks one of the rules of {@link JsonCodec}
     * @throws IndexOutOfBoundsException if the buffer has no such part
     */
    public static MeterReading read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        MeterReading reading = readUsual(buffer, offset, length);
        return reading == null ? DATABIND.read(buffer, offset, length) : reading;
    }

    /**
     * Writes a document.
     *
     * @param reading what it is to say
     * @return the document in UTF-8
     */
    public static byte[] write(MeterReading reading) {
        byte[] buffer = SCRATCH.get();
        int end = MeterReadingWriter.write(reading, buffer, 0);
        return Arrays.copyOf(buffer, end);
    }

    /**
     * Writes a document into a buffer that is used again and again.
     *
     * @param reading what the document is to say
     * @param buffer where it goes, with room for {@link #LONGEST_WRITTEN} bytes from {@code offset}
     * @param offset where it starts
     * @return the index after its last byte
     * @throws IndexOutOfBoundsException if the buffer has less room, even if this document needed no more
     */
    public static int write(MeterReading reading, byte[] buffer, int offset) {
        Objects.checkFromIndexSize(offset, LONGEST_WRITTEN, buffer.length);
        return MeterReadingWriter.write(reading, buffer, offset);
    }

    /**
     * A decoder of records whose value is a document.
     *
     * @return a decoder without state
     */
    public static RecordDecoder<MeterReading> decoder() {
        return DECODER;
    }

    /** The reading of a document in the usual form, or null if it takes databind to judge it. */
    static @Nullable MeterReading readUsual(byte[] buffer, int offset, int length) {
        return length > JsonCodec.LONGEST_DOCUMENT
                ? null
                : new MeterReadingReader(buffer, offset, offset + length).read();
    }
}
