package io.metrify.avro;

import io.metrify.model.MetrifyException;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Schemas whose numbers were given. */
final class FixedSchemas implements SchemaRegistry {

    private final Map<Integer, Schema> schemas;

    FixedSchemas(Map<Integer, Schema> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    @Override
    public @Nullable Schema schema(int id) {
        return schemas.get(id);
    }

    @Override
    public int id(String subject, Schema schema) {
        Objects.requireNonNull(subject, "subject");
        return schemas.entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema))
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElseThrow(() -> new MetrifyException("no number is known for " + schema.getFullName()
                        + " as subject " + subject + " would write it; add the schema with its number"));
    }
}
