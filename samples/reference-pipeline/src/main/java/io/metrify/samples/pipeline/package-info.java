/**
 * From a stream of readings to a lake, a warehouse and a report.
 */
@NullMarked
package io.metrify.samples.pipeline;

import org.jspecify.annotations.NullMarked;
