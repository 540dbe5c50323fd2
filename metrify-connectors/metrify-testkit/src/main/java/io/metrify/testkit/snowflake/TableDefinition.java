package io.metrify.testkit.snowflake;

import java.util.ArrayList;
import java.util.List;

/**
 * CREATE TABLE in DuckDB's words, and what of it is only recorded: Snowflake itself does not enforce keys, and the rest
 * (clustering, time travel, comments, policies, tags) has no counterpart here.
 */
final class TableDefinition {

    private final SqlTranslation translation;
    private final List<String> recordedOnly = new ArrayList<>();
    private boolean replace;
    private boolean temporary;
    private boolean ifNotExists;
    private List<String> name = List.of();

    TableDefinition(SqlTranslation translation) {
        this.translation = translation;
    }

    List<String> recordedOnly() {
        return recordedOnly;
    }

    List<String> name() {
        return name;
    }

    boolean replacesTable() {
        return replace;
    }

    boolean keepsTable() {
        return ifNotExists;
    }

    /** @param cursor just after CREATE [OR REPLACE] [kind] TABLE */
    String translate(boolean orReplace, boolean isTemporary, SqlCursor cursor, NameLookup names) {
        replace = orReplace;
        temporary = isTemporary;
        ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        name = cursor.name();
        ObjectName table = names.complete(name);
        StringBuilder sql = new StringBuilder("CREATE ");
        sql.append(replace ? "OR REPLACE " : "")
                .append(temporary ? "TEMPORARY " : "")
                .append("TABLE ");
        sql.append(ifNotExists ? "IF NOT EXISTS " : "");
        sql.append(temporary ? SqlToken.quoted(table.name()) : table.sql());
        String columns = cursor.at("(") ? columns(cursor.parenthesised()) : "";
        if (cursor.accept("LIKE")) {
            sql.append(" AS SELECT * FROM ")
                    .append(names.complete(cursor.name()).sql())
                    .append(" LIMIT 0");
            requireEnd(cursor);
            return sql.toString();
        }
        List<SqlToken> query = clauses(cursor);
        if (query.isEmpty()) {
            return sql.append(" (").append(columns).append(')').toString();
        }
        if (!columns.isEmpty()) {
            throw SnowflakeError.notEmulated("CREATE TABLE AS SELECT with a list of columns");
        }
        return sql.append(" AS ").append(translation.translate(query)).toString();
    }

    private static void requireEnd(SqlCursor cursor) {
        if (!cursor.atEnd()) {
            throw SnowflakeError.notEmulated("'" + cursor.peek().text() + "' after CREATE TABLE LIKE");
        }
    }

    private String columns(List<SqlToken> inside) {
        List<String> columns = new ArrayList<>();
        for (List<SqlToken> part : SqlCursor.byComma(inside)) {
            SqlCursor column = new SqlCursor(part);
            if (column.at("CONSTRAINT")
                    || column.at("PRIMARY")
                    || column.at("UNIQUE")
                    || column.at("FOREIGN")
                    || column.at("CHECK")) {
                recordedOnly.add(SqlTokens.text(part));
            } else {
                columns.add(column(column));
            }
        }
        return String.join(", ", columns);
    }

    /** One column; public to ALTER TABLE ADD COLUMN as well. */
    String column(SqlCursor column) {
        StringBuilder sql = new StringBuilder(SqlToken.quoted(column.take().name()));
        sql.append(' ').append(SqlTypes.take(column));
        while (!column.atEnd()) {
            if (column.accept("NOT", "NULL")) {
                sql.append(" NOT NULL");
            } else if (column.accept("DEFAULT")) {
                sql.append(" DEFAULT ").append(defaultValue(column));
            } else if (!column.accept("NULL")) {
                recordedOnly.add(SqlTokens.text(constraint(column)));
            }
        }
        return sql.toString();
    }

    private String defaultValue(SqlCursor column) {
        List<SqlToken> value = new ArrayList<>(List.of(column.take()));
        if (column.at("(")) {
            value.add(new SqlToken(SqlToken.Kind.SYMBOL, "("));
            value.addAll(column.parenthesised());
            value.add(new SqlToken(SqlToken.Kind.SYMBOL, ")"));
        }
        return translation.translate(value);
    }

    private static List<SqlToken> constraint(SqlCursor column) {
        if (!column.at("COMMENT")
                && !column.at("PRIMARY")
                && !column.at("UNIQUE")
                && !column.at("REFERENCES")
                && !column.at("COLLATE")
                && !column.at("MASKING")
                && !column.at("WITH")
                && !column.at("TAG")
                && !column.at("CONSTRAINT")) {
            throw SnowflakeError.notEmulated("'" + column.peek().text() + "' in the definition of a column");
        }
        List<SqlToken> rest = List.copyOf(column.rest());
        while (!column.atEnd()) {
            column.take();
        }
        return rest;
    }

    /** The clauses behind the columns; answers the query of AS SELECT, if there is one. */
    private List<SqlToken> clauses(SqlCursor cursor) {
        while (!cursor.atEnd()) {
            if (cursor.accept("AS")) {
                return cursor.rest();
            }
            cursor.accept("WITH");
            if (cursor.accept("CLUSTER", "BY")) {
                recordedOnly.add("CLUSTER BY (" + SqlTokens.text(cursor.parenthesised()) + ")");
            } else if (cursor.accept("ROW", "ACCESS", "POLICY")) {
                String policy = String.join(".", cursor.name());
                cursor.expect("ON");
                recordedOnly.add(
                        "ROW ACCESS POLICY " + policy + " ON (" + SqlTokens.text(cursor.parenthesised()) + ")");
            } else if (cursor.accept("TAG")) {
                recordedOnly.add("TAG (" + SqlTokens.text(cursor.parenthesised()) + ")");
            } else if (cursor.accept("COPY", "GRANTS")) {
                recordedOnly.add("COPY GRANTS");
            } else {
                String option = cursor.take().name();
                if (!List.of(
                                "DATA_RETENTION_TIME_IN_DAYS",
                                "MAX_DATA_EXTENSION_TIME_IN_DAYS",
                                "CHANGE_TRACKING",
                                "COMMENT")
                        .contains(option)) {
                    throw SnowflakeError.syntax("unexpected '" + option + "' in CREATE TABLE");
                }
                cursor.expect("=");
                recordedOnly.add(option + " = " + cursor.take().duckDb());
            }
        }
        return List.of();
    }

    /** Completes a name from where a session is. */
    interface NameLookup {
        ObjectName complete(List<String> parts);
    }
}
