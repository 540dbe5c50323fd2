/**
 * Faults put into simulated readings on purpose, with the truth about each as data. Entry point: {@link
 * io.metrify.testkit.fault.FaultInjector}.
 */
@NullMarked
package io.metrify.testkit.fault;

import org.jspecify.annotations.NullMarked;
