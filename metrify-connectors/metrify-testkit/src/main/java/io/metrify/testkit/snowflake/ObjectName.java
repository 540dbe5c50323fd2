package io.metrify.testkit.snowflake;

import java.util.List;

/** A table, stage or format by its full name; names are compared without regard to case, as DuckDB does. */
record ObjectName(String database, String schema, String name) {

    /** Completes a name of one to three parts from where a session is. */
    static ObjectName of(List<String> parts, String database, String schema) {
        int count = parts.size();
        if (count > 3) {
            throw SnowflakeError.syntax("a name has at most three parts: " + String.join(".", parts));
        }
        return new ObjectName(
                count > 2 ? parts.get(0) : database, count > 1 ? parts.get(count - 2) : schema, parts.get(count - 1));
    }

    String sql() {
        return SqlToken.quoted(database) + '.' + SqlToken.quoted(schema) + '.' + SqlToken.quoted(name);
    }

    @Override
    public String toString() {
        return database + '.' + schema + '.' + name;
    }
}
