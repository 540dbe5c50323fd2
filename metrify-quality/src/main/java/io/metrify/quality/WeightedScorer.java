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
        Map<String, Integer> losses = new TreeMap<>();
        for (Finding finding : report.findings()) {
            losses.merge(finding.rule(), loss(finding), Math::max);
        }
        if (codeLoss > 0) {
            losses.put("quality.code." + code.name().toLowerCase(Locale.ROOT), codeLoss);
        }
        return explained(losses);
    }

    private int loss(Finding finding) {
        long whole = weights.severityLossPpm().getOrDefault(finding.severity(), 0);
        int percent =
                weights.dimensionPercent().getOrDefault(weights.dimensions().of(finding), 100);
        return (int) (whole * percent / 100);
    }

    private static ReadingScore explained(Map<String, Integer> losses) {
        long total = losses.values().stream().mapToLong(Integer::longValue).sum();
        int lost = (int) Math.min(total, ReadingScore.PERFECT);
        int[] shares = total == lost
                ? losses.values().stream().mapToInt(Integer::intValue).toArray()
                : Apportionment.of(
                        lost,
                        losses.values().stream()
                                .map(loss -> BigInteger.valueOf(loss))
                                .toList());
        List<Contribution> contributions = new ArrayList<>(shares.length);
        int i = 0;
        for (String rule : losses.keySet()) {
            int share = shares[i++];
            if (share > 0) {
                contributions.add(new Contribution(rule, share));
            }
        }
        contributions.sort(LARGEST_FIRST);
        return new ReadingScore(ReadingScore.PERFECT - lost, contributions);
    }
}
