package io.metrify.quality.expectation;

/**
 * How much the result of an expectation tells; each tells what those before it tell. See <a
 * href="https://docs.greatexpectations.io/docs/reference/expectations/result_format">result_format</a> of Great Expectations.
 */
public enum ResultFormat {
    /** Only whether it was met. */
    BOOLEAN_ONLY,
    /** Counts, percentages, the value observed, and the first unexpected values. */
    BASIC,
    /** Also how often unexpected values came, and the numbers of their rows. */
    SUMMARY,
    /** Also all unexpected values and the numbers of their rows, up to a bound. */
    COMPLETE
}
