package io.metrify.testkit.snowflake;

import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the files of a stage are written.
 *
 * @param options by their names; a list's texts are joined by {@link #BETWEEN}
 */
record FileFormat(Map<String, String> options) {

    private static final String BETWEEN = "\u0000";
    private static final String NOTHING = "\u0001";

    private static final Set<String> KNOWN = Set.of(
            "TYPE",
            "COMPRESSION",
            "FIELD_DELIMITER",
            "RECORD_DELIMITER",
            "SKIP_HEADER",
            "FIELD_OPTIONALLY_ENCLOSED_BY",
            "ESCAPE",
            "ESCAPE_UNENCLOSED_FIELD",
            "NULL_IF",
            "EMPTY_FIELD_AS_NULL",
            "TRIM_SPACE",
            "ENCODING",
            "BINARY_FORMAT",
            "DATE_FORMAT",
            "TIME_FORMAT",
            "TIMESTAMP_FORMAT",
            "ERROR_ON_COLUMN_COUNT_MISMATCH",
            "USE_LOGICAL_TYPE",
            "BINARY_AS_TEXT",
            "FORMAT_NAME");

    /** Options of one text that this server understands only with this value. */
    private static final Map<String, Set<String>> ONLY = Map.of(
            "RECORD_DELIMITER", Set.of("\n"),
            "ENCODING", Set.of("UTF8", "UTF-8"),
            "BINARY_FORMAT", Set.of("HEX"),
            "DATE_FORMAT", Set.of("AUTO", "YYYY-MM-DD"),
            "TIME_FORMAT", Set.of("AUTO"),
            "TIMESTAMP_FORMAT", Set.of("AUTO", "YYYY-MM-DD\"T\"HH24:MI:SS.FF3"),
            "COMPRESSION", Set.of("AUTO", "GZIP", "NONE", "SNAPPY", "ZSTD"),
            "ESCAPE", Set.of("NONE"),
            "ESCAPE_UNENCLOSED_FIELD", Set.of("NONE"),
            "TRIM_SPACE", Set.of("FALSE"));

    static FileFormat parse(List<SqlToken> inside) {
        Map<String, String> options = new TreeMap<>();
        SqlCursor cursor = new SqlCursor(inside);
        while (!cursor.atEnd()) {
            if (cursor.accept(",")) {
                continue;
            }
            String name = cursor.take().name();
            cursor.expect("=");
            options.put(name, value(cursor));
        }
        options.forEach(FileFormat::check);
        return new FileFormat(options);
    }

    private static String value(SqlCursor cursor) {
        if (cursor.at("(")) {
            List<String> texts = new ArrayList<>();
            for (List<SqlToken> part : SqlCursor.byComma(cursor.parenthesised())) {
                SqlCursor text = new SqlCursor(part);
                if (!text.atEnd()) {
                    texts.add(text.take().text());
                }
            }
            return texts.isEmpty() ? NOTHING : String.join(BETWEEN, texts);
        }
        SqlToken value = cursor.take();
        StringBuilder text = new StringBuilder(value.kind() == Kind.WORD ? value.name() : value.text());
        while (value.kind() == Kind.WORD && cursor.accept(".")) {
            text.append('.').append(cursor.take().name());
        }
        return text.toString();
    }

    private static void check(String name, String value) {
        if (!KNOWN.contains(name)) {
            throw SnowflakeError.notEmulated("the option " + name + " of a file format");
        }
        Set<String> only = ONLY.get(name);
        if (only != null && !only.contains(value)) {
            throw SnowflakeError.notEmulated("the option " + name + " with '" + value + "'");
        }
    }

    String text(String option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    boolean isParquet() {
        return text("TYPE", "CSV").equals("PARQUET");
    }

    boolean isCsv() {
        return text("TYPE", "CSV").equals("CSV");
    }

    List<String> nulls() {
        // Snowflake's default is \N, and nothing else.
        String nulls = text("NULL_IF", "\\N");
        return nulls.equals(NOTHING) ? List.of() : List.of(nulls.split(BETWEEN, -1));
    }

    boolean is(String option, boolean otherwise) {
        return text(option, Boolean.toString(otherwise)).equalsIgnoreCase("true");
    }
}
