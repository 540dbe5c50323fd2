package io.metrify.quality.expectation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from anywhere as plain values: null, {@link Boolean}, {@link String}, {@link Long} or {@link BigInteger}, {@link
 * BigDecimal}, {@link List} and {@link Map}, in their order and with every digit. What a text may cost is bounded.
 */
final class JsonReader {

    /** The longest text that is read, in bytes or in UTF-16 units. */
    static final int LONGEST = 16 << 20;

    /** How deep lists and objects may stand within each other. */
    static final int DEEPEST = 100;

    /** The largest power of ten of a fraction, up or down. */
    private static final int LARGEST_EXPONENT = 1_000;

    private static final int LONGEST_STRING = 1 << 20;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_NAME = 10_000;
    private static final int MOST_TOKENS = 2_000_000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LONGEST)
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .build();

    /** How Jackson recommends its own settings. */
    private static final Pattern RECOMMENDATION = Pattern.compile(
            ": enable `[^`]*+` to allow|, from `[^`]*+`| \\(not recognized [^)]*+\\)|\\R.*+", Pattern.DOTALL);

    private final JsonParser parser;
    private final String what;

    private JsonReader(JsonParser parser, String what) {
        this.parser = parser;
        this.what = what;
    }

    /** The only value of a text; {@code what} names it in messages. */
    static @Nullable Object read(String text, String what) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    what + " of " + text.length() + " characters is too long; give at most " + LONGEST);
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonReader(parser, what).document();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    /** The only value of a stream, which is left open. */
    static @Nullable Object read(InputStream input, String what) throws IOException {
        try (JsonParser parser = FACTORY.createParser(input).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            return new JsonReader(parser, what).document();
        }
    }

    private @Nullable Object document() throws IOException {
        try {
            parser.nextToken();
            Object value = value();
            if (parser.nextToken() != null) {
                throw refusal("there is more after its end; give one JSON value and nothing after it");
            }
            return value;
        } catch (JsonProcessingException malformed) {
            String reason =
                    RECOMMENDATION.matcher(malformed.getOriginalMessage()).replaceAll("");
            throw new IllegalArgumentException(place() + reason + "; give JSON as RFC 8259 has it", malformed);
        }
    }

    private @Nullable Object value() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw refusal("it is empty; give a JSON object");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, value());
        }
        return object;
    }

    private List<@Nullable Object> list() throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }

    private Number whole() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Number) parser.getLongValue();
    }

    private BigDecimal fraction() throws IOException {
        try {
            BigDecimal fraction = parser.getDecimalValue();
            if (Math.abs((long) fraction.scale()) <= LARGEST_EXPONENT) {
                return fraction;
            }
        } catch (NumberFormatException beyondAnyDecimal) {
            throw hugeExponent(beyondAnyDecimal);
        }
        throw hugeExponent(null);
    }

    private IllegalArgumentException hugeExponent(@Nullable NumberFormatException cause) throws IOException {
        return new IllegalArgumentException(
                place() + "the number " + parser.getText() + " has an exponent beyond " + LARGEST_EXPONENT
                        + "; give a number that a measurement can have",
                cause);
    }

    private IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException(place() + reason);
    }

    private String place() {
        JsonLocation location = parser.currentLocation();
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return what + " cannot be read at " + (pointer.isEmpty() ? "its top" : pointer) + " (line "
                + location.getLineNr() + ", column " + location.getColumnNr() + "): ";
    }
}
