package io.metrify.avro;

import io.metrify.model.MetrifyException;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A place that gives every schema a number, so that a message need not carry the schema. Implementations can be shared
 * between threads.
 */
public interface SchemaRegistry {

    /**
     * The schema of a number.
     *
     * @param id the number
     * @return the schema, or null if the registry has none of that number
     * @throws MetrifyException if the registry cannot be asked
     */
    @Nullable
    Schema schema(int id);

    /**
     * The number of a schema.
     *
     * @param subject what the schema is registered under, for Kafka usually the topic's name with {@code -value} behind
     *     it
     * @param schema the schema
     * @return the number, the same for every call with an equal schema
     * @throws MetrifyException if the registry cannot be asked, or does not take the schema
     */
    int id(String subject, Schema schema);

    /**
     * A registry in memory that takes every schema and numbers them from 1. It forgets all when the program ends, so its
     * numbers mean nothing to anybody else.
     *
     * @return an empty registry
     */
    static SchemaRegistry inMemory() {
        return new InMemorySchemas();
    }

    /**
     * A registry of schemas whose numbers are known, whatever the subject. It takes no other schema: asking for the
     * number of one is a {@link MetrifyException}.
     *
     * @param schemas the schemas by number
     * @return the registry; later changes of the map do not change it
     */
    static SchemaRegistry of(Map<Integer, Schema> schemas) {
        return new FixedSchemas(schemas);
    }
}
