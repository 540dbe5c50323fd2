package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.QualityCounts.Cause;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FleetScoreProperties {

    // Zeros and extremes are drawn often enough; all their combinations would take long to list.
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void lossesOfRulesAndOfDimensionsAddUpExactlyToOneLessTheScore(@ForAll("counts") QualityCounts counts) {
        FleetScore score = FleetScore.of(counts);
        Ratio lost = Ratio.ONE.minus(score.score().orElse(Ratio.ONE));
        assertThat(score.rules().stream().map(RuleLoss::lost).reduce(Ratio.ZERO, Ratio::plus))
                .isEqualTo(lost);
        assertThat(score.dimensions().stream().map(DimensionScore::lost).reduce(Ratio.ZERO, Ratio::plus))
                .isEqualTo(lost);
        int lostPpm = 1_000_000 - score.partsPerMillion().orElse(1_000_000);
        assertThat(score.rules().stream().mapToInt(RuleLoss::lostPpm).sum()).isEqualTo(lostPpm);
        assertThat(score.lostPpm().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(lostPpm);
        assertThat(score.lostPpm().values()).allMatch(part -> part >= 0);
        assertThat(score.dimensions().size() + score.leftOut().size()).isEqualTo(6);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void mendingARuleNeverLowersTheScoreNorRaisesItAboveOne(@ForAll("counts") QualityCounts counts) {
        FleetScore score = FleetScore.of(counts);
        assertThat(score.rules())
                .allSatisfy(loss ->
                        assertThat(loss.without()).isBetween(score.score().orElseThrow(), Ratio.ONE));
    }

    /** The whole point of a counterfactual: it is what the score would have been. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void withoutARuleIsTheScoreOfTheSameReadingsWithoutItsFindings(
            @ForAll @Size(max = 40) List<@From("findings") List<Finding>> readings,
            @ForAll @IntRange(max = 60) int expected) {
        for (String rule : List.of("a.error", "b.error", "a.warning", "b.warning", "c.warning")) {
            QualityTally with = new QualityTally(DIMENSIONS);
            QualityTally without = new QualityTally(DIMENSIONS);
            with.expect(expected);
            without.expect(expected);
            for (List<Finding> found : readings) {
                count(with, found);
                count(
                        without,
                        found.stream()
                                .filter(finding -> !finding.rule().equals(rule))
                                .toList());
            }
            assertThat(FleetScore.of(with.counts()).without(rule))
                    .isEqualTo(FleetScore.of(without.counts()).score());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergingIsAssociativeAndCommutativeAndNothingIsNeutral(
            @ForAll("counts") QualityCounts a, @ForAll("counts") QualityCounts b, @ForAll("counts") QualityCounts c) {
        FleetScore x = FleetScore.of(a);
        FleetScore y = FleetScore.of(b);
        FleetScore z = FleetScore.of(c);
        assertThat(x.merge(y).merge(z)).isEqualTo(x.merge(y.merge(z)));
        assertThat(x.merge(y)).isEqualTo(y.merge(x));
        assertThat(x.merge(FleetScore.of(QualityCounts.NONE))).isEqualTo(x);
    }

    @Property(tries = 300)
    void anySplitInAnyOrderGivesTheSameScore(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 9) Integer> events,
            @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll long seed) {
        QualityTally whole = new QualityTally();
        List<QualityTally> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(new QualityTally());
        }
        Random random = new Random(seed);
        for (int event : events) {
            count(whole, event);
            count(split.get(random.nextInt(parts)), event);
        }
        Collections.shuffle(split, random);
        FleetScore merged = split.stream()
                .map(tally -> FleetScore.of(tally.counts()))
                .reduce(FleetScore.of(QualityCounts.NONE), FleetScore::merge);
        FleetScore expected = FleetScore.of(whole.counts());
        assertThat(merged).isEqualTo(expected);
        assertThat(merged.score()).isEqualTo(expected.score());
        assertThat(merged.lostPpm()).isEqualTo(expected.lostPpm());
    }

    @Property
    void fractionsObeyTheLawsOfArithmetic(
            @ForAll("ratios") Ratio a, @ForAll("ratios") Ratio b, @ForAll("ratios") Ratio c) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.plus(b).times(c)).isEqualTo(a.times(c).plus(b.times(c)));
        assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
    }

    /** Findings are counted by rule, whichever part they came in. */
    @Property
    void findingsAddUpByRule(@ForAll @Size(max = 20) List<Boolean> which) {
        QualityTally first = new QualityTally();
        QualityTally second = new QualityTally();
        for (boolean inFirst : which) {
            List<Finding> found = List.of(Examples.VOLTAGE, Examples.JITTER);
            (inFirst ? first : second).accepted(found);
        }
        first.add(second.counts());
        assertThat(first.counts().findings().values()).allMatch(count -> count == which.size());
    }

    private static void count(QualityTally tally, List<Finding> found) {
        if (found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            tally.rejected(found);
        } else {
            tally.accepted(found);
        }
    }

    private static void count(QualityTally tally, int event) {
        switch (event) {
            case 0 -> tally.accepted(List.of());
            case 1 -> tally.accepted(List.of(Examples.VOLTAGE));
            case 2 -> tally.accepted(List.of(Examples.CROSSCHECK, Examples.JITTER));
            case 3 -> tally.rejected(List.of(Examples.NEGATIVE));
            case 4 -> tally.undecodable();
            case 5 -> tally.duplicate();
            case 6 -> tally.expect(3);
            case 7 -> tally.accepted(List.of(), false);
            case 8 -> tally.accepted(List.of(Examples.VOLTAGE), true);
            default -> tally.rejected(List.of(Examples.finding("acme.own", Severity.ERROR), Examples.VOLTAGE));
        }
    }

    private static final RuleDimensions DIMENSIONS = RuleDimensions.standard()
            .with("a.error", Dimension.PLAUSIBILITY)
            .with("a.warning", Dimension.CONSISTENCY)
            .with("b.warning", Dimension.CONSISTENCY)
            .with("c.warning", Dimension.COMPLETENESS);

    @Provide
    Arbitrary<List<Finding>> findings() {
        return Arbitraries.of(
                        Examples.finding("a.error", Severity.ERROR),
                        Examples.finding("b.error", Severity.ERROR),
                        Examples.finding("a.warning", Severity.WARNING),
                        Examples.finding("b.warning", Severity.WARNING),
                        Examples.finding("c.warning", Severity.WARNING),
                        Examples.finding("a.info", Severity.INFO))
                .list()
                .ofMaxSize(4);
    }

    /** Drawn in one go, as ten thousand of them are wanted. */
    @Provide
    Arbitrary<QualityCounts> counts() {
        return Arbitraries.randomValue(FleetScoreProperties::counts);
    }

    private static QualityCounts counts(Random random) {
        Map<Dimension, Map<String, Cause>> causes = new EnumMap<>(Dimension.class);
        long most = 0;
        for (Dimension dimension : Dimension.values()) {
            Map<String, Cause> rules = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                long lost = some(random);
                rules.put("rule." + (char) ('a' + random.nextInt(5)), new Cause(lost, Math.min(lost, some(random))));
            }
            causes.put(dimension, rules);
            most = Math.max(most, QualityCounts.lost(rules.values()));
        }
        // At least as many readings as the dimension that lost the most.
        Outcomes outcomes = new Outcomes(most + some(random), some(random), some(random), some(random));
        Slots slots = new Slots(some(random), some(random));
        return new QualityCounts(slots, outcomes, most, causes, Map.of("rule.a", some(random)));
    }

    private static long some(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1, 2 -> random.nextInt(101);
            default -> random.nextLong(1_000_000_000_001L);
        };
    }

    @Provide
    Arbitrary<Ratio> ratios() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1_000_000, 1_000_000),
                        Arbitraries.longs().between(1, 1_000_000))
                .as(Ratio::of);
    }
}
