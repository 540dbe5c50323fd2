package io.metrify.samples.pipeline;

import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Progress;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.connector.s3.LakeStatistics;
import io.metrify.model.MetrifyException;
import io.metrify.quality.DimensionScore;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityTier;
import io.metrify.validation.series.RuleCoverage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the summary of a run from what the warehouse and the lake hold. */
final class SummaryOf {

    private static final String SPAN = """
            SELECT count(DISTINCT meter_id), epoch_ms(min("timestamp")),
                   epoch_ms(max("timestamp" + to_seconds(interval_seconds)))
            FROM readings
            """;
    private static final String ENERGY = """
            SELECT obis_code, coalesce(sum(consumption_kwh), 0) FROM readings GROUP BY obis_code ORDER BY obis_code
            """;
    private static final String FINDINGS = "SELECT rule, count(*) FROM %s GROUP BY rule ORDER BY rule";

    /** Slots between the first and the last reading of each register, at the length that its readings have. */
    private static final String EXPECTED = """
            SELECT coalesce(sum(slots), 0) FROM (
                SELECT (epoch(max("timestamp")) - epoch(min("timestamp"))) / min(interval_seconds) + 1 AS slots
                FROM readings GROUP BY meter_id, obis_code)
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
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            Map<String, BigDecimal> energy = energyByRegister(statement);
            Map<String, String> energyText = new LinkedHashMap<>();
            energy.forEach((register, kilowattHours) -> energyText.put(register, kilowattHours.toPlainString()));
            double ingestSeconds = stages.seconds().getOrDefault("ingest", 0.0);
            long stored = counts.read() - before.counts().read();
            return new RunSummary(
                    run(statement, before.counts().read() > 0),
                    counts.read(),
                    counts.accepted(),
                    counts.rejected(),
                    counts.deadLetters(),
                    counts.duplicates(),
                    findings(statement, "findings"),
                    findings(statement, "series_findings"),
                    seriesRules,
                    energy.values().stream()
                            .reduce(BigDecimal.ZERO.setScale(6), BigDecimal::add)
                            .toPlainString(),
                    energyText,
                    quality(statement),
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
    FleetScore score(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return score(statement);
        }
    }

    private RunSummary.Run run(Statement statement, boolean resumed) throws SQLException {
        try (ResultSet row = statement.executeQuery(SPAN)) {
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

    private RunSummary.Quality quality(Statement statement) throws SQLException {
        FleetScore score = score(statement);
        List<RunSummary.Loss> lost =
                score.dimensions().stream().map(SummaryOf::loss).toList();
        // A run that read nothing has no score; 0 would be a judgement on readings that do not exist.
        return new RunSummary.Quality(
                score.value(), score.tier().map(QualityTier::name).orElse("NOT_SCORED"), lost);
    }

    private FleetScore score(Statement statement) throws SQLException {
        long expected = input.expectedReadings();
        if (expected < 0) {
            try (ResultSet row = statement.executeQuery(EXPECTED)) {
                row.next();
                expected = row.getLong(1);
            }
        }
        return FleetScore.of(warehouse.qualityCounts().withExpected(expected));
    }

    private static RunSummary.Loss loss(DimensionScore dimension) {
        return new RunSummary.Loss(
                dimension.dimension().name(),
                dimension.lost().toDouble(),
                dimension.lost().toString(),
                dimension.basis());
    }

    private static Map<String, BigDecimal> energyByRegister(Statement statement) throws SQLException {
        Map<String, BigDecimal> energy = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(ENERGY)) {
            while (row.next()) {
                energy.put(row.getString(1), row.getBigDecimal(2));
            }
        }
        return energy;
    }

    private static Map<String, Long> findings(Statement statement, String table) throws SQLException {
        Map<String, Long> findings = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(FINDINGS.formatted(table))) {
            while (row.next()) {
                findings.put(row.getString(1), row.getLong(2));
            }
        }
        return findings;
    }
}
