/** Cities and their weather. Entry point: {@link io.metrify.model.weather.WeatherObservation}. */
@NullMarked
package io.metrify.model.weather;

import org.jspecify.annotations.NullMarked;
