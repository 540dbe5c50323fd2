/**
 * The vocabulary every other artifact speaks: exact {@link io.metrify.model.Energy}, half-open {@link
 * io.metrify.model.Interval}s, market days through {@link io.metrify.model.MarketCalendar}, and the lattice of {@link
 * io.metrify.model.QualityCode}s. Depends on nothing but the JDK.
 *
 * <p>Start with {@link io.metrify.model.meter.MeterReading}.
 */
@NullMarked
package io.metrify.model;

import org.jspecify.annotations.NullMarked;
