package io.metrify.quality.expectation;

import io.metrify.quality.expectation.ConditionToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a row condition into pieces. */
final class ConditionTokens {

    /** Longer ones first. */
    private static final List<String> SYMBOLS = List.of(
            "<=>", "==", "!=", "<>", "<=", ">=", "<", ">", "=", "(", ")", "[", "]", ",", ".", "&", "|", "~", "!", "+",
            "-");

    private static final int LONGEST_QUOTE = 120;

    private final String text;
    private final ConditionDialect dialect;
    private final List<ConditionToken> tokens = new ArrayList<>();
    private int at;

    private ConditionTokens(String text, ConditionDialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    /** All pieces, with an END as the last. */
    static List<ConditionToken> of(String text, ConditionDialect dialect) {
        ConditionTokens tokens = new ConditionTokens(text, dialect);
        while (tokens.skipBlanks()) {
            tokens.next();
        }
        tokens.add(Kind.END, "", text.length());
        return tokens.tokens;
    }

    /** What cannot be understood, where, and what to do. */
    static IllegalArgumentException refusal(String text, int start, String problem) {
        String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return new IllegalArgumentException(
                "the row condition \"" + shown + "\" is not understood at character " + (start + 1) + ": " + problem);
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private void next() {
        char first = text.charAt(at);
        if (first == '"' || first == '\'' || first == '`') {
            quoted(first);
        } else if (isDigit(at) || (first == '.' && isDigit(at + 1))) {
            number();
        } else if (Character.isJavaIdentifierStart(first)) {
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            add(Kind.WORD, text.substring(start, at), start);
        } else {
            symbol(first);
        }
    }

    private void symbol(char first) {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                add(Kind.SYMBOL, symbol, at);
                at += symbol.length();
                return;
            }
        }
        throw refusal(
                text,
                at,
                first == '@'
                        ? "@ names a variable of a Python program, which there is none of here; write its value"
                        : "\"" + first
                                + "\" has no meaning here; compare columns with values, and compute anything else as a column"
                                + " of the table");
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        boolean doubled = dialect == ConditionDialect.SPARK || quote == '`';
        boolean escapes = dialect != ConditionDialect.GREAT_EXPECTATIONS && quote != '`';
        while (true) {
            if (at == text.length()) {
                throw refusal(text, start, "the quote that begins here does not end; add a closing " + quote);
            }
            char next = text.charAt(at++);
            if (next == '\\' && escapes) {
                content.append(escaped());
            } else if (next != quote) {
                content.append(next);
            } else if (doubled && at < text.length() && text.charAt(at) == quote) {
                content.append(quote);
                at++;
            } else {
                add(quote == '`' ? Kind.NAME : Kind.TEXT, content.toString(), start);
                return;
            }
        }
    }

    private char escaped() {
        char code = at < text.length() ? text.charAt(at) : ' ';
        char meaning = switch (code) {
            case '\\', '\'', '"' -> code;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default ->
                throw refusal(
                        text,
                        at - 1,
                        "after a backslash comes one of \\ ' \" n t r; write \\\\ for a backslash itself");
        };
        at++;
        return meaning;
    }

    private void number() {
        int start = at;
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        int exponent = at;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (!isDigit(at)) {
                at = exponent;
            }
            digits();
        }
        if (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            throw refusal(
                    text,
                    start,
                    "a number is followed by \"" + text.charAt(at)
                            + "\"; write numbers in digits only, and names that begin with a digit in backticks");
        }
        add(Kind.NUMBER, text.substring(start, at), start);
    }

    private void digits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private boolean isDigit(int position) {
        return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
    }

    private void add(Kind kind, String content, int start) {
        tokens.add(new ConditionToken(kind, content, start));
    }
}
