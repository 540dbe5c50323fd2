/**
 * How well rules find faults whose truth is known. Entry point: {@link io.metrify.benchmarks.accuracy.SeriesAccuracy}.
 */
@NullMarked
package io.metrify.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
