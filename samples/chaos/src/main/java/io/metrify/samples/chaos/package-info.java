/** Kills, starves and cuts off pipelines, and counts afterwards: {@link io.metrify.samples.chaos.ChaosCommand}. */
@NullMarked
package io.metrify.samples.chaos;

import org.jspecify.annotations.NullMarked;
