package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.quality.QualityCounts.Arrivals;
import io.metrify.quality.QualityCounts.Doubts;
import io.metrify.quality.QualityCounts.Outcomes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetScoreTest {

    private static final QualityCounts DAY = new QualityCounts(
            100, new Outcomes(90, 5, 5, 20), new Doubts(90, 9, 18), new Arrivals(90, 45), Map.of("a.a", 32L));

    @Test
    void scoresEveryDimensionExactly() {
        FleetScore score = FleetScore.of(DAY);
        assertThat(score.dimensions())
                .extracting(DimensionScore::dimension, DimensionScore::score, DimensionScore::weight)
                .containsExactly(
                        tuple(Dimension.COMPLETENESS, Ratio.of(9, 10), Ratio.of(3, 10)),
                        tuple(Dimension.VALIDITY, Ratio.of(9, 10), Ratio.of(1, 4)),
                        tuple(Dimension.TIMELINESS, Ratio.of(1, 2), Ratio.of(1, 10)),
                        tuple(Dimension.CONSISTENCY, Ratio.of(9, 10), Ratio.of(1, 10)),
                        tuple(Dimension.UNIQUENESS, Ratio.of(5, 6), Ratio.of(1, 10)),
                        tuple(Dimension.PLAUSIBILITY, Ratio.of(4, 5), Ratio.of(3, 20)));
        assertThat(score.leftOut()).isEmpty();
    }

    @Test
    void addsUpToWhatWasLost() {
        FleetScore score = FleetScore.of(DAY);
        // 0.03 + 0.025 + 0.05 + 0.01 + 1/60 + 0.03
        assertThat(score.score()).hasValue(Ratio.of(503, 600));
        assertThat(score.partsPerMillion()).hasValue(838_333);
        assertThat(score.value()).isEqualTo(0.838333);
        assertThat(score.tier()).hasValue(QualityTier.FAIR);
        assertThat(score.lostPpm())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Dimension.COMPLETENESS, 30_000,
                        Dimension.VALIDITY, 25_000,
                        Dimension.TIMELINESS, 50_000,
                        Dimension.CONSISTENCY, 10_000,
                        Dimension.UNIQUENESS, 16_667,
                        Dimension.PLAUSIBILITY, 30_000));
        assertThat(score).hasToString("0.838333 FAIR, lost in ppm " + score.lostPpm());
    }

    @Test
    void saysWhatADimensionIsBasedOn() {
        assertThat(FleetScore.of(DAY).dimensions())
                .extracting(DimensionScore::basis)
                .containsExactly(
                        "90 of 100 expected slots have an accepted reading",
                        "90 of 100 records, duplicates left out, were accepted",
                        "45 of 90 timed readings came in time",
                        "81 of 90 accepted readings have no warning about consistency",
                        "100 of 120 records came for the first time",
                        "72 of 90 accepted readings have no warning about plausibility");
    }

    @Test
    void leavesOutWhatWasNotMeasuredAndSharesItsWeight() {
        FleetScore score = FleetScore.of(
                new QualityCounts(0, new Outcomes(50, 50, 0, 0), new Doubts(50, 0, 0), Arrivals.NONE, Map.of()));
        assertThat(score.leftOut())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Dimension.COMPLETENESS, "the expected slots were not worked out",
                        Dimension.TIMELINESS, "no arrival was timed"));
        assertThat(score.dimensions())
                .extracting(DimensionScore::weight)
                .containsExactly(Ratio.of(25, 60), Ratio.of(10, 60), Ratio.of(10, 60), Ratio.of(15, 60));
        assertThat(score.score()).hasValue(Ratio.of(19, 24));
    }

    @Test
    void hasNoScoreWhenNothingWasMeasured() {
        FleetScore score = FleetScore.of(QualityCounts.NONE);
        assertThat(score.score()).isEmpty();
        assertThat(score.partsPerMillion()).isEmpty();
        assertThat(score.value()).isNaN();
        assertThat(score.tier()).isEmpty();
        assertThat(score.lostPpm()).isEmpty();
        assertThat(score.leftOut()).hasSize(6).containsEntry(Dimension.UNIQUENESS, "nothing was read");
        assertThat(score).hasToString("no score, nothing was measured");
    }

    @Test
    void isPerfectWhenNothingIsMissing() {
        FleetScore score = FleetScore.of(
                new QualityCounts(96, new Outcomes(96, 0, 0, 0), new Doubts(96, 0, 0), new Arrivals(96, 0), Map.of()));
        assertThat(score.score()).hasValue(Ratio.ONE);
        assertThat(score.tier()).hasValue(QualityTier.EXCELLENT);
        assertThat(score.lostPpm())
                .hasSize(6)
                .allSatisfy((dimension, lost) -> assertThat(lost).isZero());
    }

    @Test
    void losesEverythingWhenNothingCame() {
        FleetScore score = FleetScore.of(QualityCounts.NONE.withExpected(96));
        assertThat(score.score()).hasValue(Ratio.ZERO);
        assertThat(score.dimensions()).hasSize(1);
    }

    @Test
    void isCompleteAtMost() {
        FleetScore score =
                FleetScore.of(new QualityCounts(90, new Outcomes(96, 0, 0, 0), Doubts.NONE, Arrivals.NONE, Map.of()));
        assertThat(score.dimensions().get(0).score()).isEqualTo(Ratio.ONE);
    }

    @Test
    void weighsAsTold() {
        FleetWeights weights = new FleetWeights(
                Map.of(Dimension.VALIDITY, 1, Dimension.UNIQUENESS, 0), new TierThresholds(900_000, 900_000, 0));
        FleetScore score = FleetScore.of(DAY, weights);
        assertThat(score.score()).hasValue(Ratio.of(9, 10));
        assertThat(score.tier()).hasValue(QualityTier.EXCELLENT);
        assertThat(score.leftOut()).hasSize(5).containsEntry(Dimension.UNIQUENESS, "it weighs nothing");
    }

    @Test
    void refusesWeightsThatWeighNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetWeights(Map.of(), TierThresholds.standard()))
                .withMessageContaining("weighs anything");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetWeights(Map.of(Dimension.VALIDITY, -1), TierThresholds.standard()));
    }

    @Test
    void refusesToMergeScoresOfOtherWeights() {
        FleetWeights weights = new FleetWeights(Map.of(Dimension.VALIDITY, 1), TierThresholds.standard());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetScore.of(DAY).merge(FleetScore.of(DAY, weights)))
                .withMessageContaining("do not merge");
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcomes(-1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Doubts(1, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> QualityCounts.NONE.withExpected(-1));
    }
}
