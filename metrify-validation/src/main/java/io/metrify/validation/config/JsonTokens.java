package io.metrify.validation.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pieces of a JSON text, by the letter of RFC 8259: no comments, no trailing commas, no NaN. */
final class JsonTokens implements Tokens {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** How Jackson names a place inside its messages. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^;]*+; line: (\\d++), column: (\\d++)]");

    /** How Jackson recommends its own leniencies. */
    private static final Pattern RECOMMENDATION =
            Pattern.compile(": enable `[^`]*+` to allow|, from `[^`]*+`| \\(not recognized [^)]*+\\)");

    private final JsonParser parser;

    JsonTokens(String text) {
        try {
            this.parser = FACTORY.createParser(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    @Override
    public @Nullable Token next() throws SyntaxException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return null;
            }
            JsonLocation place = parser.currentTokenLocation();
            return Token.of(
                    type(token),
                    token.isScalarValue() || token == JsonToken.FIELD_NAME ? parser.getText() : "",
                    place.getLineNr(),
                    place.getColumnNr());
        } catch (JsonProcessingException malformed) {
            // A number that is too long is refused without a place.
            JsonLocation known = malformed.getLocation();
            JsonLocation place = known == null ? parser.currentLocation() : known;
            String strict =
                    RECOMMENDATION.matcher(malformed.getOriginalMessage()).replaceAll("");
            String what = PLACE.matcher(strict).replaceAll("line $1, column $2");
            throw new SyntaxException(
                    Math.max(1, place.getLineNr()),
                    Math.max(1, place.getColumnNr()),
                    "this is not JSON as it is read here: " + what,
                    malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static TokenType type(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> TokenType.MAPPING;
            case START_ARRAY -> TokenType.LIST;
            case END_OBJECT, END_ARRAY -> TokenType.END;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> TokenType.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> TokenType.BOOLEAN;
            case VALUE_NULL -> TokenType.NOTHING;
            default -> TokenType.TEXT;
        };
    }
}
