package io.metrify.quality.expectation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that stand where arguments say {@code {"$PARAMETER": "name"}}. */
final class SuiteParameters {

    private static final String REFERENCE = "$PARAMETER";

    private final Map<String, @Nullable Object> values;

    /** Values given, and where there is none the suite's own {@code suite_parameters}. */
    SuiteParameters(ExpectationSuite suite, Map<String, @Nullable Object> given) {
        this.values = new HashMap<>();
        if (suite.others().get("suite_parameters") instanceof Map<?, ?> defaults) {
            defaults.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        values.putAll(given);
    }

    /** Arguments with values in the place of names. */
    Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        arguments.forEach((name, value) -> resolved.put(name, value(value)));
        return resolved;
    }

    private @Nullable Object value(@Nullable Object given) {
        if (given instanceof List<?> list) {
            List<@Nullable Object> resolved = new ArrayList<>();
            list.forEach(element -> resolved.add(value(element)));
            return resolved;
        }
        if (!(given instanceof Map<?, ?> object)) {
            return given;
        }
        if (object.containsKey(REFERENCE)) {
            return parameter(object, String.valueOf(object.get(REFERENCE)));
        }
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        object.forEach((name, value) -> resolved.put(String.valueOf(name), value(value)));
        return resolved;
    }

    /** Suites before 1.0 may give a value to fall back on beside the name. */
    private @Nullable Object parameter(Map<?, ?> reference, String name) {
        if (values.containsKey(name)) {
            return values.get(name);
        }
        if (reference.containsKey(REFERENCE + '.' + name)) {
            return reference.get(REFERENCE + '.' + name);
        }
        throw new UncheckableException(
                "the suite parameter " + name + " has no value; give the evaluator one, or the suite a default");
    }
}
