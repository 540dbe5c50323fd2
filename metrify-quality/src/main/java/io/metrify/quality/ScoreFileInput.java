package io.metrify.quality;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JSON text that is read value by value, and all that was refused in it. */
final class ScoreFileInput {

    private static final JsonFactory JSON = new JsonFactory();

    private final String name;
    private final JsonParser parser;
    private final List<String> problems = new ArrayList<>();
    private JsonLocation place = JsonLocation.NA;

    ScoreFileInput(String text, String name) {
        this.name = name;
        try {
            this.parser = JSON.createParser(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a text in memory cannot be read", unreadable);
        }
    }

    /** Reads the whole text, which is one mapping. */
    void document(Consumer<String> keys) {
        try (JsonParser closed = parser) {
            advance();
            object("", keys);
            if (closed.currentToken() != null && advance() != null) {
                refuse("", "there is more after the end of the mapping; write one mapping");
            }
        } catch (SyntaxError syntax) {
            refuse("", syntax.getMessage() + "; write JSON");
        } catch (IOException unclosed) {
            throw new UncheckedIOException("a text in memory cannot be closed", unclosed);
        }
    }

    /** Reads the mapping that begins here; each key is handed on when its value is to be read next. */
    void object(String path, Consumer<String> keys) {
        if (!is(JsonToken.START_OBJECT, path, "a mapping")) {
            return;
        }
        Set<String> seen = new HashSet<>();
        while (advance() == JsonToken.FIELD_NAME) {
            String key = current();
            JsonToken value = advance();
            if (!seen.add(key)) {
                refuse(path.isEmpty() ? key : path + "." + key, "the key stands here twice; keep one");
                skip();
            } else if (value != null) {
                keys.accept(key);
            }
        }
    }

    /** The entries here over those that were there before. */
    <E extends Enum<E>> Map<E, Integer> entries(String path, Class<E> type, Map<E, Integer> before, int most) {
        Map<E, Integer> entries = new HashMap<>(before);
        object(path, key -> {
            String entry = path + "." + key;
            E constant = constantOf(type, key);
            if (constant == null) {
                refuseKey(entry, String.join(", ", names(type)));
            } else {
                Integer value = integer(entry, 0, most);
                if (value != null) {
                    entries.put(constant, value);
                }
            }
        });
        return entries;
    }

    /** A whole number, or null if it is refused. */
    @Nullable
    Integer integer(String path, int least, int most) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            BigInteger value = new BigInteger(current());
            if (value.compareTo(BigInteger.valueOf(least)) >= 0 && value.compareTo(BigInteger.valueOf(most)) <= 0) {
                return value.intValueExact();
            }
        }
        refuse(
                path,
                described()
                        + (least == most
                                ? " is not known here; write " + least
                                : " is out of range; give a whole number from " + least + " to " + most));
        skip();
        return null;
    }

    /** A text, or null if it is refused. */
    @Nullable
    String text(String path) {
        return is(JsonToken.VALUE_STRING, path, "a text") ? current() : null;
    }

    /** A constant by its name, or null if it is refused. */
    <E extends Enum<E>> @Nullable E constant(String path, Class<E> type) {
        String text = text(path);
        E constant = text == null ? null : constantOf(type, text);
        if (text != null && constant == null) {
            refuse(path, "\"" + text + "\" is not known here; write one of " + String.join(", ", names(type)));
        }
        return constant;
    }

    /** Sets something whose own checks may refuse it. */
    void check(String path, Runnable set) {
        try {
            set.run();
        } catch (IllegalArgumentException refused) {
            refuse(path, refused.getMessage());
        }
    }

    void refuseKey(String path, String known) {
        refuse(path, "there is no such key; the keys are " + known);
        skip();
    }

    void refuse(String path, @Nullable String message) {
        problems.add(name + ":" + Math.max(1, place.getLineNr()) + ":" + Math.max(1, place.getColumnNr()) + ": "
                + (path.isEmpty() ? "" : path + ": ") + message);
    }

    void throwIfRefused() {
        if (!problems.isEmpty()) {
            throw new ScoreFileException(name, problems);
        }
    }

    private boolean is(JsonToken token, String path, String expected) {
        if (parser.currentToken() == token) {
            return true;
        }
        refuse(path, described() + " stands where " + expected + " belongs");
        skip();
        return false;
    }

    private @Nullable JsonToken advance() {
        return read(() -> {
            JsonToken token = parser.nextToken();
            place = parser.currentTokenLocation();
            return token;
        });
    }

    private void skip() {
        read(parser::skipChildren);
    }

    private String current() {
        return Objects.requireNonNull(read(parser::getText));
    }

    private String described() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "a mapping";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "\"" + current() + "\"";
            default -> current();
        };
    }

    private <T> @Nullable T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (JsonProcessingException syntax) {
            // A text beyond a limit of the parser is refused without a place.
            JsonLocation known = syntax.getLocation();
            place = known == null ? parser.currentLocation() : known;
            throw new SyntaxError(syntax);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a text in memory cannot be read", unreadable);
        }
    }

    private static <E extends Enum<E>> @Nullable E constantOf(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    @FunctionalInterface
    private interface Reading<T> {
        @Nullable
        T read() throws IOException;
    }

    /** Passes an error of syntax through whoever reads keys. */
    private static final class SyntaxError extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SyntaxError(JsonProcessingException syntax) {
            super("the text is no JSON: " + syntax.getOriginalMessage(), syntax);
        }
    }
}
