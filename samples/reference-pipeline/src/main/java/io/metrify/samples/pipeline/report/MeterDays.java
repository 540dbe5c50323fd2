package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
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

    /** Its first value is the rows of {@code warnings}. */
    private static final String COUNTS = """
            WITH warnings AS (%s),
            days AS (
                SELECT market_date, #seconds(min(day_start)) AS day_start, #seconds(max(day_end)) AS day_end
                FROM daily_consumption_metrics WHERE market_date BETWEEN CAST(? AS DATE) AND CAST(? AS DATE)
                GROUP BY market_date),
            delivered AS (
                SELECT meter_id, obis_code, #seconds(min("timestamp")) AS first_start,
                       #seconds(max("timestamp")) + min(interval_seconds) AS last_end, min(interval_seconds) AS step
                FROM readings GROUP BY meter_id, obis_code),
            known AS (
                SELECT meter_id, max(interval_seconds) AS step, min(#seconds(installed)) AS installed,
                       max(#seconds(removed)) AS removed
                FROM dim_meters GROUP BY meter_id),
            registers AS (
                SELECT coalesce(known.meter_id, delivered.meter_id) AS meter_id, coalesce(known.step, delivered.step) AS step,
                       CASE WHEN known.meter_id IS NULL THEN first_start ELSE coalesce(installed, 0) END AS since,
                       CASE WHEN known.meter_id IS NULL THEN last_end ELSE coalesce(removed, 99999999999) END AS until
                FROM known FULL JOIN delivered ON known.meter_id = delivered.meter_id),
            expected AS (
                SELECT meter_id, market_date, CAST(sum(
                           #quotient(greatest(0, least(day_end, until) - greatest(day_start, since)), step)) AS BIGINT) AS slots
                FROM registers CROSS JOIN days GROUP BY meter_id, market_date),
            accepted AS (
                SELECT meter_id, market_date, CAST(sum(reading_count) AS BIGINT) AS readings
                FROM daily_consumption_metrics GROUP BY meter_id, market_date),
            judged AS (
                SELECT subject, start_time, max(CASE WHEN severity = 'ERROR' THEN 1 ELSE 0 END) AS rejected,
                       max(CASE WHEN dimension = 'VALIDITY' THEN 1 ELSE 0 END) AS invalid,
                       max(CASE WHEN dimension = 'CONSISTENCY' THEN 1 ELSE 0 END) AS inconsistent,
                       max(CASE WHEN dimension = 'PLAUSIBILITY' THEN 1 ELSE 0 END) AS implausible
                FROM findings LEFT JOIN warnings
                    ON warnings.rule = findings.rule AND severity = 'WARNING'
                GROUP BY subject, start_time),
            doubts AS (
                SELECT subject, market_date, sum(rejected) AS rejected, sum((1 - rejected) * invalid) AS invalid,
                       sum((1 - rejected) * inconsistent) AS inconsistent, sum((1 - rejected) * implausible) AS implausible
                FROM judged JOIN days ON #seconds(start_time) >= day_start AND #seconds(start_time) < day_end
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

    private static final String NO_WARNING =
            "SELECT CAST(NULL AS VARCHAR) AS rule, CAST(NULL AS VARCHAR) AS dimension WHERE 1 = 0";

    private static final String WARNING = "SELECT CAST(? AS VARCHAR) AS rule, CAST(? AS VARCHAR) AS dimension";

    private final WarehouseQueries warehouse;

    MeterDays(WarehouseQueries warehouse) {
        this.warehouse = warehouse;
    }

    List<ReportedDay> days(DrawnDays drawn) throws SQLException {
        Map<String, String> dimensions = dimensionsOfWarnings();
        Map<LocalDate, TierCounts> days = new TreeMap<>();
        String warnings = dimensions.isEmpty()
                ? NO_WARNING
                : String.join(" UNION ALL ", Collections.nCopies(dimensions.size(), WARNING));
        try (PreparedStatement statement = warehouse.prepare(COUNTS.formatted(warnings))) {
            int parameter = 1;
            for (Map.Entry<String, String> warning : dimensions.entrySet()) {
                statement.setString(parameter, warning.getKey());
                statement.setString(parameter + 1, warning.getValue());
                parameter += 2;
            }
            statement.setString(parameter, drawn.first());
            statement.setString(parameter + 1, drawn.last());
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

    /** The name of the dimension that each rule with warnings speaks of, by rule. */
    private Map<String, String> dimensionsOfWarnings() throws SQLException {
        Map<String, String> dimensions = new TreeMap<>();
        try (PreparedStatement statement = warehouse.prepare(WARNINGS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Finding any =
                        new Finding(row.getString(1), Severity.WARNING, "", Instant.EPOCH, null, null, "", "", "");
                dimensions.put(any.rule(), RuleDimensions.standard().of(any).name());
            }
        }
        return dimensions;
    }
}
