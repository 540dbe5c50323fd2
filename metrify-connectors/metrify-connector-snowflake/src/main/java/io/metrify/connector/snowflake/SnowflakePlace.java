package io.metrify.connector.snowflake;

import java.util.Objects;
import java.util.Optional;

/**
 * Where in an account the warehouse is.
 *
 * @param warehouse Snowflake's word for the machines that run statements
 * @param role whose privileges the session has; empty for the user's default role
 * @param database the database, which exists
 * @param schema the schema, which exists
 */
public record SnowflakePlace(String warehouse, Optional<String> role, String database, String schema) {

    /** Checks that all are plain names. */
    public SnowflakePlace {
        Identifier.require(warehouse, "warehouse");
        Objects.requireNonNull(role, "role").ifPresent(name -> Identifier.require(name, "role"));
        Identifier.require(database, "database");
        Identifier.require(schema, "schema");
    }
}
