package io.metrify.quality.expectation;

import io.metrify.quality.table.Table;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expectations in one line, and what comes out of them. */
final class Suites {

    private Suites() {}

    static Expectation expectation(String type, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return Expectation.of(type, arguments);
    }

    static ExpectationSuite suite(Expectation... expectations) {
        return ExpectationSuite.of("suite", List.of(expectations));
    }

    static ExpectationResult check(Table table, String type, @Nullable Object... namesAndValues) {
        return SuiteEvaluator.of(suite(expectation(type, namesAndValues)))
                .evaluate(table)
                .results()
                .get(0);
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
