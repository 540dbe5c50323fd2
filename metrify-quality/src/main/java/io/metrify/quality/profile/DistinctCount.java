package io.metrify.quality.profile;

/**
 * How many different values a column has.
 *
 * @param number the number, 0 or more; a whole number if exact
 * @param exact whether it is exact, as it is up to {@link ProfileSettings#distinctLimit()}
 * @param standardError the standard error of an estimate in proportion to it, 1/sqrt(k - 2) for a limit of k; 0 if exact
 */
public record DistinctCount(double number, boolean exact, double standardError) {}
