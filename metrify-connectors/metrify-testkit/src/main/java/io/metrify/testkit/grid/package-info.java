/**
 * Simulated state of the grid: its frequency everywhere, and capacity, load and renewables per control zone. Entry
 * point: {@link io.metrify.testkit.grid.GridSimulator}.
 */
@NullMarked
package io.metrify.testkit.grid;

import org.jspecify.annotations.NullMarked;
