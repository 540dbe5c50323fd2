package io.metrify.connector.kafka;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroDecoder;
import io.metrify.avro.SchemaRegistry;
import io.metrify.connector.api.MalformedRecordException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads values behind the framing of Confluent's schema registry. */
final class ConfluentDecoder<T> implements AvroDecoder<T> {

    private static final byte MARKER = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;
    private static final int MOST_WRITERS = 1_000;

    private final AvroCodec<T> codec;
    private final SchemaRegistry registry;
    private final Map<Integer, AvroDecoder<T>> writers = new RecentMap<>(MOST_WRITERS);

    /** Most topics have one writer's schema at a time. */
    private volatile @Nullable Writer<T> last;

    ConfluentDecoder(AvroCodec<T> codec, SchemaRegistry registry) {
        this.codec = Objects.requireNonNull(codec, "codec");
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    private record Writer<T>(int id, AvroDecoder<T> decoder) {}

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
        return decoder(ByteBuffer.wrap(bytes).getInt(from + 1)).decode(bytes, from + HEADER_BYTES, to);
    }

    private AvroDecoder<T> decoder(int id) {
        Writer<T> recent = last;
        if (recent != null && recent.id == id) {
            return recent.decoder;
        }
        AvroDecoder<T> decoder = known(id);
        if (decoder == null) {
            decoder = asked(id);
            synchronized (writers) {
                writers.put(id, decoder);
            }
        }
        last = new Writer<>(id, decoder);
        return decoder;
    }

    private @Nullable AvroDecoder<T> known(int id) {
        synchronized (writers) {
            return writers.get(id);
        }
    }

    private AvroDecoder<T> asked(int id) {
        if (id < 0) {
            throw new MalformedRecordException("", "the schema id " + id + " is negative");
        }
        Schema schema = registry.schema(id);
        if (schema == null) {
            throw new MalformedRecordException("", "the registry has no schema of id " + id);
        }
        return codec.writtenWith(schema);
    }
}
