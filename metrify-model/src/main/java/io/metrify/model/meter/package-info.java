/**
 * Meters and what they deliver: interval readings, register readings, whole series as primitive arrays, and the
 * append-only history of what was known when. Entry point: {@link io.metrify.model.meter.MeterReading}.
 */
@NullMarked
package io.metrify.model.meter;

import org.jspecify.annotations.NullMarked;
