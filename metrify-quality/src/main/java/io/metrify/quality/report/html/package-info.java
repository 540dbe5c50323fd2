/**
 * What the pages of reports are made of: an escaping writer, the frame of a page with its style sheet, tables that become cards
 * on a narrow page, and charts over market time that are SVG and need no script. Numbers are written the same on every machine:
 * a point before decimals, a comma between thousands. Entry points: {@link io.metrify.quality.report.html.Page} for the frame,
 * {@link io.metrify.quality.report.html.Chart} and {@link io.metrify.quality.report.html.Table} for what is in it.
 */
@NullMarked
package io.metrify.quality.report.html;

import org.jspecify.annotations.NullMarked;
