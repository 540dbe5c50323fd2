package io.metrify.quality.expectation;

import java.util.List;
import java.util.Objects;

/**
 * How the expectations of a suite came out on one table.
 *
 * @param suite the suite
 * @param results one for each expectation, in their order
 * @param rows how many rows were read
 */
public record SuiteResult(ExpectationSuite suite, List<ExpectationResult> results, long rows) {

    /** Checks and copies. */
    public SuiteResult {
        Objects.requireNonNull(suite, "suite");
        results = List.copyOf(results);
        if (results.size() != suite.expectations().size()) {
            throw new IllegalArgumentException(results.size() + " results do not tell of "
                    + suite.expectations().size() + " expectations; give one for each");
        }
    }

    /**
     * Whether all was met.
     *
     * @return true if every expectation was met; true for a suite that expects nothing
     */
    public boolean success() {
        return results.stream().allMatch(ExpectationResult::success);
    }
}
