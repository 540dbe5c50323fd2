package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The framing of Confluent's schema registry. */
final class ConfluentFormat<T> implements AvroFormat<T> {

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final byte MARKER = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final AvroCodec<T> codec;
    private final SchemaRegistry registry;
    private final int id;
    private final Map<Integer, AvroDecoder<T>> others = new ConcurrentHashMap<>();

    ConfluentFormat(AvroCodec<T> codec, SchemaRegistry registry, String subject) {
        this.codec = Objects.requireNonNull(codec, "codec");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.id = registry.id(Objects.requireNonNull(subject, "subject"), codec.schema());
    }

    @Override
    public byte[] encode(T value) {
        byte[] message = codec.encode(value, HEADER_BYTES);
        message[0] = MARKER;
        BIG_ENDIAN.set(message, 1, id);
        return message;
    }

    @Override
    public T decode(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (to - from < HEADER_BYTES) {
            throw new MalformedRecordException(
                    "", "a message of " + (to - from) + " bytes has no header of " + HEADER_BYTES + " bytes");
        }
        if (bytes[from] != MARKER) {
            throw new MalformedRecordException("", "the message does not begin with 00, so no schema id follows");
        }
        int writer = (int) BIG_ENDIAN.get(bytes, from + 1);
        AvroDecoder<T> decoder = writer == id ? codec : other(writer);
        return decoder.decode(bytes, from + HEADER_BYTES, to);
    }

    private AvroDecoder<T> other(int writer) {
        AvroDecoder<T> known = others.get(writer);
        if (known != null) {
            return known;
        }
        Schema schema = registry.schema(writer);
        if (schema == null) {
            throw new MalformedRecordException("", "the registry has no schema of id " + writer);
        }
        AvroDecoder<T> decoder = codec.writtenWith(schema);
        others.put(writer, decoder);
        return decoder;
    }
}
