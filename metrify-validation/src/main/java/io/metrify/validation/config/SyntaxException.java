package io.metrify.validation.config;

/** The input is not well-formed. */
final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    SyntaxException(int line, int column, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
    }

    Place place() {
        return Place.root(line, column);
    }
}
