package io.metrify.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model type as a JSON object: its fields in the order they are written, and how their values become one again.
 * This is the one place that decides what a document means and why it is refused.
 *
 * @param <T> the model type
 */
final class WireObject<T> implements WireKind<T> {

    private final Class<T> type;
    private final List<WireField<T, ?>> fields;
    private final Map<String, WireField<T, ?>> byName = new HashMap<>();
    private final Function<WireValues, T> assembly;

    private WireObject(Class<T> type, List<WireField<T, ?>> fields, Function<WireValues, T> assembly) {
        this.type = type;
        this.fields = List.copyOf(fields);
        this.assembly = assembly;
        for (WireField<T, ?> field : fields) {
            byName.put(field.name(), field);
        }
    }

    Class<T> type() {
        return type;
    }

    @Override
    public void write(T value, JsonGenerator generator) throws IOException {
        generator.writeStartObject(value);
        for (WireField<T, ?> field : fields) {
            field.write(value, generator);
        }
        generator.writeEndObject();
    }

    /**
     * Reads the object that starts at the current token. Fields may come in any order; one that is not known is
     * skipped; one that comes twice is refused, even if one of the two is null.
     */
    @Override
    public T read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw refused(parser, WireKinds.found(parser.currentToken()) + " where an object is expected", null);
        }
        WireValues values = new WireValues(fields.size());
        long seen = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            WireField<T, ?> field = byName.get(name);
            if (field == null) {
                parser.skipChildren();
                continue;
            }
            if ((seen & 1L << field.slot()) != 0) {
                throw refused(parser, "the field is there twice", field);
            }
            seen |= 1L << field.slot();
            if (token != JsonToken.VALUE_NULL) {
                values.set(field, read(field, parser));
            }
        }
        for (WireField<T, ?> field : fields) {
            if (field.isRequired() && !values.has(field)) {
                throw refused(parser, "the field is missing", field);
            }
        }
        try {
            return assembly.apply(values);
        } catch (IllegalArgumentException contradiction) {
            throw refused(parser, contradiction, null);
        }
    }

    private <V> V read(WireField<T, V> field, JsonParser parser) throws IOException {
        try {
            return field.kind().read(parser);
        } catch (IllegalArgumentException unreadable) {
            throw refused(parser, unreadable, field);
        } catch (JsonMappingException inside) {
            inside.prependPath(type, field.name());
            throw inside;
        }
    }

    private JsonMappingException refused(
            JsonParser parser, IllegalArgumentException refusedByTheModel, @Nullable WireField<T, ?> field) {
        return refused(parser, WireKinds.reasonOf(refusedByTheModel), field);
    }

    private JsonMappingException refused(JsonParser parser, String reason, @Nullable WireField<T, ?> field) {
        MismatchedInputException refused = MismatchedInputException.from(parser, type, reason);
        if (field != null) {
            refused.prependPath(type, field.name());
        }
        return refused;
    }

    /**
     * Collects the fields of a wire object, in the order in which they are written.
     *
     * @param <T> the model type
     */
    static final class Fields<T> {

        private final List<WireField<T, ?>> fields = new ArrayList<>();

        /** A field without which a document is refused. */
        <V> WireField<T, V> required(String name, WireKind<V> kind, WireField.Getter<T, V> getter) {
            return add(name, true, kind, getter);
        }

        /** A field that is absent when its getter answers null. */
        <V> WireField<T, V> optional(String name, WireKind<V> kind, WireField.Getter<T, V> getter) {
            return add(name, false, kind, getter);
        }

        /** A field that is absent when its value is what absence stands for anyway. */
        <V> WireField<T, V> optional(String name, WireKind<V> kind, WireField.Getter<T, V> getter, V absent) {
            return add(name, false, kind, source -> {
                V value = getter.of(source);
                return absent.equals(value) ? null : value;
            });
        }

        /** A number that is absent when it was not measured. */
        WireField<T, Double> measured(String name, WireField.Getter<T, Double> getter) {
            return measured(name, WireKinds.NUMBER, getter);
        }

        /** A number of a narrower kind that is absent when it was not measured. */
        WireField<T, Double> measured(String name, WireKind<Double> kind, WireField.Getter<T, Double> getter) {
            return optional(name, kind, getter, Double.NaN);
        }

        /** The object of these fields. */
        WireObject<T> object(Class<T> type, Function<WireValues, T> assembly) {
            return new WireObject<>(type, fields, assembly);
        }

        private <V> WireField<T, V> add(
                String name, boolean required, WireKind<V> kind, WireField.Getter<T, V> getter) {
            WireField<T, V> field = new WireField<>(name, fields.size(), required, kind, getter);
            fields.add(field);
            return field;
        }
    }
}
