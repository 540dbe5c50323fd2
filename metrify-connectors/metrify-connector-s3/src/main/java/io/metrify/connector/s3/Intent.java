package io.metrify.connector.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.metrify.connector.api.BatchSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The record that a batch is about to be written: put before its first object, so that whoever finds it after a crash
 * knows every object that may exist.
 *
 * @param span the batch
 * @param objects the keys of all its objects
 */
record Intent(BatchSpan span, List<String> objects) {

    static final String CONTENT_TYPE = "application/json";

    private static final JsonFactory JSON = new JsonFactory();

    Intent {
        objects = List.copyOf(objects);
    }

    byte[] toJson() {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("source", span.source());
            out.writeStringField("partition", span.partition());
            out.writeNumberField("first", span.first());
            out.writeNumberField("end", span.end());
            out.writeArrayFieldStart("objects");
            for (String key : objects) {
                out.writeString(key);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a few bytes", e);
        }
        return json.toByteArray();
    }

    /** Reads what {@link #toJson} wrote; unknown fields are skipped. */
    static Intent parse(byte[] json) throws IOException {
        String source = null;
        String partition = null;
        Long first = null;
        Long end = null;
        List<String> objects = null;
        try (JsonParser in = JSON.createParser(json)) {
            require(in.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
            for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
                in.nextToken();
                switch (field) {
                    case "source" -> source = in.getText();
                    case "partition" -> partition = in.getText();
                    case "first" -> first = in.getLongValue();
                    case "end" -> end = in.getLongValue();
                    case "objects" -> objects = texts(in);
                    default -> in.skipChildren();
                }
            }
        }
        if (source == null || partition == null || first == null || end == null || objects == null || first >= end) {
            throw new IOException("it lacks source, partition, first, end or objects");
        }
        return new Intent(new BatchSpan(source, partition, first, end), objects);
    }

    private static List<String> texts(JsonParser in) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, "its objects are no array");
        List<String> texts = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            require(token == JsonToken.VALUE_STRING, "one of its objects is no text");
            texts.add(in.getText());
        }
        return texts;
    }

    private static void require(boolean right, String otherwise) throws IOException {
        if (!right) {
            throw new IOException(otherwise);
        }
    }
}
