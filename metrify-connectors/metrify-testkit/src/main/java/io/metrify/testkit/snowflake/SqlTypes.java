package io.metrify.testkit.snowflake;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Snowflake's column types in DuckDB. Both kinds of timestamps with a zone become one that keeps the instant, not the zone. */
final class SqlTypes {

    private static final String WHOLE = "DECIMAL(38, 0)";

    private static final Map<String, String> DUCKDB = Map.ofEntries(
            Map.entry("NUMBER", WHOLE),
            Map.entry("DECIMAL", WHOLE),
            Map.entry("NUMERIC", WHOLE),
            Map.entry("INT", WHOLE),
            Map.entry("INTEGER", WHOLE),
            Map.entry("BIGINT", WHOLE),
            Map.entry("SMALLINT", WHOLE),
            Map.entry("TINYINT", WHOLE),
            Map.entry("BYTEINT", WHOLE),
            Map.entry("FLOAT", "DOUBLE"),
            Map.entry("FLOAT4", "DOUBLE"),
            Map.entry("FLOAT8", "DOUBLE"),
            Map.entry("DOUBLE", "DOUBLE"),
            Map.entry("REAL", "DOUBLE"),
            Map.entry("VARCHAR", "VARCHAR"),
            Map.entry("CHAR", "VARCHAR"),
            Map.entry("CHARACTER", "VARCHAR"),
            Map.entry("STRING", "VARCHAR"),
            Map.entry("TEXT", "VARCHAR"),
            Map.entry("BINARY", "BLOB"),
            Map.entry("VARBINARY", "BLOB"),
            Map.entry("BOOLEAN", "BOOLEAN"),
            Map.entry("DATE", "DATE"),
            Map.entry("TIME", "TIME"),
            Map.entry("DATETIME", "TIMESTAMP"),
            Map.entry("TIMESTAMP", "TIMESTAMP"),
            Map.entry("TIMESTAMP_NTZ", "TIMESTAMP"),
            Map.entry("TIMESTAMP_LTZ", "TIMESTAMPTZ"),
            Map.entry("TIMESTAMP_TZ", "TIMESTAMPTZ"),
            Map.entry("VARIANT", "JSON"),
            Map.entry("OBJECT", "JSON"),
            Map.entry("ARRAY", "JSON"));

    private static final Set<String> WITH_SCALE = Set.of("NUMBER", "DECIMAL", "NUMERIC");

    private SqlTypes() {}

    static boolean isType(SqlToken token) {
        return token.kind() == SqlToken.Kind.WORD && DUCKDB.containsKey(token.name());
    }

    /** Takes a type with its lengths. */
    static String take(SqlCursor from) {
        SqlToken name = from.take();
        String type = DUCKDB.get(name.name());
        if (type == null) {
            throw new SnowflakeError(
                    "002040", "42601", "SQL compilation error: Unsupported data type '" + name.text() + "'.");
        }
        if (name.is("DOUBLE")) {
            from.accept("PRECISION");
        }
        if (!from.at("(")) {
            return type;
        }
        List<SqlToken> lengths = from.parenthesised();
        return WITH_SCALE.contains(name.name()) ? "DECIMAL(" + SqlTokens.text(lengths) + ")" : type;
    }
}
