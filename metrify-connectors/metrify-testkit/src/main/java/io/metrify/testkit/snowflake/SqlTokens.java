package io.metrify.testkit.snowflake;

import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes the text of statements apart: Snowflake's quotes, escapes, comments, stage references and binds. */
final class SqlTokens {

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    static List<SqlToken> of(String sql) {
        SqlTokens reader = new SqlTokens(sql);
        while (reader.at < sql.length()) {
            reader.next();
        }
        return reader.tokens;
    }

    /** The single statements of a text, without the semicolons between them; empty ones are left out. */
    static List<List<SqlToken>> statements(String sql) {
        List<List<SqlToken>> statements = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        for (SqlToken token : of(sql)) {
            if (token.is(";")) {
                addUnlessBlank(statements, current);
                current = new ArrayList<>();
            } else {
                current.add(token);
            }
        }
        addUnlessBlank(statements, current);
        return statements;
    }

    static String text(List<SqlToken> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append(token.duckDb()));
        return text.toString().strip();
    }

    private static void addUnlessBlank(List<List<SqlToken>> statements, List<SqlToken> statement) {
        if (statement.stream().anyMatch(token -> token.kind() != Kind.SPACE)) {
            statements.add(statement);
        }
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            take(Kind.SPACE, end(at, Character::isWhitespace));
        } else if (sql.regionMatches(true, at, "file://", 0, "file://".length())) {
            take(Kind.TEXT, end(at, c1 -> !Character.isWhitespace(c1) && c1 != ';'));
        } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
            int line = sql.indexOf('\n', at);
            take(Kind.SPACE, line < 0 ? sql.length() : line);
        } else if (sql.startsWith("/*", at)) {
            int close = sql.indexOf("*/", at + 2);
            take(Kind.SPACE, close < 0 ? sql.length() : close + 2);
        } else if (c == '\'') {
            text();
        } else if (sql.startsWith("$$", at)) {
            int close = closing("$$", at + 2);
            tokens.add(new SqlToken(Kind.TEXT, sql.substring(at + 2, close)));
            at = close + 2;
        } else if (c == '"') {
            quotedName();
        } else if (c == '@') {
            take(Kind.STAGE, end(at + 1, SqlTokens::isPartOfStage));
        } else if (c == '?') {
            take(Kind.BIND, at + 1);
        } else if (Character.isDigit(c)) {
            take(Kind.NUMBER, end(at, SqlTokens::isPartOfNumber));
        } else if (isPartOfWord(c)) {
            take(Kind.WORD, end(at, SqlTokens::isPartOfWord));
        } else if (sql.startsWith("::", at) || sql.startsWith("=>", at) || sql.startsWith("||", at)) {
            take(Kind.SYMBOL, at + 2);
        } else {
            take(Kind.SYMBOL, at + 1);
        }
    }

    private void take(Kind kind, int end) {
        tokens.add(new SqlToken(kind, sql.substring(at, end)));
        at = end;
    }

    private void text() {
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && i + 1 < sql.length()) {
                i++;
                text.append(unescaped(sql.charAt(i)));
            } else if (c != '\'') {
                text.append(c);
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                i++;
                text.append('\'');
            } else {
                tokens.add(new SqlToken(Kind.TEXT, text.toString()));
                at = i + 1;
                return;
            }
        }
        throw SnowflakeError.syntax("a text that begins with ' has no end");
    }

    private void quotedName() {
        StringBuilder name = new StringBuilder();
        for (int i = at + 1; i < sql.length(); i++) {
            if (sql.charAt(i) != '"') {
                name.append(sql.charAt(i));
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == '"') {
                i++;
                name.append('"');
            } else {
                tokens.add(new SqlToken(Kind.QUOTED_NAME, name.toString()));
                at = i + 1;
                return;
            }
        }
        throw SnowflakeError.syntax("a name that begins with \" has no end");
    }

    private int closing(String mark, int from) {
        int close = sql.indexOf(mark, from);
        if (close < 0) {
            throw SnowflakeError.syntax("a text that begins with " + mark + " has no end");
        }
        return close;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> c;
        };
    }

    private int end(int from, CharTest test) {
        int end = from;
        while (end < sql.length() && test.test(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static boolean isPartOfNumber(char c) {
        return Character.isLetterOrDigit(c) || c == '.';
    }

    private static boolean isPartOfStage(char c) {
        return !Character.isWhitespace(c) && c != ')' && c != '(' && c != ',' && c != ';' && c != '\'';
    }

    private interface CharTest {
        boolean test(char c);
    }
}
