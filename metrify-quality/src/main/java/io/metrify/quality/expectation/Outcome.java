package io.metrify.quality.expectation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a check came out.
 *
 * @param success whether the expectation was met
 * @param result what was seen, in the order of Great Expectations
 */
record Outcome(boolean success, Map<String, @Nullable Object> result) {

    /** An outcome without anything to tell. */
    static Outcome of(boolean success) {
        return new Outcome(success, Map.of());
    }

    /** An outcome with an observed value, which may be missing. */
    static Outcome observed(boolean success, @Nullable Object value) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("observed_value", value);
        return new Outcome(success, result);
    }

    /** The same with details. */
    Outcome withDetails(Map<String, @Nullable Object> details) {
        return with("details", details);
    }

    /** The same with one more thing to tell. */
    Outcome with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> extended = new LinkedHashMap<>(result);
        extended.put(name, value);
        return new Outcome(success, extended);
    }
}
