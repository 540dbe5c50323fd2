package io.metrify.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/** The schemas that are published as resources beside this class. */
final class PublishedSchema {

    private PublishedSchema() {}

    /** The schema of a record by the name of its file. */
    static Schema of(String record) {
        String resource = record + ".avsc";
        try (InputStream text = PublishedSchema.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the schema " + resource + " is missing from the artifact");
            }
            return new Schema.Parser().parse(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the schema " + resource + " cannot be read", unreadable);
        }
    }
}
