package io.metrify.connector.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that was read, whose fields are asked for by name and kind. Unknown fields do no harm. */
final class JsonTree {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> fields;

    private JsonTree(Map<String, Object> fields) {
        this.fields = fields;
    }

    static JsonTree parse(byte[] json) throws IOException {
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                JsonTree tree = object(in);
                if (in.nextToken() == null) {
                    return tree;
                }
            }
        }
        throw new IOException("it is no JSON object");
    }

    private static JsonTree object(JsonParser in) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            Object value = value(in);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new JsonTree(fields);
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(in);
                    if (value != null) {
                        values.add(value);
                    }
                }
                yield values;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            default -> null;
        };
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) throws IOException {
        return field(name, String.class);
    }

    long whole(String name) throws IOException {
        return field(name, Long.class);
    }

    @Nullable
    String optionalText(String name) throws IOException {
        return has(name) ? text(name) : null;
    }

    @Nullable
    JsonTree optional(String name) throws IOException {
        return has(name) ? field(name, JsonTree.class) : null;
    }

    List<JsonTree> list(String name) throws IOException {
        return list(name, JsonTree.class);
    }

    List<String> texts(String name) throws IOException {
        return list(name, String.class);
    }

    private <T> T field(String name, Class<T> kind) throws IOException {
        Object value = fields.get(name);
        if (!kind.isInstance(value)) {
            throw new IOException("its field " + name + " is missing or no " + kind.getSimpleName());
        }
        return kind.cast(value);
    }

    private <T> List<T> list(String name, Class<T> kind) throws IOException {
        List<T> list = new ArrayList<>();
        for (Object value : field(name, List.class)) {
            if (!kind.isInstance(value)) {
                throw new IOException("its field " + name + " holds something else than " + kind.getSimpleName());
            }
            list.add(kind.cast(value));
        }
        return list;
    }
}
