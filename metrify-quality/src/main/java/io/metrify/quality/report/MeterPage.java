package io.metrify.quality.report;

import io.metrify.model.meter.ReadingSeries;
import io.metrify.validation.Finding;
import io.metrify.validation.series.RuleCoverage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything a report shows of one meter. What was substituted is told from what was measured by each slot's {@linkplain
 * ReadingSeries#method(int) method} and {@linkplain ReadingSeries#quality(int) quality code}.
 *
 * @param meter the meter in short
 * @param facts what is known of it, such as its type and region, by name, in the order of the map
 * @param series its registers; empty if there is no reading of it
 * @param findings what was found in its readings, in the order of time
 * @param coverage how often each rule judged and how often it could not and why, by rule id, in the order of the map
 */
public record MeterPage(
        ReportedMeter meter,
        Map<String, String> facts,
        List<ReadingSeries> series,
        List<Finding> findings,
        Map<String, RuleCoverage> coverage) {

    /** Checks that the series are of the meter, and copies. */
    public MeterPage {
        Objects.requireNonNull(meter, "meter");
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        series = List.copyOf(series);
        findings = List.copyOf(findings);
        coverage = Collections.unmodifiableMap(new LinkedHashMap<>(coverage));
        for (ReadingSeries register : series) {
            if (!register.meterId().equals(meter.meterId())) {
                throw new IllegalArgumentException("a series of meter " + register.meterId()
                        + " is no part of the page of " + meter.meterId() + "; give each meter a page of its own");
            }
        }
    }
}
