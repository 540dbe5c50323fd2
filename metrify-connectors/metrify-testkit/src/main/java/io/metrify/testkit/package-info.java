/**
 * Simulated meters, grids and weather with known faults, for tests and demonstrations.
 */
@NullMarked
package io.metrify.testkit;

import org.jspecify.annotations.NullMarked;
