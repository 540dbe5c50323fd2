/**
 * The report of a run as one HTML file that needs nothing else: no network, no script, charts drawn as inline SVG. Every
 * number comes from the run's summary or from a query on the warehouse; {@link
 * io.metrify.samples.pipeline.report.HtmlReport} is the way in.
 */
@NullMarked
package io.metrify.samples.pipeline.report;

import org.jspecify.annotations.NullMarked;
