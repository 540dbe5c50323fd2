package io.metrify.quality.expectation;

import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes suites in the JSON form of Great Expectations.
 *
 * <p>Suites of version 1 and of the versions before it are read. They differ in two names, and both become the same suite:
 *
 * <table>
 *   <caption>Names of keys</caption>
 *   <tr><th>version 1</th><th>before</th></tr>
 *   <tr><td>{@code name}</td><td>{@code expectation_suite_name}</td></tr>
 *   <tr><td>{@code type}</td><td>{@code expectation_type}</td></tr>
 * </table>
 *
 * <p>All other keys are kept at every level, known or not, in their order, and so is every digit of a number. What is written
 * is what was read, except that the name or type of a suite or expectation comes first, and that {@code expectations}, {@code
 * kwargs} and {@code meta} are always written, empty if they were absent or null.
 *
 * <p>A file need not be trusted. It is at most 16 MiB of JSON by the letter of RFC 8259 with at most two million pieces; lists and
 * objects stand at most 100 deep, texts have at most 1,048,576 characters and numbers 1,000 digits, with powers of ten up to 1,000;
 * NaN, keys that are repeated and anything after the end are refused.
 */
public final class SuiteJson {

    static final String NAME = "name";
    static final String TYPE = "type";
    static final String KWARGS = "kwargs";
    static final String META = "meta";

    private static final String EXPECTATIONS = "expectations";
    private static final String OLD_NAME = "expectation_suite_name";
    private static final String OLD_TYPE = "expectation_type";
    private static final String WHAT = "the suite";

    private SuiteJson() {}

    /**
     * Reads a suite from a file.
     *
     * @param file the file
     * @return the suite
     * @throws IllegalArgumentException if it is no suite, with the place and the reason
     * @throws MetrifyException if the file cannot be read
     */
    public static ExpectationSuite read(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return suite(JsonReader.read(input, file.toString()), file.toString());
        } catch (IOException unreadable) {
            throw new MetrifyException(
                    file + " cannot be read: " + unreadable + "; name an existing, readable file", unreadable);
        }
    }

    /**
     * Reads a suite from a stream.
     *
     * @param input JSON in UTF-8, UTF-16 or UTF-32; left open
     * @return the suite
     * @throws IllegalArgumentException if it is no suite, with the place and the reason
     * @throws IOException if the stream fails
     */
    public static ExpectationSuite read(InputStream input) throws IOException {
        return suite(JsonReader.read(Objects.requireNonNull(input, "input"), WHAT), WHAT);
    }

    /**
     * Reads a suite.
     *
     * @param text JSON
     * @return the suite
     * @throws IllegalArgumentException if it is no suite, with the place and the reason
     */
    public static ExpectationSuite read(String text) {
        return suite(JsonReader.read(text, WHAT), WHAT);
    }

    /**
     * Writes a suite as version 1 does.
     *
     * @param suite the suite
     * @return JSON, indented
     * @throws IllegalArgumentException if a value of the suite is none of JSON, such as NaN, or if a further key is {@code name},
     *     {@code type}, {@code expectations}, {@code kwargs} or {@code meta}
     */
    public static String write(ExpectationSuite suite) {
        return write(suite, NAME, TYPE);
    }

    /**
     * Writes a suite as the versions before 1 did, with {@code expectation_suite_name} and {@code expectation_type}.
     *
     * @param suite the suite
     * @return JSON, indented
     * @throws IllegalArgumentException as {@link #write} does
     */
    public static String writeBeforeVersion1(ExpectationSuite suite) {
        return write(suite, OLD_NAME, OLD_TYPE);
    }

    private static String write(ExpectationSuite suite, String nameKey, String typeKey) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(nameKey, suite.name());
        json.put(
                EXPECTATIONS,
                suite.expectations().stream()
                        .map(expectation -> json(expectation, typeKey))
                        .toList());
        json.put(META, suite.meta());
        addOthers(json, suite.others(), List.of(NAME, OLD_NAME), "suite");
        return JsonWriter.write(json);
    }

    /** An expectation as version 1 has it. */
    static Map<String, @Nullable Object> json(Expectation expectation) {
        return json(expectation, TYPE);
    }

    private static Map<String, @Nullable Object> json(Expectation expectation, String typeKey) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(typeKey, expectation.type());
        json.put(KWARGS, expectation.kwargs());
        json.put(META, expectation.meta());
        addOthers(json, expectation.others(), List.of(TYPE, OLD_TYPE), "expectation");
        return json;
    }

    private static void addOthers(
            Map<String, @Nullable Object> json, Map<String, @Nullable Object> others, List<String> taken, String of) {
        others.forEach((key, value) -> {
            if (taken.contains(key) || json.containsKey(key)) {
                throw new IllegalArgumentException("a further key of the " + of + " is " + key
                        + ", which has a place of its own; leave it out of the further keys");
            }
            json.put(key, value);
        });
    }

    private static ExpectationSuite suite(@Nullable Object json, String what) {
        Map<String, @Nullable Object> others = object(json, what, "its top");
        String name = text(others, NAME, OLD_NAME, what, "its top");
        List<Expectation> expectations = new ArrayList<>();
        for (Object expectation : list(others.remove(EXPECTATIONS), what)) {
            expectations.add(expectation(expectation, what, "/" + EXPECTATIONS + "/" + expectations.size()));
        }
        Map<String, @Nullable Object> meta = object(others, META, what, "");
        return new ExpectationSuite(name, expectations, meta, others);
    }

    private static Expectation expectation(@Nullable Object json, String what, String place) {
        Map<String, @Nullable Object> others = object(json, what, place);
        String type = text(others, TYPE, OLD_TYPE, what, place);
        Map<String, @Nullable Object> kwargs = object(others, KWARGS, what, place);
        Map<String, @Nullable Object> meta = object(others, META, what, place);
        return new Expectation(type, kwargs, meta, others);
    }

    /** The name or the type, taken out of the keys. */
    private static String text(
            Map<String, @Nullable Object> keys, String key, String oldKey, String what, String place) {
        if (keys.containsKey(key) && keys.containsKey(oldKey)) {
            throw refusal(what, place, "there are both " + key + " and " + oldKey + "; keep one of them");
        }
        Object value = keys.containsKey(oldKey) ? keys.remove(oldKey) : keys.remove(key);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw refusal(what, place, "the " + key + " is " + described(value) + "; give a text that is not empty");
    }

    /** An object that may be absent, taken out of the keys. */
    private static Map<String, @Nullable Object> object(
            Map<String, @Nullable Object> keys, String key, String what, String place) {
        Object value = keys.remove(key);
        return value == null ? Map.of() : object(value, what, place + "/" + key);
    }

    @SuppressWarnings("unchecked") // The keys of what was read are texts.
    private static Map<String, @Nullable Object> object(@Nullable Object value, String what, String place) {
        if (value instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw refusal(what, place, described(value) + " stands where an object was expected; write {...}");
    }

    private static List<?> list(@Nullable Object value, String what) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw refusal(what, "/" + EXPECTATIONS, described(value) + " stands where a list was expected; write [...]");
    }

    private static String described(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof String text) {
            return text.isBlank() ? "an empty text" : "a text";
        }
        if (value instanceof Map) {
            return "an object";
        }
        return value instanceof List ? "a list" : value.toString();
    }

    private static IllegalArgumentException refusal(String what, String place, String reason) {
        return new IllegalArgumentException(what + " cannot be read at " + place + ": " + reason);
    }
}
