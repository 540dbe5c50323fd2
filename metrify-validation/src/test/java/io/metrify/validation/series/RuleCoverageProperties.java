package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RuleCoverageProperties {

    private static final RuleCoverage NOTHING = new RuleCoverage(0, Map.of());

    /** Parts may be added up in any order and grouping. */
    @Property
    void sumsDoNotDependOnOrderOrGrouping(
            @ForAll("coverages") RuleCoverage a,
            @ForAll("coverages") RuleCoverage b,
            @ForAll("coverages") RuleCoverage c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(NOTHING)).isEqualTo(a);
    }

    @Property
    void nothingIsLostInASum(@ForAll("coverages") RuleCoverage a, @ForAll("coverages") RuleCoverage b) {
        assertThat(occasions(a.plus(b))).isEqualTo(occasions(a) + occasions(b));
    }

    @Provide
    Arbitrary<RuleCoverage> coverages() {
        Arbitrary<Long> counts = Arbitraries.longs().between(0, 1_000_000);
        return Combinators.combine(
                        counts, Arbitraries.maps(Arbitraries.of("no values", "no history", "not whole"), counts))
                .as(RuleCoverage::new);
    }

    private static long occasions(RuleCoverage coverage) {
        return coverage.evaluated()
                + coverage.skipped().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
