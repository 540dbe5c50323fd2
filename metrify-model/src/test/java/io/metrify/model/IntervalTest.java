package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntervalTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final Interval HOUR = Interval.of(NOON, Duration.ofHours(1));

    @Test
    void containsItsStartAndNotItsEnd() {
        assertThat(HOUR.contains(NOON)).isTrue();
        assertThat(HOUR.contains(NOON.minusNanos(1))).isFalse();
        assertThat(HOUR.contains(HOUR.end().minusNanos(1))).isTrue();
        assertThat(HOUR.contains(HOUR.end())).isFalse();
    }

    @Test
    void neighboursTouchAndDoNotOverlap() {
        Interval next = Interval.of(HOUR.end(), Duration.ofHours(1));

        assertThat(HOUR.abuts(next)).isTrue();
        assertThat(next.abuts(HOUR)).isTrue();
        assertThat(HOUR.overlaps(next)).isFalse();
        assertThat(HOUR.intersection(next)).isEmpty();
    }

    @Test
    void enclosesItself() {
        assertThat(HOUR.encloses(HOUR)).isTrue();
        assertThat(HOUR.encloses(Interval.of(NOON, Duration.ofMinutes(61)))).isFalse();
    }

    @Test
    void intersectionIsTheCommonTime() {
        Interval late = Interval.of(NOON.plusSeconds(1800), Duration.ofHours(1));

        assertThat(HOUR.intersection(late)).contains(Interval.between(NOON.plusSeconds(1800), HOUR.end()));
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.between(NOON, NOON))
                .withMessage("the interval [2026-03-29T12:00:00Z, 2026-03-29T12:00:00Z) is empty;"
                        + " its end must be after its start");
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.of(NOON, Duration.ofSeconds(-1)));
    }

    @Test
    void asksForBothEnds() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Interval(null, NOON))
                .withMessage("start");
        assertThatNullPointerException()
                .isThrownBy(() -> new Interval(NOON, null))
                .withMessage("end");
    }

    @Test
    void writesItselfAsIso8601() {
        assertThat(HOUR).hasToString("2026-03-29T12:00:00Z/2026-03-29T13:00:00Z");
        assertThat(HOUR.length()).isEqualTo(Duration.ofHours(1));
    }
}
