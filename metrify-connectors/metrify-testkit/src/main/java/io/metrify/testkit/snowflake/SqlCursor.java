package io.metrify.testkit.snowflake;

import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads a statement word by word; spaces between the words are passed over. */
final class SqlCursor {

    private final List<SqlToken> tokens;
    private int at;

    SqlCursor(List<SqlToken> tokens) {
        this.tokens = tokens;
        skipSpace();
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    SqlToken peek() {
        if (atEnd()) {
            throw SnowflakeError.syntax("unexpected end of the statement");
        }
        return tokens.get(at);
    }

    boolean at(String word) {
        return !atEnd() && tokens.get(at).is(word);
    }

    SqlToken take() {
        SqlToken taken = peek();
        at++;
        skipSpace();
        return taken;
    }

    /** Takes the words if they all come next, else none. */
    boolean accept(String... words) {
        int before = at;
        for (String word : words) {
            if (!at(word)) {
                at = before;
                return false;
            }
            take();
        }
        return true;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw SnowflakeError.syntax(
                    "expected " + word + " instead of " + (atEnd() ? "the end" : "'" + peek().text() + "'"));
        }
    }

    /** A name of one to three parts. */
    List<String> name() {
        List<String> parts = new ArrayList<>();
        do {
            SqlToken part = take();
            if (!part.isName()) {
                throw SnowflakeError.syntax("expected a name instead of '" + part.text() + "'");
            }
            parts.add(part.name());
        } while (accept("."));
        return parts;
    }

    /** What stands between a pair of parentheses that comes next, spaces included. */
    List<SqlToken> parenthesised() {
        expect("(");
        int start = at;
        int depth = 1;
        while (depth > 0) {
            SqlToken token = take();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        int close = at - 1;
        while (!tokens.get(close).is(")")) {
            close--;
        }
        return tokens.subList(start, close);
    }

    /** Everything that was not taken yet. */
    List<SqlToken> rest() {
        return tokens.subList(Math.min(at, tokens.size()), tokens.size());
    }

    /** Splits at the commas outside of parentheses. */
    static List<List<SqlToken>> byComma(List<SqlToken> tokens) {
        List<List<SqlToken>> parts = new ArrayList<>();
        List<SqlToken> part = new ArrayList<>();
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(part);
        return parts;
    }

    private void skipSpace() {
        while (at < tokens.size() && tokens.get(at).kind() == Kind.SPACE) {
            at++;
        }
    }
}
