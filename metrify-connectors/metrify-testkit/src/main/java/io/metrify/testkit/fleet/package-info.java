/**
 * Simulated fleets of smart meters: any meter, day or slot at once, the same bytes in any order and on any platform.
 * Entry point: {@link io.metrify.testkit.fleet.Fleet}.
 */
@NullMarked
package io.metrify.testkit.fleet;

import org.jspecify.annotations.NullMarked;
