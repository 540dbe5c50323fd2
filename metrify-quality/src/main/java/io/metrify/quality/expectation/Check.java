package io.metrify.quality.expectation;

/** One expectation, ready for a table: reads measures, and says how it came out after the last batch. */
interface Check {

    /**
     * How the expectation came out.
     *
     * @throws UncheckableException if it turned out that it cannot be checked
     */
    Outcome outcome();
}
