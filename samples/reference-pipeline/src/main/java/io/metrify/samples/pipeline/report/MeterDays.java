package io.metrify.samples.pipeline.report;

import io.metrify.quality.Dimension;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityCounts;
import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.QualityTier;
import io.metrify.quality.RuleDimensions;
import io.metrify.quality.report.ReportedDay;
import io.metrify.quality.report.TierCounts;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The meters of each market day by the grade of their score on that day, from the warehouse. A meter of the directory is
 * expected to deliver on every day while it is installed, any other from its own first reading to its last.
 */
final class MeterDays {

    private static final String WARNINGS = "SELECT DISTINCT rule FROM findings WHERE severity = 'WARNING'";

    private static final String COUNTS = """
            WITH days AS (
                SELECT market_date, epoch_ms(min(day_start)) // 1000 AS day_start, epoch_ms(max(day_end)) // 1000 AS day_end
                FROM daily_consumption_metrics WHERE market_date BETWEEN CAST($1 AS DATE) AND CAST($2 AS DATE)
                GROUP BY market_date),
            delivered AS (
                SELECT meter_id, obis_code, epoch_ms(min("timestamp")) // 1000 AS first_start,
                       epoch_ms(max("timestamp")) // 1000 + min(interval_seconds) AS last_end, min(interval_seconds) AS step
                FROM readings GROUP BY meter_id, obis_code),
            known AS (
                SELECT meter_id, max(interval_seconds) AS step, min(epoch_ms(installed) // 1000) AS installed,
                       max(epoch_ms(removed) // 1000) AS removed
                FROM dim_meters GROUP BY meter_id),
            registers AS (
                SELECT coalesce(known.meter_id, delivered.meter_id) AS meter_id, coalesce(known.step, delivered.step) AS step,
                       CASE WHEN known.meter_id IS NULL THEN first_start ELSE coalesce(installed, 0) END AS since,
                       CASE WHEN known.meter_id IS NULL THEN last_end ELSE coalesce(removed, 99999999999) END AS until
                FROM known FULL JOIN delivered ON known.meter_id = delivered.meter_id),
            expected AS (
                SELECT meter_id, market_date,
                       CAST(sum(greatest(0, least(day_end, until) - greatest(day_start, since)) // step) AS BIGINT) AS slots
                FROM registers CROSS JOIN days GROUP BY meter_id, market_date),
            accepted AS (
                SELECT meter_id, market_date, CAST(sum(reading_count) AS BIGINT) AS readings
                FROM daily_consumption_metrics GROUP BY meter_id, market_date),
            judged AS (
                SELECT subject, start_time, bool_or(severity = 'ERROR') AS rejected,
                       bool_or(dimension = 'VALIDITY') AS invalid,
                       bool_or(dimension = 'CONSISTENCY') AS inconsistent,
                       bool_or(dimension = 'PLAUSIBILITY') AS implausible
                FROM findings LEFT JOIN (SELECT unnest($3) AS rule, unnest($4) AS dimension) AS warnings
                    ON warnings.rule = findings.rule AND severity = 'WARNING'
                GROUP BY subject, start_time),
            doubts AS (
                SELECT subject, market_date, count(*) FILTER (rejected) AS rejected,
                       count(*) FILTER (NOT rejected AND invalid) AS invalid,
                       count(*) FILTER (NOT rejected AND inconsistent) AS inconsistent,
                       count(*) FILTER (NOT rejected AND implausible) AS implausible
                FROM judged JOIN days
                    ON epoch_ms(start_time) // 1000 >= day_start AND epoch_ms(start_time) // 1000 < day_end
                GROUP BY subject, market_date)
            SELECT CAST(expected.market_date AS VARCHAR), slots, coalesce(readings, 0), coalesce(rejected, 0),
                   least(coalesce(invalid, 0), coalesce(readings, 0)),
                   least(coalesce(inconsistent, 0), coalesce(readings, 0)),
                   least(coalesce(implausible, 0), coalesce(readings, 0))
            FROM expected
            LEFT JOIN accepted ON accepted.meter_id = expected.meter_id AND accepted.market_date = expected.market_date
            LEFT JOIN doubts ON doubts.subject = expected.meter_id AND doubts.market_date = expected.market_date
            WHERE slots > 0 OR readings > 0 OR rejected > 0
            """;

    private final Connection warehouse;

    MeterDays(Connection warehouse) {
        this.warehouse = warehouse;
    }

    List<ReportedDay> days(DrawnDays drawn) throws SQLException {
        Map<String, String> dimensions = dimensionsOfWarnings();
        Map<LocalDate, TierCounts> days = new TreeMap<>();
        try (PreparedStatement statement = warehouse.prepareStatement(COUNTS)) {
            statement.setString(1, drawn.first());
            statement.setString(2, drawn.last());
            statement.setArray(3, texts(dimensions.keySet()));
            statement.setArray(4, texts(dimensions.values()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    days.merge(LocalDate.parse(row.getString(1)), TierCounts.NONE.plusOne(tier(row)), TierCounts::plus);
                }
            }
        }
        return days.entrySet().stream()
                .map(day -> new ReportedDay(day.getKey(), day.getValue()))
                .toList();
    }

    private static Optional<QualityTier> tier(ResultSet row) throws SQLException {
        long accepted = row.getLong(3);
        QualityCounts counts = new QualityCounts(
                new QualityCounts.Slots(row.getLong(2), accepted),
                new QualityCounts.Outcomes(accepted, row.getLong(4), 0, 0),
                0,
                Map.of(
                        Dimension.VALIDITY, warnings(row.getLong(5)),
                        Dimension.CONSISTENCY, warnings(row.getLong(6)),
                        Dimension.PLAUSIBILITY, warnings(row.getLong(7))),
                Map.of());
        return FleetScore.of(counts).tier();
    }

    /** A grade does not depend on which rules they are of. */
    private static Map<String, Cause> warnings(long readings) {
        return readings == 0 ? Map.of() : Map.of("warnings", new Cause(readings, readings));
    }

    private Array texts(Collection<String> values) throws SQLException {
        return warehouse.createArrayOf("VARCHAR", values.toArray());
    }

    /** The name of the dimension that each rule with warnings speaks of, by rule. */
    private Map<String, String> dimensionsOfWarnings() throws SQLException {
        Map<String, String> dimensions = new TreeMap<>();
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(WARNINGS)) {
            while (row.next()) {
                Finding any =
                        new Finding(row.getString(1), Severity.WARNING, "", Instant.EPOCH, null, null, "", "", "");
                dimensions.put(any.rule(), RuleDimensions.standard().of(any).name());
            }
        }
        return dimensions;
    }
}
