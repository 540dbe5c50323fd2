/**
 * What judging series costs. Entry point: {@link io.metrify.benchmarks.series.SeriesFigures}.
 */
@NullMarked
package io.metrify.benchmarks.series;

import org.jspecify.annotations.NullMarked;
