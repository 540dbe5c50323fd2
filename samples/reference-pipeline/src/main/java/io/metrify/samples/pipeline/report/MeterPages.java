package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.quality.estimation.EstimationRequest;
import io.metrify.quality.estimation.Estimator;
import io.metrify.quality.report.MeterPage;
import io.metrify.quality.report.ReportedMeter;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import io.metrify.validation.series.RuleCoverage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything that the warehouse holds of one meter, for its page in the quality report. */
final class MeterPages {

    private static final int MOST_FINDINGS = 1_000;

    private static final String FACTS = """
            SELECT meter_type, region, city, operator_name, interval_seconds, rated_power_kw
            FROM dim_meters WHERE meter_id = ?
            """;

    private static final String READINGS = """
            SELECT obis_code, #millis("timestamp"), interval_seconds, #milliwatthours(consumption_kwh), quality_code,
                   quality_method
            FROM readings
            WHERE meter_id = ? AND "timestamp" >= #instant(?) AND "timestamp" < #instant(?)
            ORDER BY obis_code, "timestamp"
            """;

    private static final String FINDINGS = """
            SELECT rule, severity, subject, #millis(start_time), #millis(end_time), field, observed, expected, message
            FROM (SELECT * FROM findings UNION ALL SELECT * FROM series_findings) AS every_finding
            WHERE subject = ?
            ORDER BY CASE severity WHEN 'ERROR' THEN 0 WHEN 'WARNING' THEN 1 ELSE 2 END, start_time, rule, message LIMIT %d
            """.formatted(MOST_FINDINGS);

    private final WarehouseQueries warehouse;
    private final Interval period;
    private final Function<List<MeterReading>, Map<String, RuleCoverage>> coverage;
    private final Estimator estimator;

    /** Pages over a period; {@code coverage} says what rules on series could judge in the readings of a meter. */
    MeterPages(
            WarehouseQueries warehouse,
            MarketCalendar calendar,
            Interval period,
            Function<List<MeterReading>, Map<String, RuleCoverage>> coverage) {
        this.warehouse = warehouse;
        this.estimator = Estimator.of(calendar);
        this.period = period;
        this.coverage = coverage;
    }

    MeterPage page(ReportedMeter meter) throws SQLException {
        List<MeterReading> readings = readings(meter.meterId());
        List<Finding> findings = findings(meter.meterId());
        Map<String, Long> byRule = new TreeMap<>();
        findings.forEach(finding -> byRule.merge(finding.rule(), 1L, Long::sum));
        return new MeterPage(
                new ReportedMeter(meter.meterId(), meter.score(), meter.counts(), byRule),
                facts(meter.meterId()),
                series(readings),
                findings,
                readings.isEmpty() ? Map.of() : coverage.apply(readings));
    }

    private List<ReadingSeries> series(List<MeterReading> readings) {
        Map<ObisCode, List<MeterReading>> registers = new LinkedHashMap<>();
        readings.forEach(reading -> registers
                .computeIfAbsent(reading.register(), register -> new ArrayList<>())
                .add(reading));
        return registers.values().stream().map(this::register).toList();
    }

    /**
     * The slots of a register, with substitutes where they can be made. Readings of another length than the usual, or off the
     * raster, have no place in a series; they are findings.
     */
    private ReadingSeries register(List<MeterReading> readings) {
        Map<Long, Integer> lengths = new TreeMap<>();
        readings.forEach(reading -> lengths.merge((long) reading.intervalSeconds(), 1, Integer::sum));
        long step = lengths.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
        long slots = (period.length().toSeconds() - 1) / step + 1;
        ReadingSeriesBuilder series = ReadingSeries.builder(
                readings.get(0).meterId(),
                readings.get(0).register(),
                Interval.of(period.start(), Duration.ofSeconds(slots * step)),
                Duration.ofSeconds(step));
        readings.forEach(series::add);
        return estimator
                .estimate(EstimationRequest.of(series.build(), period.end()))
                .series();
    }

    private Map<String, String> facts(String meterId) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        try (PreparedStatement statement = warehouse.prepare(FACTS)) {
            statement.setString(1, meterId);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    facts.put("Type", row.getString(1).replace('_', ' ').toLowerCase(Locale.ROOT));
                    String city = row.getString(3);
                    facts.put("Place", (city == null ? "" : city + ", ") + row.getString(2));
                    if (row.getString(4) != null) {
                        facts.put("Operator", row.getString(4));
                    }
                    double power = row.getDouble(6);
                    if (!row.wasNull()) {
                        facts.put("Rated power", String.format(Locale.ROOT, "%,.1f kW", power));
                    }
                }
            }
        }
        return facts;
    }

    private List<MeterReading> readings(String meterId) throws SQLException {
        List<MeterReading> readings = new ArrayList<>();
        try (PreparedStatement statement = warehouse.prepare(READINGS)) {
            statement.setString(1, meterId);
            statement.setLong(2, period.start().toEpochMilli());
            statement.setLong(3, period.end().toEpochMilli());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long milliwattHours = row.getLong(4);
                    Energy energy = row.wasNull() ? null : Energy.ofMilliwattHours(milliwattHours);
                    String method = row.getString(6);
                    readings.add(new MeterReading(
                            meterId,
                            ObisCode.parse(row.getString(1)),
                            Interval.of(Instant.ofEpochMilli(row.getLong(2)), Duration.ofSeconds(row.getInt(3))),
                            energy,
                            Electrical.NOT_MEASURED,
                            Ambient.NOT_MEASURED,
                            new ReadingQuality(
                                    QualityCode.valueOf(row.getString(5)),
                                    method == null ? SubstitutionMethod.NONE : SubstitutionMethod.valueOf(method),
                                    Double.NaN)));
                }
            }
        }
        return readings;
    }

    private List<Finding> findings(String meterId) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (PreparedStatement statement = warehouse.prepare(FINDINGS)) {
            statement.setString(1, meterId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long end = row.getLong(5);
                    boolean endless = row.wasNull();
                    findings.add(new Finding(
                            row.getString(1),
                            Severity.valueOf(row.getString(2)),
                            row.getString(3),
                            Instant.ofEpochMilli(row.getLong(4)),
                            endless ? null : Instant.ofEpochMilli(end),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9)));
                }
            }
        }
        return findings;
    }
}
