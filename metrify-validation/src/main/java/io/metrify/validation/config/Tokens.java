package io.metrify.validation.config;

import org.jspecify.annotations.Nullable;

/** The pieces of a document, one after the other. */
interface Tokens {

    /**
     * The next piece.
     *
     * @return null at the end of the input
     * @throws SyntaxException if the input is not well-formed
     */
    @Nullable
    Token next() throws SyntaxException;
}
