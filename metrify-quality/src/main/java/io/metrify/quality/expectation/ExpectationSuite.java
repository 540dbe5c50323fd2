package io.metrify.quality.expectation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Expectations that belong together.
 *
 * @param name the name of the suite, not empty
 * @param expectations in their order; there may be none
 * @param meta notes that have no effect, in their order; empty if there are none
 * @param others further keys of the JSON object, such as {@code id} or {@code suite_parameters}, in their order
 */
public record ExpectationSuite(
        String name,
        List<Expectation> expectations,
        Map<String, @Nullable Object> meta,
        Map<String, @Nullable Object> others) {

    /** Checks the name and copies. */
    public ExpectationSuite {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a suite has no name; name it after what it expects");
        }
        expectations = List.copyOf(expectations);
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /**
     * A suite without notes.
     *
     * @param name the name of the suite
     * @param expectations in their order
     * @return the suite
     */
    public static ExpectationSuite of(String name, List<Expectation> expectations) {
        return new ExpectationSuite(name, expectations, Map.of(), Map.of());
    }
}
