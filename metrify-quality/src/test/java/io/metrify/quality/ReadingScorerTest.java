package io.metrify.quality;

import static io.metrify.quality.Examples.CROSSCHECK;
import static io.metrify.quality.Examples.JITTER;
import static io.metrify.quality.Examples.NEGATIVE;
import static io.metrify.quality.Examples.READING;
import static io.metrify.quality.Examples.VOLTAGE;
import static io.metrify.quality.Examples.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.QualityCode;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleContext;
import io.metrify.validation.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingScorerTest {

    private final ReadingScorer scorer = ReadingScorer.standard();

    @Test
    void losesNothingWithoutFindings() {
        ReadingScore score = scorer.score(READING, report());
        assertThat(score).isSameAs(ReadingScore.FLAWLESS);
        assertThat(score.value()).isEqualTo(1.0);
        assertThat(score.tier()).isEqualTo(QualityTier.EXCELLENT);
        assertThat(score.contributions()).isEmpty();
    }

    @Test
    void losesNothingThroughSkippedRules() {
        RuleContext context = RuleContext.at(Instant.parse("2026-03-11T00:00:00Z"));
        assertThat(scorer.score(READING, MeterRules.standard().validate(READING, context)))
                .isSameAs(ReadingScore.FLAWLESS);
    }

    @Test
    void losesByRuleTheLargestLossFirst() {
        ReadingScore score = scorer.score(READING, report(JITTER, VOLTAGE, CROSSCHECK));
        assertThat(score.partsPerMillion()).isEqualTo(680_000);
        assertThat(score.value()).isEqualTo(0.68);
        assertThat(score.tier()).isEqualTo(QualityTier.FAIR);
        assertThat(score.contributions())
                .containsExactly(
                        new Contribution("meter.consumption.crosscheck", 150_000, 150_000),
                        new Contribution("meter.voltage.limit", 150_000, 150_000),
                        new Contribution("meter.time.jitter", 20_000, 20_000));
    }

    @Test
    void losesEverythingThroughAnError() {
        ReadingScore score = scorer.score(READING, report(NEGATIVE));
        assertThat(score.partsPerMillion()).isZero();
        assertThat(score.tier()).isEqualTo(QualityTier.POOR);
    }

    @Test
    void cutsInProportionWhatWouldCostMoreThanThereIs() {
        ReadingScore score = scorer.score(READING, report(NEGATIVE, VOLTAGE, CROSSCHECK));
        assertThat(score.partsPerMillion()).isZero();
        assertThat(score.contributions())
                .containsExactly(
                        new Contribution("meter.consumption.negative", 769_231, 1_000_000),
                        new Contribution("meter.consumption.crosscheck", 115_385, 150_000),
                        new Contribution("meter.voltage.limit", 115_384, 150_000));
    }

    @Test
    void saysWhatTheScoreWouldBeWithoutARule() {
        ReadingScore score = scorer.score(READING, report(NEGATIVE, VOLTAGE, JITTER));
        assertThat(score.withoutPpm("meter.consumption.negative")).isEqualTo(830_000);
        assertThat(score.withoutPpm("meter.voltage.limit")).isZero();
        assertThat(score.withoutPpm("meter.rule.that.found.nothing")).isZero();
        assertThat(scorer.score(READING, report(VOLTAGE, JITTER)).explanation())
                .containsExactly(
                        "meter.voltage.limit cost 0.15; without it the score would be 0.98",
                        "meter.time.jitter cost 0.02; without it the score would be 0.85");
        assertThat(ReadingScore.FLAWLESS.explanation()).isEmpty();
    }

    @Test
    void countsARuleOncePerReading() {
        assertThat(scorer.score(READING, report(VOLTAGE, VOLTAGE)).partsPerMillion())
                .isEqualTo(850_000);
    }

    @Test
    void doesNotDependOnTheOrderOfFindings() {
        assertThat(scorer.score(READING, report(CROSSCHECK, NEGATIVE, VOLTAGE)))
                .isEqualTo(scorer.score(READING, report(VOLTAGE, CROSSCHECK, NEGATIVE)));
    }

    @Test
    void losesThroughASubstitute() {
        ReadingScore score = scorer.score(marked(QualityCode.ESTIMATED), report(JITTER));
        assertThat(score.partsPerMillion()).isEqualTo(780_000);
        assertThat(score.contributions())
                .containsExactly(
                        new Contribution("quality.code.estimated", 200_000, 200_000),
                        new Contribution("meter.time.jitter", 20_000, 20_000));
        assertThat(scorer.score(marked(QualityCode.CALCULATED), report()).partsPerMillion())
                .isEqualTo(1_000_000);
    }

    @Test
    void weighsByDimension() {
        ReadingScorer lenient = ReadingScorer.with(ScoreWeights.standard()
                .withDimensionPercent(Map.of(Dimension.PLAUSIBILITY, 33, Dimension.CONSISTENCY, 0)));
        ReadingScore score = lenient.score(READING, report(VOLTAGE, CROSSCHECK));
        assertThat(score.contributions()).containsExactly(new Contribution("meter.voltage.limit", 49_500, 49_500));
    }

    @Test
    void weighsBySeverityCodeAndOnesOwnDimensions() {
        ReadingScorer own = ReadingScorer.with(ScoreWeights.standard()
                .withSeverityLossPpm(Map.of(Severity.ERROR, 500_000, Severity.WARNING, 7, Severity.INFO, 0))
                .withCodeLossPpm(Map.of(QualityCode.CALCULATED, 1))
                .withDimensions(RuleDimensions.standard().with("meter.consumption", Dimension.VALIDITY)));
        assertThat(own.score(marked(QualityCode.CALCULATED), report(NEGATIVE, VOLTAGE, JITTER))
                        .partsPerMillion())
                .isEqualTo(499_992);
    }

    @Test
    void refusesWeightsOutOfRange() {
        ScoreWeights standard = ScoreWeights.standard();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withSeverityLossPpm(Map.of(Severity.ERROR, 1)))
                .withMessageContaining("is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withDimensionPercent(Map.of(Dimension.VALIDITY, 101)));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.withCodeLossPpm(Map.of(QualityCode.EDITED, -1)));
    }

    @Test
    void refusesAScoreThatIsNotExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadingScore(900_000, List.of(new Contribution("a.a", 99_999, 99_999))))
                .withMessageContaining("every loss needs its rule");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadingScore(1_000_001, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadingScore(900_000, List.of(new Contribution("a.a", 100_000, 100_001))))
                .withMessageContaining("nothing is cut before all is lost");
        assertThatIllegalArgumentException().isThrownBy(() -> new Contribution("a.a", 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Contribution("a.a", 2, 1));
    }

    @Test
    void gradesByThresholdsWhoseBoundsAreInside() {
        assertThat(QualityTier.of(950_000)).isEqualTo(QualityTier.EXCELLENT);
        assertThat(QualityTier.of(949_999)).isEqualTo(QualityTier.GOOD);
        assertThat(QualityTier.of(850_000)).isEqualTo(QualityTier.GOOD);
        assertThat(QualityTier.of(849_999)).isEqualTo(QualityTier.FAIR);
        assertThat(QualityTier.of(600_000)).isEqualTo(QualityTier.FAIR);
        assertThat(QualityTier.of(599_999)).isEqualTo(QualityTier.POOR);
        assertThat(new TierThresholds(1_000_000, 1_000_000, 0).tierOf(999_999)).isEqualTo(QualityTier.FAIR);
        assertThatIllegalArgumentException().isThrownBy(() -> new TierThresholds(1, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> QualityTier.of(-1));
    }

    private static MeterReading marked(QualityCode code) {
        return READING.withQuality(ReadingQuality.of(code));
    }
}
