/**
 * Meters, their identifiers and their readings.
 */
@NullMarked
package io.metrify.model.meter;

import org.jspecify.annotations.NullMarked;
