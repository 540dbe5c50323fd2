package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.QualityCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadingScoreProperties {

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void contributionsAddUpExactlyToWhatWasLost(
            @ForAll("findings") List<Finding> findings,
            @ForAll QualityCode code,
            @ForAll("weights") ScoreWeights weights) {
        ReadingScore score = ReadingScorer.with(weights)
                .score(Examples.READING.withQuality(ReadingQuality.of(code)), Examples.report(findings));
        long lost =
                score.contributions().stream().mapToLong(Contribution::lostPpm).sum();
        assertThat(lost).isEqualTo(1_000_000 - score.partsPerMillion());
        assertThat(score.value()).isBetween(0.0, 1.0);
    }

    @Property(tries = 500)
    void withoutARuleIsTheScoreOfTheSameReadingWithoutItsFindings(
            @ForAll("findings") List<Finding> findings, @ForAll("weights") ScoreWeights weights) {
        ReadingScorer scorer = ReadingScorer.with(weights);
        ReadingScore score = scorer.score(Examples.READING, Examples.report(findings));
        for (Finding any : findings) {
            List<Finding> others = findings.stream()
                    .filter(finding -> !finding.rule().equals(any.rule()))
                    .toList();
            assertThat(score.withoutPpm(any.rule()))
                    .isEqualTo(scorer.score(Examples.READING, Examples.report(others))
                            .partsPerMillion());
        }
    }

    @Property(tries = 500)
    void scoresDoNotDependOnTheOrderOfFindings(
            @ForAll("findings") List<Finding> findings, @ForAll("weights") ScoreWeights weights, @ForAll long seed) {
        List<Finding> shuffled = new ArrayList<>(findings);
        Collections.shuffle(shuffled, new Random(seed));
        ReadingScorer scorer = ReadingScorer.with(weights);
        assertThat(scorer.score(Examples.READING, Examples.report(shuffled)))
                .isEqualTo(scorer.score(Examples.READING, Examples.report(findings)));
    }

    @Property(tries = 500)
    void oneMoreFindingNeverRaisesTheScore(
            @ForAll("findings") List<Finding> findings, @ForAll("findings") List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        ReadingScorer scorer = ReadingScorer.standard();
        assertThat(scorer.score(Examples.READING, Examples.report(all)).partsPerMillion())
                .isLessThanOrEqualTo(scorer.score(Examples.READING, Examples.report(findings))
                        .partsPerMillion());
    }

    @Provide
    Arbitrary<List<Finding>> findings() {
        return Combinators.combine(
                        Arbitraries.of(
                                "meter.consumption.missing",
                                "meter.consumption.crosscheck",
                                "meter.voltage.band",
                                "meter.time.jitter",
                                "grid.capacity.exceeded",
                                "acme.own",
                                "plain"),
                        Arbitraries.of(Severity.class))
                .as(Examples::finding)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<ScoreWeights> weights() {
        Arbitrary<Integer> losses = Arbitraries.integers().between(0, 1_000_000);
        Arbitrary<Integer> percents = Arbitraries.integers().between(0, 100);
        return Combinators.combine(losses, losses, losses, losses, percents, percents)
                .as((error, warning, info, code, consistency, plausibility) -> ScoreWeights.standard()
                        .withSeverityLossPpm(
                                Map.of(Severity.ERROR, error, Severity.WARNING, warning, Severity.INFO, info))
                        .withCodeLossPpm(Map.of(QualityCode.ESTIMATED, code, QualityCode.EDITED, code / 7))
                        .withDimensionPercent(
                                Map.of(Dimension.CONSISTENCY, consistency, Dimension.PLAUSIBILITY, plausibility)));
    }
}
