package io.metrify.quality.expectation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one expectation came out.
 *
 * @param success whether it was met
 * @param expectation what was expected
 * @param result what was seen, as Great Expectations reports it ({@code element_count}, {@code unexpected_percent}, {@code
 *     observed_value}, ...), in its order, with values of JSON; empty if it could not be checked
 * @param error why it could not be checked (a column that is not there, an argument that makes no sense), or null if it was
 */
public record ExpectationResult(
        boolean success,
        Expectation expectation,
        Map<String, @Nullable Object> result,
        @Nullable String error) {

    /** Checks and copies. */
    public ExpectationResult {
        Objects.requireNonNull(expectation, "expectation");
        result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        if (success && error != null) {
            throw new IllegalArgumentException("an expectation that could not be checked was not met");
        }
    }
}
