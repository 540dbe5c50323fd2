package io.metrify.validation.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The pieces of a YAML text, from SnakeYAML's parser alone: its composer, which follows aliases, and its constructor, which
 * makes objects of tags, are never there. Plain values are told apart as in JSON, so that neither {@code no} is a boolean
 * nor {@code 1:30} a number.
 */
final class YamlTokens implements Tokens {

    /** The numbers of JSON; of hexadecimal, octal and sexagesimal ones YAML's versions think differently. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");

    private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|false|True|False|TRUE|FALSE");

    private final ParserImpl events;

    YamlTokens(String text) {
        this.events = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    @Override
    public @Nullable Token next() throws SyntaxException {
        try {
            Token token = null;
            while (token == null && !events.checkEvent(Event.ID.StreamEnd)) {
                token = token(events.getEvent());
            }
            return token;
        } catch (MarkedYAMLException malformed) {
            Mark mark = malformed.getProblemMark() == null ? malformed.getContextMark() : malformed.getProblemMark();
            String where = malformed.getContext() == null ? "" : " (" + malformed.getContext() + ")";
            throw new SyntaxException(
                    mark.getLine() + 1,
                    mark.getColumn() + 1,
                    "this is not YAML: " + malformed.getProblem() + where + "; check indentation, quotes and brackets",
                    malformed);
        }
    }

    /** The piece an event stands for; the start and the end of the stream and its documents stand for none. */
    private static @Nullable Token token(Event event) {
        int line = event.getStartMark().getLine() + 1;
        int column = event.getStartMark().getColumn() + 1;
        return switch (event.getEventId()) {
            case MappingStart -> collection(TokenType.MAPPING, (CollectionStartEvent) event, line, column);
            case SequenceStart -> collection(TokenType.LIST, (CollectionStartEvent) event, line, column);
            case MappingEnd, SequenceEnd -> Token.of(TokenType.END, "", line, column);
            case Alias -> {
                String alias = "*" + ((AliasEvent) event).getAnchor();
                yield new Token(
                        TokenType.UNREAD,
                        alias,
                        line,
                        column,
                        Quoted.abbreviated(alias)
                                + " repeats what stands elsewhere, which rule files do not; write it out");
            }
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                yield new Token(type(scalar), scalar.getValue(), line, column, fault(scalar.getTag(), scalar));
            }
            default -> null;
        };
    }

    private static Token collection(TokenType type, CollectionStartEvent event, int line, int column) {
        return new Token(type, "", line, column, fault(event.getTag(), event));
    }

    private static @Nullable String fault(@Nullable String tag, NodeEvent event) {
        if (tag != null) {
            return "the tag " + Quoted.abbreviated(tag)
                    + " asks for a type of its own, which no value here has; leave it out";
        }
        if (event.getAnchor() != null) {
            return "the anchor " + Quoted.abbreviated("&" + event.getAnchor())
                    + " marks a value for repetition, which rule files do not have; leave it out";
        }
        return null;
    }

    private static TokenType type(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return TokenType.TEXT;
        }
        if (NOTHING.matcher(text).matches()) {
            return TokenType.NOTHING;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return TokenType.BOOLEAN;
        }
        return NUMBER.matcher(text).matches() ? TokenType.NUMBER : TokenType.TEXT;
    }
}
