/**
 * Simulated weather. Entry point: {@link io.metrify.testkit.weather.WeatherSimulator}.
 */
@NullMarked
package io.metrify.testkit.weather;

import org.jspecify.annotations.NullMarked;
