/**
 * The quality report: what a data steward asks of a fleet, as one HTML page that loads nothing and as JSON with exact numbers.
 * Entry points: {@link io.metrify.quality.report.QualityReport#builder} for its content, {@link
 * io.metrify.quality.report.QualityReportHtml} and {@link io.metrify.quality.report.QualityReportJson} for writing it.
 */
@NullMarked
package io.metrify.quality.report;

import org.jspecify.annotations.NullMarked;
