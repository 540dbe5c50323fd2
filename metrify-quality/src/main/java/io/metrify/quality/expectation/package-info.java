/**
 * Expectations of a table in the form of Great Expectations: suites that are read and written as JSON, all checked in one
 * pass over the rows, with results in that project's own format. Entry points: {@link
 * io.metrify.quality.expectation.SuiteJson} reads a suite, {@link io.metrify.quality.expectation.Expectations} makes its parts
 * in a program, {@link io.metrify.quality.expectation.SuiteEvaluator} checks it, {@link
 * io.metrify.quality.expectation.SuiteResultJson} writes what came out.
 */
@NullMarked
package io.metrify.quality.expectation;

import org.jspecify.annotations.NullMarked;
