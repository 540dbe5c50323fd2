package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.Dimension;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityCounts;
import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.TierThresholds;
import io.metrify.samples.pipeline.RunSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A score for every meter, of which only the distribution and the worst are kept. A meter of the directory is expected
 * to deliver over the whole run while it is installed, any other from its own first reading to its last.
 */
final class MeterScores {

    static final int WORST = 15;

    /** Lower bounds in parts per million; those of the tiers are among them. */
    private static final List<Integer> BOUNDS =
            List.of(1_000_000, 990_000, 980_000, 970_000, 950_000, 900_000, 850_000, 600_000, 0);

    /** What was counted of each meter, a row for each of its causes, or one without a cause. */
    private static final String COUNTS = """
            WITH registers AS (
                SELECT meter_id, #seconds(min("timestamp")) AS first_start,
                       #seconds(max("timestamp")) AS last_start, min(interval_seconds) AS step
                FROM readings GROUP BY meter_id, obis_code),
            seen AS (
                SELECT meter_id, count(*) AS registers,
                       CAST(sum(#quotient(last_start - first_start, step) + 1) AS BIGINT) AS own_slots
                FROM registers GROUP BY meter_id),
            known AS (
                SELECT meter_id, max(#quotient(greatest(0,
                        least(CAST(? AS BIGINT), coalesce(#seconds(removed), ?))
                        - greatest(CAST(? AS BIGINT), coalesce(#seconds(installed), ?))), interval_seconds)) AS slots
                FROM dim_meters GROUP BY meter_id),
            outcomes AS (
                SELECT meter_id, sum(accepted) AS accepted, sum(rejected) AS rejected, sum(undecodable) AS undecodable,
                       sum(duplicates) AS duplicates, sum(filled) AS filled, sum(timed) AS timed
                FROM meter_quality WHERE meter_id IS NOT NULL GROUP BY meter_id),
            causes AS (
                SELECT meter_id, dimension, rule, sum(lost) AS lost, sum(alone) AS alone
                FROM meter_quality_causes GROUP BY meter_id, dimension, rule),
            found AS (
                SELECT subject, #joined(rule || ' ' || findings, ';', rule) AS rules FROM (
                    SELECT subject, rule, count(*) AS findings
                    FROM (SELECT subject, rule FROM findings UNION ALL SELECT subject, rule FROM series_findings) AS every_finding
                    GROUP BY subject, rule) AS by_rule
                GROUP BY subject)
            SELECT coalesce(outcomes.meter_id, known.meter_id),
                   coalesce(known.slots * coalesce(seen.registers, 1), seen.own_slots, 0),
                   coalesce(accepted, 0), coalesce(rejected, 0), coalesce(undecodable, 0), coalesce(duplicates, 0),
                   coalesce(filled, 0), coalesce(timed, 0), dimension, rule, lost, alone,
                   coalesce(rules, '')
            FROM outcomes FULL JOIN known ON outcomes.meter_id = known.meter_id
            LEFT JOIN seen ON seen.meter_id = coalesce(outcomes.meter_id, known.meter_id)
            LEFT JOIN found ON found.subject = coalesce(outcomes.meter_id, known.meter_id)
            LEFT JOIN causes ON causes.meter_id = outcomes.meter_id
            ORDER BY 1
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

    private final WarehouseQueries warehouse;
    private final RunSummary.Run run;

    MeterScores(WarehouseQueries warehouse, RunSummary.Run run) {
        this.warehouse = warehouse;
        this.run = run;
    }

    /** Hands over every meter with its score, by id. */
    void forEach(BiConsumer<String, FleetScore> meters) throws SQLException {
        try (PreparedStatement statement = warehouse.prepare(COUNTS)) {
            bindRun(statement);
            try (ResultSet row = statement.executeQuery()) {
                boolean more = row.next();
                while (more) {
                    String meterId = row.getString(1);
                    QualityCounts counts = counts(row);
                    Map<Dimension, Map<String, Cause>> causes = new EnumMap<>(Dimension.class);
                    do {
                        addCause(row, causes);
                        more = row.next();
                    } while (more && row.getString(1).equals(meterId));
                    meters.accept(
                            meterId,
                            FleetScore.of(new QualityCounts(
                                    counts.slots(), counts.outcomes(), counts.timed(), causes, counts.findings())));
                }
            }
        }
    }

    Result result() throws SQLException {
        Standing standing = new Standing();
        forEach(standing::add);
        return standing.result();
    }

    private void bindRun(PreparedStatement statement) throws SQLException {
        long from = run.from().isEmpty() ? 0 : Instant.parse(run.from()).getEpochSecond();
        long to = run.to().isEmpty() ? 0 : Instant.parse(run.to()).getEpochSecond();
        statement.setLong(1, to);
        statement.setLong(2, to);
        statement.setLong(3, from);
        statement.setLong(4, from);
    }

    /** What was counted of the row's meter, but for the causes. */
    private static QualityCounts counts(ResultSet row) throws SQLException {
        return new QualityCounts(
                new QualityCounts.Slots(row.getLong(2), row.getLong(7)),
                new QualityCounts.Outcomes(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)),
                row.getLong(8),
                Map.of(),
                findings(row.getString(13)));
    }

    /** The ids of rules hold neither spaces nor semicolons. */
    private static Map<String, Long> findings(String rules) {
        Map<String, Long> findings = new HashMap<>();
        for (String rule : rules.isEmpty() ? List.<String>of() : List.of(rules.split(";"))) {
            int space = rule.indexOf(' ');
            findings.put(rule.substring(0, space), Long.parseLong(rule.substring(space + 1)));
        }
        return findings;
    }

    private static void addCause(ResultSet row, Map<Dimension, Map<String, Cause>> causes) throws SQLException {
        String dimension = row.getString(9);
        if (dimension != null) {
            causes.computeIfAbsent(Dimension.valueOf(dimension), any -> new TreeMap<>())
                    .put(row.getString(10), new Cause(row.getLong(11), row.getLong(12)));
        }
    }

    /** How meters compare so far. */
    private static final class Standing {

        private static final Comparator<MeterScore> WORST_FIRST =
                Comparator.comparingInt(MeterScore::partsPerMillion).thenComparing(MeterScore::meterId);

        private final long[] distribution = new long[BOUNDS.size()];
        private final PriorityQueue<MeterScore> worst = new PriorityQueue<>(WORST_FIRST.reversed());
        private long scored;
        private long unscored;

        void add(String meterId, FleetScore score) {
            if (score.partsPerMillion().isEmpty()) {
                unscored++;
                return;
            }
            int partsPerMillion = score.partsPerMillion().getAsInt();
            scored++;
            distribution[rangeOf(partsPerMillion)]++;
            worst.add(new MeterScore(meterId, score, partsPerMillion));
            if (worst.size() > WORST) {
                worst.remove();
            }
        }

        Result result() {
            return new Result(
                    scored,
                    unscored,
                    ranges(distribution),
                    worst.stream().sorted(WORST_FIRST).toList());
        }
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
