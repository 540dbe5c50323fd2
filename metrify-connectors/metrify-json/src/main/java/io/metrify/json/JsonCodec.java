package io.metrify.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.RecordDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads and writes the JSON documents of one model type, by the rules of {@link MetrifyModule} and these: a document is
 * strict UTF-8, of at most {@link #LONGEST_DOCUMENT} bytes, with a byte order mark tolerated in front (RFC 8259 section
 * 8.1); it holds one object and nothing after it but white space; nesting, texts and numbers are bounded by Jackson's
 * default {@code StreamReadConstraints}. What breaks a rule is refused with a {@link MalformedRecordException} that
 * names the field by its wire name (the names of nested fields joined by {@code /}) and never quotes more than a few
 * characters of the document.
 *
 * <p>What it writes depends on nothing but the value: fields in the order of the wire names, doubles in the fewest
 * digits that read back as the same double, energy without trailing zeros.
 *
 * <p>Instances are immutable and safe for use by many threads. For {@code MeterReading} prefer {@link
 * MeterReadingJson}, which agrees with this class on every document and is several times faster.
 *
 * @param <T> the model type
 */
public final class JsonCodec<T> implements RecordDecoder<T> {

    /** The longest document that is read, in bytes: 1 MiB. Documents of model objects have a few hundred bytes. */
    public static final int LONGEST_DOCUMENT = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_REASON = 300;

    // Interning and remembering field names would let senders of unknown names fill memory.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .addModule(new MetrifyModule())
            .build();

    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private JsonCodec(WireObject<T> object) {
        this.type = object.type();
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    /**
     * The codec of a model type.
     *
     * @param type a model type that is an object on the wire, such as {@code Meter.class}
     * @param <T> the model type
     * @return its codec
     * @throws IllegalArgumentException if the type is not an object on the wire
     */
    public static <T> JsonCodec<T> of(Class<T> type) {
        Objects.requireNonNull(type, "type");
        for (WireObject<?> object : WireObjects.ALL) {
            if (object.type() == type) {
                @SuppressWarnings("unchecked") // its type token says so
                WireObject<T> same = (WireObject<T>) object;
                return new JsonCodec<>(same);
            }
        }
        List<String> known = WireObjects.ALL.stream()
                .map(object -> object.type().getSimpleName())
                .collect(Collectors.toList());
        throw new IllegalArgumentException(type.getName() + " is not an object on the wire; these are: " + known);
    }

    /**
     * Reads a document.
     *
     * @param document the document in UTF-8
     * @return what it says
     * @throws MalformedRecordException if it breaks a rule
     */
    public T read(byte[] document) {
        return read(document, 0, document.length);
    }

    /**
     * Reads a document that is part of a buffer.
     *
     * @param buffer where the document is
     * @param offset its first byte
     * @param length its number of bytes
     * @return what it says
     * @throws MalformedRecordException if it breaks a rule
     * @throws IndexOutOfBoundsException if the buffer has no such part
     */
    public T read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length > LONGEST_DOCUMENT) {
            throw new MalformedRecordException(
                    "", "the document has " + length + " bytes; at most " + LONGEST_DOCUMENT + " are read");
        }
        CharBuffer text = decoded(ByteBuffer.wrap(buffer, offset, length));
        int from = text.hasRemaining() && text.get(0) == BYTE_ORDER_MARK ? 1 : 0;
        try (JsonParser parser =
                MAPPER.getFactory().createParser(text.array(), text.arrayOffset() + from, text.remaining() - from)) {
            return read(parser);
        } catch (JsonMappingException refused) {
            String path = refused.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .collect(Collectors.joining("/"));
            throw new MalformedRecordException(path, printable(refused.getOriginalMessage()));
        } catch (JsonProcessingException notJson) {
            throw new MalformedRecordException(
                    "", "the document is not JSON" + where(notJson) + ": " + printable(notJson.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    /**
     * Writes a document.
     *
     * @param value what it is to say
     * @return the document in UTF-8
     */
    public byte[] write(T value) {
        Objects.requireNonNull(value, "value");
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("writing to memory failed", impossible);
        }
    }

    /**
     * Reads the value of a record.
     *
     * @param record a record whose value is a document
     * @return what it says
     * @throws MalformedRecordException if it has no value, or one that breaks a rule
     */
    @Override
    public T decode(RawRecord record) {
        return read(valueOf(record));
    }

    static byte[] valueOf(RawRecord record) {
        byte[] value = record.value();
        if (value == null) {
            throw new MalformedRecordException("", "the record has no value where a JSON document is expected");
        }
        return value;
    }

    private T read(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new MalformedRecordException("", "the document is empty");
        }
        // Jackson answers null for a document that says null.
        T value = reader.readValue(parser);
        if (value == null) {
            throw new MalformedRecordException("", "null where an object is expected");
        }
        if (parser.nextToken() != null) {
            throw new MalformedRecordException("", "the document goes on after its object");
        }
        return value;
    }

    /** Jackson's own decoders let some malformed sequences pass and guess other encodings. */
    private static CharBuffer decoded(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        int from = bytes.position();
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            throw new MalformedRecordException("", "the document is not UTF-8 at byte " + (bytes.position() - from));
        }
        return text.flip();
    }

    private static String where(JsonProcessingException notJson) {
        return notJson.getLocation() == null
                ? ""
                : " at line " + notJson.getLocation().getLineNr() + ", column "
                        + notJson.getLocation().getColumnNr();
    }

    /** What a message quotes from a document must neither break a log line nor flood it. */
    private static String printable(String message) {
        String text = message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON) + "...";
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isPrintable(c) ? c : '?'));
        return printable.toString();
    }

    private static boolean isPrintable(int c) {
        int category = Character.getType(c);
        return category != Character.CONTROL
                && category != Character.SURROGATE
                && category != Character.LINE_SEPARATOR
                && category != Character.PARAGRAPH_SEPARATOR
                && category != Character.FORMAT;
    }

    /**
     * The codec and its type.
     *
     * @return for example {@code JsonCodec of Meter}
     */
    @Override
    public String toString() {
        return "JsonCodec of " + type.getSimpleName();
    }
}
