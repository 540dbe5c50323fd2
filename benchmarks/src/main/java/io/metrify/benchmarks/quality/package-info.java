/**
 * What checking the quality of tables costs. Entry point: {@link io.metrify.benchmarks.quality.QualityFigures}.
 */
@NullMarked
package io.metrify.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
