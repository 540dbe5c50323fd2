package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetScoreTest {

    private static final QualityCounts DAY = new QualityCounts(
            new Slots(100, 90),
            new Outcomes(90, 10, 5, 21),
            100,
            Map.of(
                    Dimension.COMPLETENESS, Map.of("a.range", new Cause(4, 3), "a.sentinel", new Cause(2, 0)),
                    Dimension.VALIDITY, Map.of("a.range", new Cause(8, 6), "a.sentinel", new Cause(2, 0)),
                    Dimension.TIMELINESS, Map.of(QualityCounts.LATE, new Cause(50, 50)),
                    Dimension.CONSISTENCY, Map.of("a.crosscheck", new Cause(10, 10)),
                    Dimension.PLAUSIBILITY, Map.of("a.spike", new Cause(20, 15))),
            Map.of("a.range", 8L));

    @Test
    void scoresEveryDimensionExactly() {
        FleetScore score = FleetScore.of(DAY);
        assertThat(score.dimensions())
                .extracting(DimensionScore::dimension, DimensionScore::score, DimensionScore::weight)
                .containsExactly(
                        tuple(Dimension.COMPLETENESS, Ratio.of(9, 10), Ratio.of(3, 10)),
                        tuple(Dimension.VALIDITY, Ratio.of(6, 7), Ratio.of(1, 4)),
                        tuple(Dimension.TIMELINESS, Ratio.of(1, 2), Ratio.of(1, 10)),
                        tuple(Dimension.CONSISTENCY, Ratio.of(9, 10), Ratio.of(1, 10)),
                        tuple(Dimension.UNIQUENESS, Ratio.of(5, 6), Ratio.of(1, 10)),
                        tuple(Dimension.PLAUSIBILITY, Ratio.of(4, 5), Ratio.of(3, 20)));
        assertThat(score.leftOut()).isEmpty();
    }

    @Test
    void addsUpToWhatWasLost() {
        FleetScore score = FleetScore.of(DAY);
        // 0.03 + 1/28 + 0.05 + 0.01 + 1/60 + 0.03
        assertThat(score.score()).hasValue(Ratio.of(869, 1050));
        assertThat(score.partsPerMillion()).hasValue(827_619);
        assertThat(score.value()).isEqualTo(0.827619);
        assertThat(score.tier()).hasValue(QualityTier.FAIR);
        assertThat(score.lostPpm())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Dimension.COMPLETENESS, 30_000,
                        Dimension.VALIDITY, 35_714,
                        Dimension.TIMELINESS, 50_000,
                        Dimension.CONSISTENCY, 10_000,
                        Dimension.UNIQUENESS, 16_667,
                        Dimension.PLAUSIBILITY, 30_000));
        assertThat(score).hasToString("0.827619 FAIR, lost in ppm " + score.lostPpm());
    }

    @Test
    void saysWhatADimensionIsBasedOn() {
        assertThat(FleetScore.of(DAY).dimensions())
                .extracting(DimensionScore::basis)
                .containsExactly(
                        "90 of 100 expected slots have a reading that can be used",
                        "90 of 105 records, duplicates left out, can be used",
                        "50 of 100 timed readings came in time",
                        "90 of 100 judged readings have no warning about consistency",
                        "105 of 126 records came for the first time",
                        "80 of 100 judged readings have no warning about plausibility");
    }

    @Test
    void saysWhatEachRuleCostAndWhatMendingItWouldGain() {
        FleetScore score = FleetScore.of(DAY);
        assertThat(score.rules())
                .extracting(RuleLoss::rule, RuleLoss::lost)
                .containsExactly(
                        tuple(QualityCounts.LATE, Ratio.of(1, 20)),
                        // 4 slots of 100 and 8 records of 105
                        tuple("a.range", Ratio.of(3 * 4, 1_000).plus(Ratio.of(8, 4 * 105))),
                        tuple("a.spike", Ratio.of(3, 100)),
                        tuple(QualityCounts.DUPLICATE, Ratio.of(1, 60)),
                        tuple(QualityCounts.MISSING, Ratio.of(3 * 4, 1_000)),
                        tuple(QualityCounts.UNDECODABLE, Ratio.of(5, 4 * 105)),
                        tuple("a.sentinel", Ratio.of(3 * 2, 1_000).plus(Ratio.of(2, 4 * 105))),
                        tuple("a.crosscheck", Ratio.of(1, 100)));
        assertThat(score.without(QualityCounts.LATE))
                .hasValue(Ratio.of(869, 1050).plus(Ratio.of(1, 20)));
        // 3 slots and 6 records are lost to the range alone
        assertThat(score.without("a.range"))
                .hasValue(Ratio.of(869, 1050).plus(Ratio.of(3 * 3, 1_000)).plus(Ratio.of(6, 4 * 105)));
        assertThat(score.without("a.spike")).hasValue(Ratio.of(869, 1050).plus(Ratio.of(15 * 15, 10_000)));
        assertThat(score.without("a.sentinel")).isEqualTo(score.score());
        assertThat(score.without("a.rule.that.found.nothing")).isEqualTo(score.score());
    }

    @Test
    void explainsItselfInSentences() {
        assertThat(FleetScore.of(DAY).explanation())
                .startsWith(
                        "timeliness.late cost 0.05 (50 readings of timeliness); without it the score would be 0.877619",
                        "a.range cost 0.031047 (4 slots of completeness, 8 records of validity);"
                                + " without it the score would be 0.850905")
                .hasSize(8);
        assertThat(FleetScore.of(new QualityCounts(Slots.NONE, new Outcomes(0, 0, 1, 1), 0, Map.of(), Map.of()))
                        .explanation())
                .containsExactly(
                        "validity.undecodable cost 0.714286 (1 record of validity); without it the score would be 0.857143",
                        "uniqueness.duplicate cost 0.142857 (1 record of uniqueness); without it the score would be"
                                + " 0.285714");
    }

    @Test
    void putsEmptySlotsDownToWhatWasRejectedUpToTheirNumber() {
        QualityCounts counts = new QualityCounts(
                new Slots(100, 98),
                new Outcomes(98, 9, 0, 0),
                0,
                Map.of(Dimension.COMPLETENESS, Map.of("a.range", new Cause(6, 6), "a.sentinel", new Cause(3, 1))),
                Map.of());
        FleetScore score =
                FleetScore.of(counts, new FleetWeights(Map.of(Dimension.COMPLETENESS, 1), TierThresholds.standard()));
        assertThat(score.rules())
                .extracting(RuleLoss::rule, RuleLoss::lost, RuleLoss::without)
                .containsExactly(
                        tuple("a.range", Ratio.of(1, 100), Ratio.ONE),
                        tuple("a.sentinel", Ratio.of(1, 100), Ratio.of(99, 100)));
    }

    @Test
    void leavesOutWhatWasNotMeasuredAndSharesItsWeight() {
        FleetScore score = FleetScore.of(new QualityCounts(
                new Slots(0, 50),
                new Outcomes(50, 50, 0, 0),
                0,
                Map.of(Dimension.VALIDITY, Map.of("a.range", new Cause(50, 50))),
                Map.of()));
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
        FleetScore score =
                FleetScore.of(new QualityCounts(new Slots(96, 96), new Outcomes(96, 0, 0, 0), 96, Map.of(), Map.of()));
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
                FleetScore.of(new QualityCounts(new Slots(90, 96), new Outcomes(96, 0, 0, 0), 0, Map.of(), Map.of()));
        assertThat(score.dimensions().get(0).score()).isEqualTo(Ratio.ONE);
    }

    @Test
    void weighsAsTold() {
        FleetWeights weights = new FleetWeights(
                Map.of(Dimension.VALIDITY, 1, Dimension.UNIQUENESS, 0), new TierThresholds(900_000, 900_000, 0));
        FleetScore score = FleetScore.of(DAY, weights);
        assertThat(score.score()).hasValue(Ratio.of(6, 7));
        assertThat(score.tier()).hasValue(QualityTier.FAIR);
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
        assertThatIllegalArgumentException().isThrownBy(() -> new Cause(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slots(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> QualityCounts.NONE.withExpected(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QualityCounts(Slots.NONE, new Outcomes(1, 1, 5, 5), 3, Map.of(), Map.of()))
                .withMessageContaining("timed readings is 3 of only 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QualityCounts(
                        Slots.NONE,
                        new Outcomes(1, 1, 5, 5),
                        0,
                        Map.of(Dimension.VALIDITY, Map.of("a.a", new Cause(2, 0), "a.b", new Cause(1, 0))),
                        Map.of()))
                .withMessageContaining("lost in VALIDITY is 3 of only 2");
    }
}
