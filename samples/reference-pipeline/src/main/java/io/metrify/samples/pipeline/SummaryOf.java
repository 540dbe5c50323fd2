package io.metrify.samples.pipeline;

import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Progress;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.connector.s3.LakeStatistics;
import io.metrify.model.MetrifyException;
import io.metrify.quality.DimensionScore;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityTier;
import io.metrify.validation.series.RuleCoverage;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the summary of a run from what the warehouse and the lake hold. */
final class SummaryOf {

    private static final String SPAN = """
            SELECT count(DISTINCT meter_id), min(#millis("timestamp")),
                   max(#millis("timestamp") + CAST(interval_seconds AS BIGINT) * 1000)
            FROM readings
            """;
    private static final String ENERGY = """
            SELECT obis_code, coalesce(sum(consumption_kwh), 0) FROM readings GROUP BY obis_code ORDER BY obis_code
            """;
    private static final String FINDINGS = "SELECT rule, count(*) FROM %s GROUP BY rule ORDER BY rule";

    /** Slots between the first and the last reading of each register, at the length that its readings have. */
    private static final String EXPECTED = """
            SELECT coalesce(sum(slots), 0) FROM (
                SELECT #quotient(#seconds(max("timestamp")) - #seconds(min("timestamp")), min(interval_seconds)) + 1 AS slots
                FROM readings GROUP BY meter_id, obis_code) AS registers
            """;

    private final Input input;
    private final JdbcWarehouse warehouse;
    private final Stages stages;

    SummaryOf(Input input, JdbcWarehouse warehouse, Stages stages) {
        this.input = input;
        this.warehouse = warehouse;
        this.stages = stages;
    }

    RunSummary summary(Progress before, Progress after, Map<String, RuleCoverage> seriesRules, LakeStatistics lake) {
        IngestCounts counts = after.counts();
        try (WarehouseQueries queries = warehouse.queries()) {
            Map<String, BigDecimal> energy = energyByRegister(queries);
            Map<String, String> energyText = new LinkedHashMap<>();
            energy.forEach((register, kilowattHours) -> energyText.put(register, kilowattHours.toPlainString()));
            double ingestSeconds = stages.seconds().getOrDefault("ingest", 0.0);
            long stored = counts.read() - before.counts().read();
            return new RunSummary(
                    run(queries, before.counts().read() > 0),
                    counts.read(),
                    counts.accepted(),
                    counts.rejected(),
                    counts.deadLetters(),
                    counts.duplicates(),
                    findings(queries, "findings"),
                    findings(queries, "series_findings"),
                    seriesRules,
                    energy.values().stream()
                            .reduce(BigDecimal.ZERO.setScale(6), BigDecimal::add)
                            .toPlainString(),
                    energyText,
                    quality(queries),
                    new RunSummary.Lake(lake.objects(), lake.rows(), lake.bytes()),
                    warehouse.rowCounts(),
                    stages.seconds(),
                    stages.total(),
                    ingestSeconds == 0 ? 0 : Math.round(stored / ingestSeconds));
        } catch (SQLException failed) {
            throw new MetrifyException("summing up the warehouse failed: " + failed.getMessage(), failed);
        }
    }

    /** The score of everything that was read. */
    FleetScore score(WarehouseQueries queries) throws SQLException {
        long expected = input.expectedReadings();
        if (expected < 0) {
            try (PreparedStatement statement = queries.prepare(EXPECTED);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                expected = row.getLong(1);
            }
        }
        return FleetScore.of(warehouse.qualityCounts().withExpected(expected));
    }

    private RunSummary.Run run(WarehouseQueries queries, boolean resumed) throws SQLException {
        try (PreparedStatement statement = queries.prepare(SPAN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long meters = row.getLong(1);
            return new RunSummary.Run(
                    input.id(),
                    input.description(),
                    input.calendar().zone().getId(),
                    meters,
                    meters == 0 ? "" : Instant.ofEpochMilli(row.getLong(2)).toString(),
                    meters == 0 ? "" : Instant.ofEpochMilli(row.getLong(3)).toString(),
                    resumed);
        }
    }

    private RunSummary.Quality quality(WarehouseQueries queries) throws SQLException {
        FleetScore score = score(queries);
        List<RunSummary.Loss> lost =
                score.dimensions().stream().map(SummaryOf::loss).toList();
        // A run that read nothing has no score; 0 would be a judgement on readings that do not exist.
        return new RunSummary.Quality(
                score.value(), score.tier().map(QualityTier::name).orElse("NOT_SCORED"), lost);
    }

    private static RunSummary.Loss loss(DimensionScore dimension) {
        return new RunSummary.Loss(
                dimension.dimension().name(),
                dimension.lost().toDouble(),
                dimension.lost().toString(),
                dimension.basis());
    }

    private static Map<String, BigDecimal> energyByRegister(WarehouseQueries queries) throws SQLException {
        Map<String, BigDecimal> energy = new LinkedHashMap<>();
        try (PreparedStatement statement = queries.prepare(ENERGY);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                energy.put(row.getString(1), row.getBigDecimal(2));
            }
        }
        return energy;
    }

    private static Map<String, Long> findings(WarehouseQueries queries, String table) throws SQLException {
        Map<String, Long> findings = new LinkedHashMap<>();
        try (PreparedStatement statement = queries.prepare(FINDINGS.formatted(table));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                findings.put(row.getString(1), row.getLong(2));
            }
        }
        return findings;
    }
}
