/**
 * Jakarta Validation for beans: constraints on identifiers, spans of time and amounts of energy, the validators of those
 * that the models carry, and the way from violations to findings. It needs Hibernate Validator, an optional dependency of
 * this artifact, but no implementation of the Expression Language. Entry point: {@link
 * io.metrify.validation.bean.BeanValidation}.
 */
@NullMarked
package io.metrify.validation.bean;

import org.jspecify.annotations.NullMarked;
