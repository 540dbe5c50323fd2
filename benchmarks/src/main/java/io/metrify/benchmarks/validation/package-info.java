/** Rules on single records: one at a time and over columns, against a bean validator and checks written by hand. */
@NullMarked
package io.metrify.benchmarks.validation;

import org.jspecify.annotations.NullMarked;
