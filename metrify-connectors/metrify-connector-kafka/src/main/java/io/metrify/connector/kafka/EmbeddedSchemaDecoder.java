package io.metrify.connector.kafka;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroDecoder;
import io.metrify.connector.api.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads Avro object container files of one value, without trusting any length they claim. */
final class EmbeddedSchemaDecoder<T> implements AvroDecoder<T> {

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC_BYTES = 16;
    private static final int MOST_WRITERS = 100;
    private static final int LONGEST_SCHEMA = 1 << 16;

    private final AvroCodec<T> codec;
    private final Map<String, AvroDecoder<T>> writers = new RecentMap<>(MOST_WRITERS);

    EmbeddedSchemaDecoder(AvroCodec<T> codec) {
        this.codec = Objects.requireNonNull(codec, "codec");
    }

    @Override
    public T decode(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        Container in = new Container(bytes, from, to);
        if (to - from < MAGIC.length || !Arrays.equals(MAGIC, in.take(MAGIC.length))) {
            throw new MalformedRecordException(
                    "", "the message does not begin with Obj and 01, so no schema is embedded in it");
        }
        String schema = "";
        String compression = "null";
        for (long entries = in.entries(); entries != 0; entries = in.entries()) {
            for (long entry = 0; entry < entries; entry++) {
                String key = in.text();
                String value = in.text();
                if (key.equals("avro.schema")) {
                    schema = value;
                } else if (key.equals("avro.codec")) {
                    compression = value;
                }
            }
        }
        if (!compression.equals("null")) {
            throw new MalformedRecordException("", "the message is compressed, and only a codec of null is read");
        }
        byte[] sync = in.take(SYNC_BYTES);
        long values = in.number();
        int end = in.size();
        int start = in.position();
        in.take(end);
        if (values != 1 || !Arrays.equals(sync, in.take(SYNC_BYTES)) || in.remaining() != 0) {
            throw new MalformedRecordException("", "the message is not a container of exactly one value");
        }
        return writer(schema).decode(bytes, start, start + end);
    }

    private AvroDecoder<T> writer(String schema) {
        synchronized (writers) {
            AvroDecoder<T> known = writers.get(schema);
            if (known != null) {
                return known;
            }
        }
        AvroDecoder<T> decoder = codec.writtenWith(parsed(schema));
        synchronized (writers) {
            writers.put(schema, decoder);
        }
        return decoder;
    }

    private static Schema parsed(String schema) {
        if (schema.length() > LONGEST_SCHEMA) {
            throw new MalformedRecordException(
                    "",
                    "the embedded schema has " + schema.length() + " characters; at most " + LONGEST_SCHEMA
                            + " are read");
        }
        try {
            return new Schema.Parser().parse(schema);
        } catch (AvroRuntimeException | StackOverflowError notASchema) {
            throw new MalformedRecordException(
                    "",
                    "the embedded schema cannot be understood: "
                            + RegistryConnection.quoted(String.valueOf(notASchema.getMessage())));
        }
    }

    /** The parts of a container, in their order. */
    private static final class Container {
        private final byte[] bytes;
        private final int to;
        private int at;

        Container(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            this.to = to;
        }

        int position() {
            return at;
        }

        int remaining() {
            return to - at;
        }

        byte[] take(int count) {
            if (count > remaining()) {
                throw new MalformedRecordException(
                        "", "the message ends " + (count - remaining()) + " bytes before what it announces");
            }
            at += count;
            return Arrays.copyOfRange(bytes, at - count, at);
        }

        /** The number of entries that follow; a negative one says that their size in bytes comes first. */
        long entries() {
            long count = number();
            if (count >= 0) {
                return count;
            }
            size();
            if (count == Long.MIN_VALUE) {
                throw new MalformedRecordException("", "the message announces an impossible number of entries");
            }
            return -count;
        }

        String text() {
            return new String(take(size()), StandardCharsets.UTF_8);
        }

        int size() {
            long size = number();
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw new MalformedRecordException("", "the message announces " + size + " bytes");
            }
            return (int) size;
        }

        /** A long in zigzag and 7-bit groups, the lowest first. */
        long number() {
            long coded = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte group = take(1)[0];
                coded |= (long) (group & 0x7f) << shift;
                if (group >= 0) {
                    return coded >>> 1 ^ -(coded & 1);
                }
            }
            throw new MalformedRecordException("", "the message has a number of more than ten bytes");
        }
    }
}
