/**
 * Rules, the findings they make, and the report of what was checked and what was skipped.
 */
@NullMarked
package io.metrify.validation;

import org.jspecify.annotations.NullMarked;
