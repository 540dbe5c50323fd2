package io.metrify.connector.jdbc;

import java.util.Objects;
import java.util.Set;

/**
 * A column of a table.
 *
 * @param name the wire's name, in lower case
 * @param type what it holds
 * @param nullable whether a row may have none
 */
public record Column(String name, LogicalType type, boolean nullable) {

    /** Names that some database reserves. */
    private static final Set<String> RESERVED = Set.of("timestamp", "current", "partition", "position", "key", "value");

    /** Checks that nothing is missing. */
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    static Column of(String name, LogicalType type) {
        return new Column(name, type, false);
    }

    static Column optional(String name, LogicalType type) {
        return new Column(name, type, true);
    }

    /**
     * The name as every statement writes it. A name that some database reserves is quoted in all of them, definitions
     * included, so that databases which fold unquoted names find it all the same.
     *
     * @return for example {@code meter_id} or {@code "timestamp"}
     */
    public String sql() {
        return RESERVED.contains(name) ? '"' + name + '"' : name;
    }
}
