package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/** Avro's single-object encoding. */
final class SingleObjectFormat<T> implements AvroFormat<T> {

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte MARKER = (byte) 0xC3;
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2 + Long.BYTES;

    private final AvroCodec<T> codec;
    private final SchemaStore store;
    private final Map<Long, AvroDecoder<T>> others = new ConcurrentHashMap<>();

    SingleObjectFormat(AvroCodec<T> codec, SchemaStore store) {
        this.codec = Objects.requireNonNull(codec, "codec");
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public byte[] encode(T value) {
        byte[] message = codec.encode(value, HEADER_BYTES);
        message[0] = MARKER;
        message[1] = VERSION;
        LITTLE_ENDIAN.set(message, 2, codec.fingerprint());
        return message;
    }

    @Override
    public T decode(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (to - from < HEADER_BYTES) {
            throw new MalformedRecordException(
                    "", "a message of " + (to - from) + " bytes has no header of " + HEADER_BYTES + " bytes");
        }
        if (bytes[from] != MARKER || bytes[from + 1] != VERSION) {
            throw new MalformedRecordException(
                    "", "the message does not begin with C3 01, so it is not in single-object encoding");
        }
        long fingerprint = (long) LITTLE_ENDIAN.get(bytes, from + 2);
        AvroDecoder<T> decoder = fingerprint == codec.fingerprint() ? codec : other(fingerprint);
        return decoder.decode(bytes, from + HEADER_BYTES, to);
    }

    private AvroDecoder<T> other(long fingerprint) {
        AvroDecoder<T> known = others.get(fingerprint);
        if (known != null) {
            return known;
        }
        Schema writer = find(fingerprint);
        if (writer == null) {
            throw new MalformedRecordException(
                    "",
                    "no schema is known for the fingerprint " + String.format("%016x", fingerprint)
                            + "; add the writer's schema to the store");
        }
        AvroDecoder<T> decoder = codec.writtenWith(writer);
        others.put(fingerprint, decoder);
        return decoder;
    }

    private @Nullable Schema find(long fingerprint) {
        try {
            return store.findByFingerprint(fingerprint);
        } catch (MissingSchemaException unknown) {
            return null;
        }
    }
}
