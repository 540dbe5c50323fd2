package io.metrify.quality.expectation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One expectation of a table: its type and the arguments of it. Values are those of JSON: null, {@link Boolean}, {@link
 * String}, {@link Long}, {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@link java.util.List} and {@link Map}.
 *
 * @param type the name of the type, such as {@code expect_column_values_to_not_be_null}; types that are not known are kept
 *     and reported when a suite is checked
 * @param kwargs the arguments by name, in their order
 * @param meta notes that have no effect, in their order; empty if there are none
 * @param others further keys of the JSON object, such as {@code id}, {@code notes} or {@code severity}, in their order: kept,
 *     without effect
 */
public record Expectation(
        String type,
        Map<String, @Nullable Object> kwargs,
        Map<String, @Nullable Object> meta,
        Map<String, @Nullable Object> others) {

    /** Checks the type and copies. */
    public Expectation {
        Objects.requireNonNull(type, "type");
        if (type.isBlank()) {
            throw new IllegalArgumentException("an expectation has no type; name one such as expect_column_to_exist");
        }
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /**
     * An expectation without notes.
     *
     * @param type the name of the type
     * @param kwargs the arguments by name
     * @return the expectation
     */
    public static Expectation of(String type, Map<String, @Nullable Object> kwargs) {
        return new Expectation(type, kwargs, Map.of(), Map.of());
    }

    /**
     * The same with another argument, or another value of it.
     *
     * @param name the name of the argument, such as {@code max_value} or {@code row_condition}
     * @param value its value: null, a text, true, false, a finite number, a collection or a map; days and times as texts in the
     *     form of ISO 8601
     * @return the expectation
     * @throws IllegalArgumentException if the value is none of these
     */
    public Expectation with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(kwargs);
        changed.put(Objects.requireNonNull(name, "name"), JsonValues.of(value));
        return new Expectation(type, changed, meta, others);
    }

    /**
     * The same, met if enough values are as expected.
     *
     * @param fraction how many of the values that are not missing, 0 to 1
     * @return the expectation
     */
    public Expectation mostly(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("mostly is " + fraction + "; give a fraction from 0 to 1");
        }
        return with("mostly", fraction);
    }

    /**
     * The same, asked only of the rows for which a condition is true.
     *
     * @param condition the condition in SQL, such as {@code register = '1-0:1.8.0' AND voltage IS NOT NULL}
     * @return the expectation, with the arguments {@code row_condition} and {@code condition_parser}
     */
    public Expectation where(String condition) {
        return with("row_condition", condition).with("condition_parser", "spark");
    }
}
