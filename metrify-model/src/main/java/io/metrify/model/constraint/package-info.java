/**
 * Jakarta Validation constraints that the models' records carry, for any bean with measurements. They are annotations
 * only: whoever has no validator needs no Jakarta API at run time. What enforces them is in {@code metrify-validation}.
 * Entry point: {@link io.metrify.model.constraint.MeasuredRange}.
 */
@NullMarked
package io.metrify.model.constraint;

import org.jspecify.annotations.NullMarked;
