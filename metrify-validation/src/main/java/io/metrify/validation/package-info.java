/**
 * Rules for single records, the findings they make, and the report of what was checked, what was skipped and why. Entry
 * point: {@link io.metrify.validation.MeterRules}, whose {@link io.metrify.validation.RuleSet} judges meter readings, one
 * by one or, in {@link io.metrify.validation.ReadingColumns}, column by column.
 */
@NullMarked
package io.metrify.validation;

import org.jspecify.annotations.NullMarked;
