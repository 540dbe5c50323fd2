package io.metrify.avro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Numbers schemas in the order they are met. */
final class InMemorySchemas implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<Schema, Integer> ids = new HashMap<>();

    @Override
    public synchronized @Nullable Schema schema(int id) {
        return id < 1 || id > schemas.size() ? null : schemas.get(id - 1);
    }

    @Override
    public synchronized int id(String subject, Schema schema) {
        Objects.requireNonNull(subject, "subject");
        Integer known = ids.get(Objects.requireNonNull(schema, "schema"));
        if (known != null) {
            return known;
        }
        schemas.add(schema);
        ids.put(schema, schemas.size());
        return schemas.size();
    }
}
