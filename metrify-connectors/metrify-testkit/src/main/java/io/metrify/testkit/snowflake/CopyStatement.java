package io.metrify.testkit.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * COPY INTO a table, taken apart.
 *
 * @param table the target
 * @param columns of the target, in the order of the fields; empty for all
 * @param source the stage
 * @param select what is taken of each record; empty for its fields as they are
 * @param files names below the source; empty for all
 * @param pattern that the whole path must match, or empty
 * @param format options or the name of a format
 */
record CopyStatement(
        List<String> table,
        List<String> columns,
        SqlToken source,
        List<SqlToken> select,
        List<String> files,
        String pattern,
        FileFormat format,
        boolean force,
        boolean purge,
        boolean byColumnName) {

    /** @param cursor just after COPY INTO */
    static CopyStatement parse(SqlCursor cursor) {
        if (Stages.isReference(cursor.peek())) {
            throw SnowflakeError.notEmulated("COPY INTO a stage");
        }
        List<String> table = cursor.name();
        List<String> columns = new ArrayList<>();
        if (cursor.at("(")) {
            for (List<SqlToken> column : SqlCursor.byComma(cursor.parenthesised())) {
                columns.add(new SqlCursor(column).take().name());
            }
        }
        cursor.expect("FROM");
        List<SqlToken> select = List.of();
        SqlToken source;
        if (cursor.at("(")) {
            List<SqlToken> query = cursor.parenthesised();
            int from = indexOfFrom(query);
            select = new SqlCursor(query.subList(0, from)).rest();
            SqlCursor stage = new SqlCursor(query.subList(from + 1, query.size()));
            source = stage.take();
            if (!stage.atEnd()) {
                throw SnowflakeError.notEmulated("a name or a condition behind the stage of COPY");
            }
        } else {
            source = cursor.take();
        }
        return options(table, columns, source, select, cursor);
    }

    private static int indexOfFrom(List<SqlToken> query) {
        if (!new SqlCursor(query).accept("SELECT")) {
            throw SnowflakeError.syntax("expected SELECT in the parentheses of COPY");
        }
        for (int i = 0; i < query.size(); i++) {
            if (query.get(i).is("FROM")) {
                return i;
            }
        }
        throw SnowflakeError.syntax("expected FROM in the parentheses of COPY");
    }

    private static CopyStatement options(
            List<String> table, List<String> columns, SqlToken source, List<SqlToken> select, SqlCursor cursor) {
        List<String> files = new ArrayList<>();
        String pattern = "";
        FileFormat format = new FileFormat(Map.of());
        boolean force = false;
        boolean purge = false;
        boolean byColumnName = false;
        while (!cursor.atEnd()) {
            if (cursor.accept(",")) {
                continue;
            }
            String option = cursor.take().name();
            cursor.expect("=");
            switch (option) {
                case "FILES" -> {
                    for (List<SqlToken> file : SqlCursor.byComma(cursor.parenthesised())) {
                        files.add(new SqlCursor(file).take().text());
                    }
                }
                case "PATTERN" -> pattern = cursor.take().text();
                case "FILE_FORMAT" ->
                    format = cursor.at("(")
                            ? FileFormat.parse(cursor.parenthesised())
                            : new FileFormat(Map.of("FORMAT_NAME", String.join(".", cursor.name())));
                case "FORCE" -> force = cursor.take().is("TRUE");
                case "PURGE" -> purge = cursor.take().is("TRUE");
                case "MATCH_BY_COLUMN_NAME" -> byColumnName = !cursor.take().is("NONE");
                case "ON_ERROR" -> {
                    SqlToken how = cursor.take();
                    if (!how.is("ABORT_STATEMENT")) {
                        throw SnowflakeError.notEmulated("ON_ERROR = " + how.text());
                    }
                }
                default -> throw SnowflakeError.notEmulated("the option " + option + " of COPY");
            }
        }
        return new CopyStatement(table, columns, source, select, files, pattern, format, force, purge, byColumnName);
    }
}
