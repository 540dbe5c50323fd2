/** Profiles of tables, against sketches of Apache DataSketches. */
@NullMarked
package io.metrify.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
