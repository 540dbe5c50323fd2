package io.metrify.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * How one kind of value looks in JSON.
 *
 * @param <V> the value in the model
 */
interface WireKind<V> {

    /**
     * Reads the value at the parser's current token, which is not {@code null}.
     *
     * @throws IllegalArgumentException if the token is no such value; the message says why
     * @throws IOException if the document is not JSON
     */
    V read(JsonParser parser) throws IOException;

    /** Writes the value where the generator expects one. */
    void write(V value, JsonGenerator generator) throws IOException;
}
