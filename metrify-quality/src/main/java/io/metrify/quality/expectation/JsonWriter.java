package io.metrify.quality.expectation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain values as JSON, indented by two blanks. */
final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(INDENTER)
            .withArrayIndenter(INDENTER);

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** A value as text. */
    static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(PRINTER.createInstance());
            new JsonWriter(generator).value(value, 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private void value(@Nullable Object value, int depth) throws IOException {
        if (depth > JsonReader.DEEPEST) {
            throw refusal("lists and objects stand within each other more than " + JsonReader.DEEPEST
                    + " deep; give values that can be read again");
        }
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                generator.writeFieldName(name(entry.getKey()));
                value(entry.getValue(), depth + 1);
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                value(element, depth + 1);
            }
            generator.writeEndArray();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(number);
        } else {
            throw refusal("a " + value.getClass().getName()
                    + " is no value of JSON; give a text, a number, true, false, a list or" + " a map");
        }
    }

    private String name(@Nullable Object name) {
        if (name instanceof String text) {
            return text;
        }
        throw refusal("the key " + name + " is no text; name the values of an object by texts");
    }

    private void number(Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof BigInteger whole) {
            generator.writeNumber(whole);
        } else if (number instanceof Long || number instanceof Integer) {
            generator.writeNumber(number.longValue());
        } else if (number instanceof Double && Double.isFinite(number.doubleValue())) {
            generator.writeNumber(number.doubleValue());
        } else {
            throw refusal(number + " is no number of JSON; leave it out, or give null");
        }
    }

    private IllegalArgumentException refusal(String reason) {
        String pointer = generator.getOutputContext().pathAsPointer().toString();
        return new IllegalArgumentException(
                "at " + (pointer.isEmpty() ? "the top" : pointer) + " of the JSON to be written, " + reason);
    }
}
