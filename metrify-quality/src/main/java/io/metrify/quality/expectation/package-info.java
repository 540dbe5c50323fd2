/**
 * Expectations of a table in the form of Great Expectations: suites that are read and written as JSON, all checked in one
 * pass over the rows, with results in that project's own format.
 */
@NullMarked
package io.metrify.quality.expectation;

import org.jspecify.annotations.NullMarked;
