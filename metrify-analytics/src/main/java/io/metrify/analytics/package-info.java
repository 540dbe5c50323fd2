/**
 * What validated readings add up to: energy by local hour and market day, exact and mergeable. Entry point: {@link
 * io.metrify.analytics.Rollup}.
 */
@NullMarked
package io.metrify.analytics;

import org.jspecify.annotations.NullMarked;
