package io.metrify.quality;

import io.metrify.model.QualityCode;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.ValidationReport;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Subtracts weighted losses from a perfect score. */
final class WeightedScorer implements ReadingScorer {

    static final WeightedScorer STANDARD = new WeightedScorer(ScoreWeights.standard());

    private static final Comparator<Contribution> LARGEST_FIRST =
            Comparator.comparingInt(Contribution::lostPpm).reversed().thenComparing(Contribution::rule);

    private final ScoreWeights weights;

    WeightedScorer(ScoreWeights weights) {
        this.weights = Objects.requireNonNull(weights, "weights");
    }

    @Override
    public ReadingScore score(MeterReading reading, ValidationReport report) {
        QualityCode code = reading.quality().code();
        int codeLoss = weights.codeLossPpm().getOrDefault(code, 0);
        if (codeLoss == 0 && report.findings().isEmpty()) {
            return ReadingScore.FLAWLESS;
        }
        // Ordered by rule, so that cutting in proportion does not depend on the order of findings.
        Map<String, Integer> costs = new TreeMap<>();
        for (Finding finding : report.findings()) {
            costs.merge(finding.rule(), cost(finding), Math::max);
        }
        if (codeLoss > 0) {
            costs.put("quality.code." + code.name().toLowerCase(Locale.ROOT), codeLoss);
        }
        return explained(costs);
    }

    private int cost(Finding finding) {
        long whole = weights.severityLossPpm().getOrDefault(finding.severity(), 0);
        int percent =
                weights.dimensionPercent().getOrDefault(weights.dimensions().of(finding), 100);
        return (int) (whole * percent / 100);
    }

    private static ReadingScore explained(Map<String, Integer> costs) {
        costs.values().removeIf(cost -> cost == 0);
        long total = costs.values().stream().mapToLong(Integer::longValue).sum();
        int lost = (int) Math.min(total, ReadingScore.PERFECT);
        long[] shares = Apportionment.of(
                lost,
                costs.values().stream().map(cost -> BigInteger.valueOf(cost)).toList());
        List<Contribution> contributions = new ArrayList<>(shares.length);
        costs.forEach(
                (rule, cost) -> contributions.add(new Contribution(rule, (int) shares[contributions.size()], cost)));
        contributions.sort(LARGEST_FIRST);
        return new ReadingScore(ReadingScore.PERFECT - lost, contributions);
    }
}
