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
}
