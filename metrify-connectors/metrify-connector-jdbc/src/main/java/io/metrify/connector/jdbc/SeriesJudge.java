package io.metrify.connector.jdbc;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.Finding;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Subject;
import io.metrify.validation.series.RuleCoverage;
import io.metrify.validation.series.SeriesRule;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import io.metrify.validation.series.SeriesValidator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Judges readings that come in order of meter and time as series, remembering one meter at a time. */
final class SeriesJudge {

    private static final int REPORTED_EVERY = 10_000;

    private final SeriesRules rules;
    private final SeriesSettings settings;
    private final Interval window;
    private final Instant now;
    private final RowWriter findings;
    private final LongConsumer onProgress;
    private final Map<String, RuleCoverage> coverage = new LinkedHashMap<>();

    private @Nullable String meterId;
    private @Nullable SeriesValidator validator;
    private long readings;

    SeriesJudge(
            SeriesRules rules,
            Interval window,
            SeriesSettings settings,
            Instant now,
            RowWriter findings,
            LongConsumer onProgress) {
        // They have judged what is stored; what they found is stored too.
        this.rules = rules.withRecordRules(RuleSet.of(Subject.ofMeterReading(), List.of()));
        this.settings = settings.withFrom(window.start()).withLateness(Duration.ZERO);
        this.window = window;
        this.now = now;
        this.findings = findings;
        this.onProgress = onProgress;
        for (SeriesRule rule : rules.rules()) {
            coverage.put(rule.id(), new RuleCoverage(0, Map.of()));
        }
    }

    void add(MeterReading reading, Duration usualLength) {
        SeriesValidator current = validator;
        if (current == null || !reading.meterId().equals(meterId)) {
            current = begin(reading.meterId(), settings.withAssumedResolution(usualLength));
        }
        current.accept(reading, now);
        readings++;
        if (readings % REPORTED_EVERY == 0) {
            onProgress.accept(readings);
        }
    }

    /** Takes a meter that should have delivered, but has no reading at all. */
    void addSilent(String silentId) {
        begin(silentId, settings).expect(silentId, ObisCode.IMPORT_PROFILE, window.start());
    }

    /** Judges what is left of the meter that is complete. */
    void finishMeter() {
        SeriesValidator complete = validator;
        if (complete != null) {
            complete.close(window.end());
            complete.coverage().forEach((rule, counts) -> coverage.merge(rule, counts, RuleCoverage::plus));
        }
        validator = null;
    }

    /** How often each rule judged and was skipped, in the order of the rules. */
    Map<String, RuleCoverage> coverage() {
        return coverage;
    }

    private SeriesValidator begin(String newMeterId, SeriesSettings newSettings) {
        finishMeter();
        SeriesValidator begun = SeriesValidator.of(rules, newSettings, this::append);
        meterId = newMeterId;
        validator = begun;
        return begun;
    }

    private void append(Finding finding) {
        try {
            FindingRows.write(findings, finding);
        } catch (SQLException failed) {
            throw new UncheckedSqlException(failed);
        }
    }
}
