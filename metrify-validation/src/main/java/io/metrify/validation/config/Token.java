package io.metrify.validation.config;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a YAML or JSON document. In a mapping, keys and values come in turn.
 *
 * @param type what it is
 * @param text what a single value says; empty for others
 * @param line the line, from 1
 * @param column the column, from 1
 * @param fault why it is refused although its syntax is right, in a sentence; or null
 */
record Token(
        TokenType type,
        String text,
        int line,
        int column,
        @Nullable String fault) {

    static Token of(TokenType type, String text, int line, int column) {
        return new Token(type, text, line, column, null);
    }
}
