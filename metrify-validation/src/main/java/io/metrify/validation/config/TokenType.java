package io.metrify.validation.config;

/** What a piece of a document is. */
enum TokenType {
    /** A mapping begins. */
    MAPPING,
    /** A list begins. */
    LIST,
    /** The mapping or list begun last ends. */
    END,
    /** Words. */
    TEXT,
    /** A decimal number without quotes. */
    NUMBER,
    /** {@code true} or {@code false} without quotes. */
    BOOLEAN,
    /** A value that was left out, or null. */
    NOTHING,
    /** A value that is not read, because of the fault of the token. */
    UNREAD
}
