/**
 * JMH benchmarks of the hot paths.
 */
@NullMarked
package io.metrify.benchmarks;

import org.jspecify.annotations.NullMarked;
