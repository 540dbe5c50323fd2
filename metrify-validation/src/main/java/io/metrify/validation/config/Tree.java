package io.metrify.validation.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one tree of values of the pieces of a document, within limits of depth and number. */
final class Tree {

    /** The deepest path of a rule file has six keys. */
    private static final int DEEPEST = 16;

    /** A file that names every rule and every threshold for every type of meter has less than a tenth. */
    private static final int MOST_VALUES = 10_000;

    private final Tokens tokens;
    private final Problems problems;
    private int values;

    private Tree(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    static Node.Mapping of(Tokens tokens, Problems problems) {
        return new Tree(tokens, problems).root();
    }

    private Node.Mapping root() {
        Token first = next();
        if (first == null || first.type() == TokenType.NOTHING) {
            throw problems.end(
                    first == null ? Place.root(1, 1) : Place.root(first.line(), first.column()),
                    "",
                    "the file is empty; write at least: version: 1");
        }
        Node root = node(first, Place.root(first.line(), first.column()), 0);
        Token more = next();
        if (more != null) {
            throw problems.end(
                    Place.root(more.line(), more.column()),
                    more.text(),
                    "a second document begins here; a rule file has one, so put each in a file of its own");
        }
        if (root instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw problems.end(
                root.place(),
                root.text(),
                "a rule file is a mapping, not " + root.described() + "; begin it with: version: 1");
    }

    private Node node(Token token, Place place, int depth) {
        if (++values > MOST_VALUES) {
            throw problems.end(
                    place, token.text(), "the file has more than " + MOST_VALUES + " values; no rule file needs them");
        }
        if (depth > DEEPEST) {
            throw problems.end(
                    place,
                    token.text(),
                    "values are nested more than " + DEEPEST + " deep here; no rule file needs that");
        }
        refuse(token, place);
        return switch (token.type()) {
            case MAPPING -> new Node.Mapping(place, entries(place, depth));
            case LIST -> new Node.Sequence(place, items(place, depth));
            case UNREAD -> new Node.Unread(place);
            default -> new Node.Scalar(place, token.type(), token.text());
        };
    }

    private List<Node> items(Place place, int depth) {
        List<Node> items = new ArrayList<>();
        for (Token token = inside(place); token.type() != TokenType.END; token = inside(place)) {
            items.add(node(token, place.item(items.size(), token.line(), token.column()), depth + 1));
        }
        return items;
    }

    private List<Node.Entry> entries(Place place, int depth) {
        Map<String, Place> seen = new HashMap<>();
        List<Node.Entry> entries = new ArrayList<>();
        for (Token token = inside(place); token.type() != TokenType.END; token = inside(place)) {
            Place at = place.key(token.text(), token.line(), token.column());
            refuse(token, at);
            if (token.type() == TokenType.MAPPING
                    || token.type() == TokenType.LIST
                    || token.type() == TokenType.UNREAD) {
                throw problems.end(at, token.text(), "a key is a single word, such as version");
            }
            Token value = inside(place);
            Node node = node(value, place.key(token.text(), value.line(), value.column()), depth + 1);
            Place before = seen.putIfAbsent(token.text(), at);
            if (before == null) {
                entries.add(new Node.Entry(at, token.text(), node));
            } else {
                problems.add(
                        at,
                        node.text(),
                        "the key " + Quoted.text(token.text()) + " is here already, in line " + before.line()
                                + "; keep one of the two");
            }
        }
        return entries;
    }

    private void refuse(Token token, Place place) {
        if (token.fault() != null) {
            problems.add(place, token.text(), token.fault());
        }
    }

    /** The next piece of a mapping or list, whose end both parsers vouch for. */
    private Token inside(Place place) {
        return Objects.requireNonNull(next(), () -> "no end of the mapping or list at line " + place.line());
    }

    private @Nullable Token next() {
        try {
            return tokens.next();
        } catch (SyntaxException malformed) {
            throw problems.end(malformed.place(), "", Objects.requireNonNull(malformed.getMessage()));
        }
    }
}
