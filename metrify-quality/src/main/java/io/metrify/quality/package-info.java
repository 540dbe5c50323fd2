/**
 * Quality scores of metering data, each with the contributions it is made of, which add up exactly to what was lost.
 * Entry points: {@link io.metrify.quality.ReadingScorer} for a single reading, {@link io.metrify.quality.ScoreBook} for
 * meter-days, fleet-days and sources, {@link io.metrify.quality.FleetScore} for whatever else was counted.
 */
@NullMarked
package io.metrify.quality;

import org.jspecify.annotations.NullMarked;
