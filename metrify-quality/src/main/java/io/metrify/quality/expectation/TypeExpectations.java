package io.metrify.quality.expectation;

import io.metrify.quality.table.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Expectations of the type of a column. A type goes by the names that pandas, Spark and SQL have for it, and by our own; upper
 * and lower case and lengths as in {@code VARCHAR(20)} make no difference.
 */
final class TypeExpectations {

    private static final Map<ColumnType, Set<String>> NAMES = Map.of(
            ColumnType.INTEGER,
            Set.of(
                    "int",
                    "int_",
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "uint8",
                    "uint16",
                    "uint32",
                    "uint64",
                    "int2",
                    "int4",
                    "integer",
                    "integertype",
                    "long",
                    "longtype",
                    "short",
                    "shorttype",
                    "byte",
                    "bytetype",
                    "tinyint",
                    "smallint",
                    "mediumint",
                    "bigint",
                    "byteint",
                    "serial",
                    "bigserial",
                    "hugeint"),
            ColumnType.DECIMAL,
            Set.of("decimal", "decimaltype", "numeric", "number", "dec"),
            ColumnType.DOUBLE,
            Set.of(
                    "float",
                    "float_",
                    "float16",
                    "float32",
                    "float64",
                    "float4",
                    "float8",
                    "floattype",
                    "double",
                    "double_precision",
                    "double precision",
                    "doubletype",
                    "real"),
            ColumnType.BOOLEAN,
            Set.of("bool", "bool_", "boolean", "booleantype"),
            ColumnType.TEXT,
            Set.of(
                    "str",
                    "str_",
                    "string",
                    "stringtype",
                    "object",
                    "object_",
                    "text",
                    "char",
                    "nchar",
                    "varchar",
                    "nvarchar",
                    "character",
                    "character varying",
                    "bpchar",
                    "clob",
                    "unicode",
                    "varchartype",
                    "chartype"),
            ColumnType.TIMESTAMP,
            Set.of(
                    "timestamp",
                    "timestamptype",
                    "timestampntztype",
                    "timestamptz",
                    "timestamp_ntz",
                    "timestamp_ltz",
                    "timestamp_tz",
                    "timestamp with time zone",
                    "timestamp without time zone",
                    "datetime",
                    "datetime2",
                    "datetimeoffset",
                    "datetime64"),
            ColumnType.DATE,
            Set.of("date", "datetype", "date32", "date64"));

    private TypeExpectations() {}

    static Check ofType(Request request) {
        return ofTypes(request, List.of(request.arguments().text("type_")));
    }

    /** A list that is not given names every type, as in Great Expectations. */
    static Check inTypeList(Request request) {
        return request.arguments().value("type_list") == null
                ? ofTypes(
                        request,
                        List.copyOf(NAMES.get(request.column(request.place()).type())))
                : ofTypes(request, request.arguments().texts("type_list"));
    }

    private static Check ofTypes(Request request, List<String> names) {
        request.arguments().fraction("mostly", 1);
        ColumnType type = request.column(request.place()).type();
        boolean success = names.stream().anyMatch(name -> isName(type, name));
        return () -> Outcome.observed(success, type.name());
    }

    private static boolean isName(ColumnType type, String name) {
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceAll("[(\\[][^)\\]]*[)\\]]", "")
                .strip();
        return NAMES.getOrDefault(type, Set.of()).contains(plain);
    }
}
