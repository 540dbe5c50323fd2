package io.metrify.samples.pipeline;

import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.RuleSet;
import io.metrify.validation.Subject;
import io.metrify.validation.series.RuleCoverage;
import io.metrify.validation.series.SeriesRule;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what was accepted as series, once all of it is stored. */
final class SeriesStage {

    private static final String SPAN = """
            SELECT min(#millis("timestamp")), max(#millis("timestamp") + CAST(interval_seconds AS BIGINT) * 1000) FROM readings
            """;

    /** Deliveries are compared as they arrive; only one of each is stored, so that nothing is left for these to judge. */
    private static final Set<String> JUDGED_ON_ARRIVAL =
            Set.of("meter.duplicate.redelivery", "meter.duplicate.conflict", "meter.duplicate.too_late");

    private static final long SECONDS_PER_HOUR = 3_600;

    private final Input input;
    private final SeriesRules rules;
    private final JdbcWarehouse warehouse;
    private final Console console;

    SeriesStage(Input input, SeriesRules rules, JdbcWarehouse warehouse, Console console) {
        this.input = input;
        this.rules = rules;
        this.warehouse = warehouse;
        this.console = console;
    }

    /**
     * Replaces the findings on series in the warehouse.
     *
     * @param readings how many readings are stored
     * @return how often each rule judged and was skipped; none if there is no time to judge
     */
    Map<String, RuleCoverage> judge(long readings) {
        Optional<Interval> window = input.window().or(this::span);
        if (window.isEmpty()) {
            return Map.of();
        }
        return warehouse.rebuildSeriesFindings(
                unjudged(rules),
                window.get(),
                settings(window.get()),
                input.clock().instant(),
                judged -> console.progress("judging series: %,d of %,d readings", judged, readings));
    }

    /** How often each rule could judge the readings of one meter, and how often it could not and why. */
    Map<String, RuleCoverage> coverage(List<MeterReading> readings) {
        Optional<Interval> window = input.window().or(this::span);
        if (window.isEmpty()) {
            return Map.of();
        }
        // Single readings were judged as they arrived.
        SeriesRules onSeries = unjudged(rules).withRecordRules(RuleSet.of(Subject.ofMeterReading(), List.of()));
        return onSeries.validate(
                        window.get(),
                        readings,
                        List.of(),
                        settings(window.get()),
                        input.clock().instant())
                .coverage();
    }

    private SeriesSettings settings(Interval window) {
        MarketCalendar calendar = input.calendar();
        return SeriesSettings.of(calendar)
                .withMeters(input.directory())
                .withRasterOffset(rasterOffset(calendar, window.start()));
    }

    /** Slots of an hour begin with the market day, which is not on a full hour of UTC everywhere. */
    static Duration rasterOffset(MarketCalendar calendar, Instant at) {
        long midnight = calendar.dayOf(at).start().getEpochSecond();
        return Duration.ofSeconds(Math.floorMod(midnight, SECONDS_PER_HOUR));
    }

    private static SeriesRules unjudged(SeriesRules rules) {
        SeriesRules left = rules;
        for (SeriesRule rule : rules.rules()) {
            if (JUDGED_ON_ARRIVAL.contains(rule.id())) {
                left = left.without(rule.id());
            }
        }
        return left;
    }

    private Optional<Interval> span() {
        try (WarehouseQueries queries = warehouse.queries();
                PreparedStatement statement = queries.prepare(SPAN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Instant start = Instant.ofEpochMilli(row.getLong(1));
            return row.wasNull()
                    ? Optional.empty()
                    : Optional.of(new Interval(start, Instant.ofEpochMilli(row.getLong(2))));
        } catch (SQLException failed) {
            throw new MetrifyException("finding the first and the last reading failed: " + failed.getMessage(), failed);
        }
    }
}
