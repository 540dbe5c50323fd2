package io.metrify.quality;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import io.metrify.validation.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Readings and findings that tests vary from. */
final class Examples {

    static final MeterReading READING = MeterReading.of(
            "M-1", Interval.of(Instant.parse("2026-03-10T12:00:00Z"), Duration.ofMinutes(15)), Energy.parse("0.5"));

    static final Finding NEGATIVE = finding("meter.consumption.negative", Severity.ERROR);
    static final Finding CROSSCHECK = finding("meter.consumption.crosscheck", Severity.WARNING);
    static final Finding VOLTAGE = finding("meter.voltage.limit", Severity.WARNING);
    static final Finding JITTER = finding("meter.time.jitter", Severity.INFO);

    private Examples() {}

    static Finding finding(String rule, Severity severity) {
        return new Finding(rule, severity, "M-1", Instant.EPOCH, null, null, "1", "2", "One is not two.");
    }

    static ValidationReport report(Finding... findings) {
        return report(Arrays.asList(findings));
    }

    static ValidationReport report(List<Finding> findings) {
        return ValidationReport.of(
                findings, findings.stream().map(Finding::rule).distinct().toList(), Map.of());
    }
}
