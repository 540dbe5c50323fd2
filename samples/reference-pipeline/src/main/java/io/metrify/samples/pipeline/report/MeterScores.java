package io.metrify.samples.pipeline.report;

import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityCounts;
import io.metrify.quality.TierThresholds;
import io.metrify.samples.pipeline.RunSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A score for every meter, of which only the distribution and the worst are kept. A meter of the directory is expected
 * to deliver over the whole run while it is installed, any other from its own first reading to its last.
 */
final class MeterScores {

    static final int WORST = 15;

    /** Lower bounds in parts per million; those of the tiers are among them. */
    private static final List<Integer> BOUNDS =
            List.of(1_000_000, 990_000, 980_000, 970_000, 950_000, 900_000, 850_000, 600_000, 0);

    private static final String COUNTS = """
            WITH registers AS (
                SELECT meter_id, epoch_ms(min("timestamp")) // 1000 AS first_start,
                       epoch_ms(max("timestamp")) // 1000 AS last_start, min(interval_seconds) AS step
                FROM readings GROUP BY meter_id, obis_code),
            seen AS (
                SELECT meter_id, count(*) AS registers,
                       CAST(sum((last_start - first_start) // step + 1) AS BIGINT) AS own_slots
                FROM registers GROUP BY meter_id),
            known AS (
                SELECT meter_id, max(greatest(0,
                        least(?, coalesce(epoch_ms(removed) // 1000, ?))
                        - greatest(?, coalesce(epoch_ms(installed) // 1000, ?))) // interval_seconds) AS slots
                FROM dim_meters GROUP BY meter_id),
            outcomes AS (
                SELECT meter_id, sum(accepted) AS accepted, sum(rejected) AS rejected, sum(undecodable) AS undecodable,
                       sum(duplicates) AS duplicates, sum(inconsistent) AS inconsistent, sum(implausible) AS implausible
                FROM meter_quality WHERE meter_id IS NOT NULL GROUP BY meter_id)
            SELECT coalesce(outcomes.meter_id, known.meter_id),
                   coalesce(known.slots * coalesce(seen.registers, 1), seen.own_slots, 0),
                   coalesce(accepted, 0), coalesce(rejected, 0), coalesce(undecodable, 0), coalesce(duplicates, 0),
                   coalesce(inconsistent, 0), coalesce(implausible, 0)
            FROM outcomes FULL JOIN known ON outcomes.meter_id = known.meter_id
            LEFT JOIN seen ON seen.meter_id = coalesce(outcomes.meter_id, known.meter_id)
            """;

    private static final String FINDINGS = """
            SELECT rule, count(*) FROM findings WHERE subject = ? GROUP BY rule ORDER BY count(*) DESC, rule
            """;

    /**
     * A meter and its score.
     *
     * @param meterId the meter
     * @param score its score
     * @param partsPerMillion the same in whole parts per million
     */
    record MeterScore(String meterId, FleetScore score, int partsPerMillion) {}

    /**
     * How many meters have a score of a range.
     *
     * @param from the least score of it, in parts per million
     * @param below the least score above it, or 1,000,001
     * @param meters how many
     */
    record Range(int from, int below, long meters) {

        String tier() {
            return TierThresholds.standard().tierOf(from).name();
        }
    }

    /**
     * All meters in short.
     *
     * @param meters how many have a score
     * @param unscored how many have none
     * @param distribution how many have which score, the best first
     * @param worst those with the least score, the worst first
     */
    record Result(long meters, long unscored, List<Range> distribution, List<MeterScore> worst) {}

    private final Connection warehouse;
    private final RunSummary.Run run;

    MeterScores(Connection warehouse, RunSummary.Run run) {
        this.warehouse = warehouse;
        this.run = run;
    }

    Result result() throws SQLException {
        long[] distribution = new long[BOUNDS.size()];
        long scored = 0;
        long unscored = 0;
        Comparator<MeterScore> worstFirst =
                Comparator.comparingInt(MeterScore::partsPerMillion).thenComparing(MeterScore::meterId);
        PriorityQueue<MeterScore> worst = new PriorityQueue<>(worstFirst.reversed());
        try (PreparedStatement statement = warehouse.prepareStatement(COUNTS)) {
            bindRun(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    FleetScore score = FleetScore.of(counts(row));
                    if (score.partsPerMillion().isEmpty()) {
                        unscored++;
                        continue;
                    }
                    int partsPerMillion = score.partsPerMillion().getAsInt();
                    scored++;
                    distribution[rangeOf(partsPerMillion)]++;
                    worst.add(new MeterScore(row.getString(1), score, partsPerMillion));
                    if (worst.size() > WORST) {
                        worst.remove();
                    }
                }
            }
        }
        return new Result(
                scored,
                unscored,
                ranges(distribution),
                worst.stream().sorted(worstFirst).toList());
    }

    /** The findings about a meter by rule, the most frequent first. */
    Map<String, Long> findings(String meterId) throws SQLException {
        Map<String, Long> findings = new LinkedHashMap<>();
        try (PreparedStatement statement = warehouse.prepareStatement(FINDINGS)) {
            statement.setString(1, meterId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    findings.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return findings;
    }

    private void bindRun(PreparedStatement statement) throws SQLException {
        long from = run.from().isEmpty() ? 0 : Instant.parse(run.from()).getEpochSecond();
        long to = run.to().isEmpty() ? 0 : Instant.parse(run.to()).getEpochSecond();
        statement.setLong(1, to);
        statement.setLong(2, to);
        statement.setLong(3, from);
        statement.setLong(4, from);
    }

    private static QualityCounts counts(ResultSet row) throws SQLException {
        long accepted = row.getLong(3);
        return new QualityCounts(
                row.getLong(2),
                new QualityCounts.Outcomes(accepted, row.getLong(4), row.getLong(5), row.getLong(6)),
                new QualityCounts.Doubts(accepted, row.getLong(7), row.getLong(8)),
                QualityCounts.Arrivals.NONE,
                Map.of());
    }

    private static int rangeOf(int partsPerMillion) {
        int range = 0;
        while (partsPerMillion < BOUNDS.get(range)) {
            range++;
        }
        return range;
    }

    private static List<Range> ranges(long[] distribution) {
        List<Range> ranges = new ArrayList<>();
        int below = BOUNDS.get(0) + 1;
        for (int i = 0; i < distribution.length; i++) {
            ranges.add(new Range(BOUNDS.get(i), below, distribution[i]));
            below = BOUNDS.get(i);
        }
        return ranges;
    }
}
