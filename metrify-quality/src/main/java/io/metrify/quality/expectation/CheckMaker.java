package io.metrify.quality.expectation;

/** Makes checks of one type of expectation. Every type is an entry of {@link ExpectationTypes}. */
@FunctionalInterface
interface CheckMaker {

    /**
     * Makes a check, and the measures that it reads.
     *
     * @throws UncheckableException if the arguments make no sense for the table
     */
    Check make(Request request);
}
