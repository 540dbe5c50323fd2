package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.validation.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OverlapTest {

    private static final String OVERLAP = "series.overlap";
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @Test
    void findsAnIntervalThatReachesIntoTheNext() {
        Scenario day = day().without("2026-03-10T10:00", "2026-03-10T10:15").add("2026-03-10T10:00", HALF_HOUR, "0.2");
        Finding finding = day.finding(OVERLAP);
        assertThat(finding.start()).isEqualTo("2026-03-10T09:15:00Z");
        assertThat(finding.expected()).isEqualTo("a start at 2026-03-10T09:30:00Z or later");
        assertThat(finding.message())
                .isEqualTo("The interval 2026-03-10T09:15:00Z/2026-03-10T09:30:00Z of register 1-0:1.29.0 shares time"
                        + " with one before that ends at 2026-03-10T09:30:00Z; expected a start at"
                        + " 2026-03-10T09:30:00Z or later.");
        assertThat(day.findings("meter.interval.resolution")).hasSize(1);
    }

    @Test
    void findsNothingWhereIntervalsOnlyTouch() {
        day().without("2026-03-10T10:00", "2026-03-10T10:30")
                .add("2026-03-10T10:00", HALF_HOUR, "0.2")
                .isSound(OVERLAP);
    }

    @Test
    void findsASecondSharedFromTheMiddleOfASlot() {
        day().without("2026-03-10T10:15", "2026-03-10T10:30")
                .add("2026-03-10T10:14:59", QUARTER_HOUR, "0.2")
                .isSound(OVERLAP);
        day().without("2026-03-10T10:15", "2026-03-10T10:45")
                .add("2026-03-10T10:10:00", QUARTER_HOUR, "0.2")
                .finding(OVERLAP);
    }

    @Test
    void findsTheSameTimeTwiceOnTheDayThatClocksGoBack() {
        Finding finding = Scenario.of("2026-10-25", 1)
                .filled()
                .add("2026-10-25T00:30:00Z", HALF_HOUR, "0.2")
                .findings(OVERLAP)
                .get(0);
        assertThat(finding.start()).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void findsTheHourThatWasSkippedInSpringWhereASourceFillsItIn() {
        Finding finding = Scenario.of("2026-03-29", 1)
                .filled()
                .without("2026-03-29T01:00", "2026-03-29T03:00")
                .add("2026-03-29T00:00:00Z", Duration.ofHours(2), "0.4")
                .findings(OVERLAP)
                .get(0);
        assertThat(finding.start()).isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void takesTheSameIrregularReadingForARedelivery() {
        Scenario day = day().without("2026-03-10T10:00", "2026-03-10T10:30");
        day.add("2026-03-10T10:00", HALF_HOUR, "0.2").add("2026-03-10T10:00", HALF_HOUR, "0.2");
        day.isSound(OVERLAP);
        assertThat(day.finding("meter.duplicate.redelivery").observed()).isEqualTo("2 deliveries");
        assertThat(day.report().counts().irregular()).isEqualTo(1);
        assertThat(day.report().counts().repeated()).isEqualTo(1);
    }

    @Test
    void hasNothingToCompareASingleValueWith() {
        Scenario.of("2026-03-10", 1).set("2026-03-10T10:00", "0.1").isSound(OVERLAP);
    }

    @Test
    void leavesOutWhatClaimsToBeLongerThanADay() {
        Scenario day = day().add("2026-03-10T10:00", Duration.ofDays(24_000), "0.2");
        day.isSound(OVERLAP);
        assertThat(day.report().counts().outside()).isEqualTo(1);
    }

    private static Scenario day() {
        return Scenario.of("2026-03-10", 1).filled();
    }
}
