package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IntervalProperties {

    /** Short spans close together, so that all relations between two of them occur. */
    @Provide
    Arbitrary<Interval> intervals() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 12), Arbitraries.longs().between(1, 6))
                .as((start, length) ->
                        Interval.between(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + length)));
    }

    @Property
    void overlapIsHavingACommonInstant(@ForAll("intervals") Interval a, @ForAll("intervals") Interval b) {
        boolean common = false;
        for (long second = 0; second < 20; second++) {
            Instant instant = Instant.ofEpochSecond(second);
            common |= a.contains(instant) && b.contains(instant);
        }
        assertThat(a.overlaps(b)).isEqualTo(common).isEqualTo(b.overlaps(a));
        assertThat(a.intersection(b).isPresent()).isEqualTo(common);
    }

    @Property
    void intersectionContainsExactlyWhatBothContain(@ForAll("intervals") Interval a, @ForAll("intervals") Interval b) {
        assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
        for (long second = 0; second < 20; second++) {
            Instant instant = Instant.ofEpochSecond(second);
            assertThat(a.intersection(b).map(common -> common.contains(instant)).orElse(false))
                    .isEqualTo(a.contains(instant) && b.contains(instant));
        }
    }

    @Property
    void enclosingIsIntersectingInTheWholeOther(@ForAll("intervals") Interval a, @ForAll("intervals") Interval b) {
        assertThat(a.encloses(b)).isEqualTo(a.intersection(b).equals(java.util.Optional.of(b)));
    }

    @Property
    void abuttingExcludesOverlap(@ForAll("intervals") Interval a, @ForAll("intervals") Interval b) {
        assertThat(a.abuts(b)).isEqualTo(b.abuts(a));
        assertThat(a.abuts(b) && a.overlaps(b)).isFalse();
    }
}
