/**
 * Rules on the series of a meter: gaps, duplicates, runs, spikes, daily use, registers, silence. One engine judges a batch,
 * a stream and a partition alike. Entry point: {@link io.metrify.validation.series.SeriesRules}.
 */
@NullMarked
package io.metrify.validation.series;

import org.jspecify.annotations.NullMarked;
