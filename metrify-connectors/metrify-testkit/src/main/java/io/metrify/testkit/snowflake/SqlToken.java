package io.metrify.testkit.snowflake;

import java.util.Locale;

/**
 * One piece of a statement.
 *
 * @param kind what it is
 * @param text as written, without the quotes of a quoted name or a text; the text of a bind is {@code ?}
 */
record SqlToken(Kind kind, String text) {

    private static final String QUOTED_MARK = "\u00a7";

    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        BIND,
        STAGE,
        SYMBOL,
        SPACE
    }

    boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(wordOrSymbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /**
     * The name by which DuckDB finds what is meant. Snowflake reads a name without quotes in upper case and takes one in quotes
     * as it is; for DuckDB they would be the same. So a name that only quotes can have gets a mark.
     */
    String name() {
        String upper = text.toUpperCase(Locale.ROOT);
        return kind == Kind.WORD || upper.equals(text) ? upper : text + QUOTED_MARK;
    }

    /** A name as Snowflake shows it. */
    static String shown(String name) {
        return name.replace(QUOTED_MARK, "");
    }

    /** The piece in DuckDB's spelling; every name is as {@link #name} has it. */
    String duckDb() {
        return switch (kind) {
            case WORD -> text.toUpperCase(Locale.ROOT);
            case QUOTED_NAME -> quoted(name());
            case TEXT -> literal(text);
            case SPACE -> " ";
            case NUMBER, BIND, STAGE, SYMBOL -> text;
        };
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
