package io.metrify.validation.config;

import java.util.List;

/** A value of a document with its place. */
sealed interface Node {

    Place place();

    /** The value in words, for messages. */
    String described();

    /** A single value. */
    record Scalar(Place place, TokenType type, String text) implements Node {

        @Override
        public String described() {
            return switch (type) {
                case NOTHING -> "nothing";
                case TEXT -> Quoted.text(text);
                default -> Quoted.abbreviated(text);
            };
        }
    }

    /** A list. */
    record Sequence(Place place, List<Node> items) implements Node {

        @Override
        public String described() {
            return "a list";
        }
    }

    /** A mapping; no key is in it twice. */
    record Mapping(Place place, List<Entry> entries) implements Node {

        @Override
        public String described() {
            return "a mapping";
        }
    }

    /** A value that was refused already, of which nothing more is said. */
    record Unread(Place place) implements Node {

        @Override
        public String described() {
            return "a refused value";
        }
    }

    /** A key with its place, and its value. */
    record Entry(Place place, String key, Node value) {}

    /** What stands there if it is a single value. */
    default String text() {
        return this instanceof Scalar scalar ? scalar.text() : "";
    }
}
