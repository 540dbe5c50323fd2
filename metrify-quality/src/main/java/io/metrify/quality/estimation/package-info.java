/**
 * Substitutes for interval readings that are missing or cannot be used, and edits by people, with all that is needed to explain
 * them later. Entry points: {@link io.metrify.quality.estimation.Estimator} computes substitutes, {@link
 * io.metrify.quality.estimation.Editor} states and takes back edits, {@link io.metrify.quality.estimation.SeriesHistory} holds
 * what was ever said of a register's raster.
 */
@NullMarked
package io.metrify.quality.estimation;

import org.jspecify.annotations.NullMarked;
