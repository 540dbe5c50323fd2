package io.metrify.quality.profile;

/**
 * A bin of a histogram.
 *
 * @param from the least value it stands for
 * @param to the value at which it ends, inside only for the last bin
 * @param count how many values are in it; a value that is not kept exactly counts where the middle of its bucket lies
 */
public record HistogramBin(double from, double to, long count) {}
