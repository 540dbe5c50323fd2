/**
 * Rollups of readings over local market hours and days.
 */
@NullMarked
package io.metrify.analytics;

import org.jspecify.annotations.NullMarked;
