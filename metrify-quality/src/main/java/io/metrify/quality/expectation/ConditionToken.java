package io.metrify.quality.expectation;

/**
 * A piece of a row condition.
 *
 * @param kind what it is
 * @param text a symbol, a word, or what stands between quotes
 * @param start where it begins, from 0
 */
record ConditionToken(Kind kind, String text, int start) {

    /** What a piece can be. */
    enum Kind {
        /** A name or a keyword, without quotes. */
        WORD,
        /** A name in backticks. */
        NAME,
        /** A text in single or double quotes. */
        TEXT,
        /** A number without a sign. */
        NUMBER,
        /** An operator or a bracket. */
        SYMBOL,
        /** What comes after the last character. */
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
