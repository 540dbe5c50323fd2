/**
 * Weather observations and the cities they belong to.
 */
@NullMarked
package io.metrify.model.weather;

import org.jspecify.annotations.NullMarked;
