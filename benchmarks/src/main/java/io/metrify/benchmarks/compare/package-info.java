/**
 * Two ways to do the same work, timed against each other. Entry point: {@link io.metrify.benchmarks.compare.Compare}.
 */
@NullMarked
package io.metrify.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
