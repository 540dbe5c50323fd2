package io.metrify.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.QualityCounts.Arrivals;
import io.metrify.quality.QualityCounts.Doubts;
import io.metrify.quality.QualityCounts.Outcomes;
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
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FleetScoreProperties {

    // Zeros and extremes are drawn often enough; all their combinations would take long to list.
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void lossesAddUpExactlyToOneLessTheScore(@ForAll("counts") QualityCounts counts) {
        FleetScore score = FleetScore.of(counts);
        Ratio lost = score.dimensions().stream().map(DimensionScore::lost).reduce(Ratio.ZERO, Ratio::plus);
        Ratio total = score.score().orElse(Ratio.ONE);
        assertThat(total.plus(lost)).isEqualTo(Ratio.ONE);
        assertThat(score.lostPpm().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(1_000_000 - score.partsPerMillion().orElse(1_000_000));
        assertThat(score.lostPpm().values()).allMatch(part -> part >= 0);
        assertThat(score.dimensions().size() + score.leftOut().size()).isEqualTo(6);
    }

    @Property
    void mergingIsAssociativeAndCommutativeAndNothingIsNeutral(
            @ForAll("counts") QualityCounts a, @ForAll("counts") QualityCounts b, @ForAll("counts") QualityCounts c) {
        FleetScore x = FleetScore.of(a);
        FleetScore y = FleetScore.of(b);
        FleetScore z = FleetScore.of(c);
        assertThat(x.merge(y).merge(z)).isEqualTo(x.merge(y.merge(z)));
        assertThat(x.merge(y)).isEqualTo(y.merge(x));
        assertThat(x.merge(FleetScore.of(QualityCounts.NONE))).isEqualTo(x);
    }

    @Property
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

    private static void count(QualityTally tally, int event) {
        switch (event) {
            case 0 -> tally.accepted(List.of());
            case 1 -> tally.accepted(List.of(Examples.VOLTAGE));
            case 2 -> tally.accepted(List.of(Examples.CROSSCHECK, Examples.JITTER));
            case 3 -> tally.rejected(List.of(Examples.NEGATIVE));
            case 4 -> tally.undecodable();
            case 5 -> tally.duplicate();
            case 6 -> tally.expect(3);
            case 7 -> tally.arrived(false);
            case 8 -> tally.arrived(true);
            default -> tally.rejected(List.of(Examples.finding("acme.own", Severity.ERROR), Examples.VOLTAGE));
        }
    }

    @Provide
    Arbitrary<QualityCounts> counts() {
        Arbitrary<Long> some = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0L)),
                Tuple.of(2, Arbitraries.longs().between(0, 100)),
                Tuple.of(2, Arbitraries.longs().between(0, 1_000_000_000_000L)));
        Arbitrary<Outcomes> outcomes =
                Combinators.combine(some, some, some, some).as(Outcomes::new);
        Arbitrary<Doubts> doubts =
                Combinators.combine(some, some, some).as((a, b, c) -> new Doubts(Math.max(a, Math.max(b, c)), b, c));
        Arbitrary<Arrivals> arrivals =
                Combinators.combine(some, some).as((a, b) -> new Arrivals(Math.max(a, b), Math.min(a, b)));
        Arbitrary<Map<String, Long>> findings =
                Arbitraries.maps(Arbitraries.of("a.a", "a.b", "b.a"), some).ofMaxSize(3);
        return Combinators.combine(some, outcomes, doubts, arrivals, findings).as(QualityCounts::new);
    }

    @Provide
    Arbitrary<Ratio> ratios() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1_000_000, 1_000_000),
                        Arbitraries.longs().between(1, 1_000_000))
                .as(Ratio::of);
    }
}
