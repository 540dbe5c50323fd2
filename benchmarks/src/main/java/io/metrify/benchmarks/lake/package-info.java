/** Columns written directly against plain parquet-java. */
@NullMarked
package io.metrify.benchmarks.lake;

import org.jspecify.annotations.NullMarked;
