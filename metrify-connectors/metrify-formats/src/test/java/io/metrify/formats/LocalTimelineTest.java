package io.metrify.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The night of 2025-10-26 in Berlin: S is summer time, the first pass; W is winter time, the second. */
class LocalTimelineTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Writes the local times, reads back each time with its pass. */
    private static List<String> passes(String times) {
        List<String> passes = new ArrayList<>();
        for (LocalTimeline.Placed<String> placed : place(BERLIN, "2025-10-26", times)) {
            OffsetDateTime time = placed.instant().atZone(BERLIN).toOffsetDateTime();
            assertThat(time.toLocalTime()).isEqualTo(LocalTime.parse(placed.item()));
            passes.add(time.toLocalTime() + (time.getOffset().getTotalSeconds() == 7200 ? "S" : "W"));
        }
        return passes;
    }

    private static List<LocalTimeline.Placed<String>> place(ZoneId zone, String day, String times) {
        LocalTimeline<String> timeline = LocalTimeline.in(zone);
        for (String time : times.split(" ")) {
            timeline.add(LocalDateTime.parse(day + "T" + time), time);
        }
        timeline.settle();
        List<LocalTimeline.Placed<String>> all = new ArrayList<>();
        for (LocalTimeline.Placed<String> next = timeline.poll(); next != null; next = timeline.poll()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void tellsTheHourWrittenAsABlockTwiceApart() {
        assertThat(passes("01:45 02:00 02:15 02:30 02:45 02:00 02:15 02:30 02:45 03:00"))
                .containsExactly(
                        "01:45S", "02:00S", "02:15S", "02:30S", "02:45S", "02:00W", "02:15W", "02:30W", "02:45W",
                        "03:00W");
    }

    @Test
    void tellsInterleavedPassesApart() {
        assertThat(passes("01:45 02:00 02:00 02:15 02:15 02:30 02:30 02:45 02:45 03:00"))
                .containsExactly(
                        "01:45S", "02:00S", "02:00W", "02:15S", "02:15W", "02:30S", "02:30W", "02:45S", "02:45W",
                        "03:00W");
    }

    @Test
    void takesTheFirstPassForALoneTimeOfAnInterleavedSource() {
        assertThat(passes("01:45 02:00 02:00 02:15 02:30 02:30 02:45 02:45 03:00"))
                .containsExactly(
                        "01:45S", "02:00S", "02:00W", "02:15S", "02:30S", "02:30W", "02:45S", "02:45W", "03:00W");
    }

    @Test
    void tellsRepeatedHoursApart() {
        assertThat(passes("01:00 02:00 02:00 03:00")).containsExactly("01:00S", "02:00S", "02:00W", "03:00W");
    }

    @Test
    void findsTheBorderOfABlockWithGapsOnEitherSide() {
        assertThat(passes("01:45 02:00 02:15 02:45 02:15 02:30 03:00"))
                .containsExactly("01:45S", "02:00S", "02:15S", "02:45S", "02:15W", "02:30W", "03:00W");
        assertThat(passes("01:45 02:30 02:00 02:45 03:00"))
                .containsExactly("01:45S", "02:30S", "02:00W", "02:45W", "03:00W");
    }

    @Test
    void takesASingleRepeatedTimeForTheBorder() {
        assertThat(passes("01:45 02:00 02:00 02:15 02:30 02:45 03:00"))
                .containsExactly("01:45S", "02:00S", "02:00W", "02:15W", "02:30W", "02:45W", "03:00W");
    }

    @Test
    void keepsADuplicatedRowOfABlockInItsPass() {
        assertThat(passes("02:00 02:15 02:15 02:30 02:45 02:00 02:15 02:30 02:30 02:45 03:00"))
                .containsExactly(
                        "02:00S", "02:15S", "02:15S", "02:30S", "02:45S", "02:00W", "02:15W", "02:30W", "02:30W",
                        "02:45W", "03:00W");
    }

    @Test
    void takesFewRepeatsWithoutAStepBackForDuplicatedRows() {
        assertThat(passes("01:50 02:00 02:10 02:10 02:20 02:30 02:40 02:40 02:50 03:00"))
                .containsExactly(
                        "01:50S", "02:00S", "02:10S", "02:10S", "02:20S", "02:30S", "02:40S", "02:40S", "02:50S",
                        "03:00W");
    }

    @Test
    void givesAThirdBlockTheInstantsOfTheSecond() {
        assertThat(passes("02:00 02:30 02:00 02:30 02:00 02:30 03:00"))
                .containsExactly("02:00S", "02:30S", "02:00W", "02:30W", "02:00W", "02:30W", "03:00W");
    }

    @Test
    void takesTheFirstPassIfOnlyOneIsThere() {
        assertThat(passes("01:30 01:45 02:00 02:15 02:30 02:45 03:00 03:15"))
                .containsExactly("01:30S", "01:45S", "02:00S", "02:15S", "02:30S", "02:45S", "03:00W", "03:15W");
        assertThat(passes("02:00 02:15")).containsExactly("02:00S", "02:15S");
    }

    @Test
    void takesTheSecondPassIfOnlyThatFitsTheStepsAround() {
        assertThat(passes("00:30 00:45 02:15 02:30 02:45 03:00"))
                .containsExactly("00:30S", "00:45S", "02:15W", "02:30W", "02:45W", "03:00W");
    }

    @Test
    void readsASeriesThatRunsBackwardsInReverse() {
        assertThat(passes("03:00 02:45 02:30 02:15 02:00 02:45 02:30 02:15 02:00 01:45"))
                .containsExactly(
                        "03:00W", "02:45W", "02:30W", "02:15W", "02:00W", "02:45S", "02:30S", "02:15S", "02:00S",
                        "01:45S");
        assertThat(passes("03:00 02:00 02:00")).containsExactly("03:00W", "02:00W", "02:00S");
        assertThat(passes("02:30 02:00 02:30 02:00 01:00"))
                .containsExactly("02:30W", "02:00W", "02:30S", "02:00S", "01:00S");
    }

    @Test
    void holdsNothingBackOutsideTheOverlap() {
        LocalTimeline<String> timeline = LocalTimeline.in(BERLIN);
        timeline.add(LocalDateTime.parse("2025-10-26T01:45"), "before");
        assertThat(timeline.poll()).isNotNull();
        timeline.add(LocalDateTime.parse("2025-10-26T02:00"), "inside");
        timeline.pass("no time");
        assertThat(timeline.poll()).isNull();
        timeline.add(LocalDateTime.parse("2025-10-26T03:00"), "after");

        assertThat(timeline.poll())
                .isEqualTo(new LocalTimeline.Placed<>("inside", Instant.parse("2025-10-26T00:00:00Z"), null));
        assertThat(timeline.poll()).isEqualTo(new LocalTimeline.Placed<>("no time", null, null));
        assertThat(timeline.poll())
                .isEqualTo(new LocalTimeline.Placed<>("after", Instant.parse("2025-10-26T02:00:00Z"), null));
        assertThat(timeline.poll()).isNull();
    }

    @Test
    void holdsBackAtMostTenThousandRows() {
        LocalTimeline<String> timeline = LocalTimeline.in(BERLIN);
        for (int i = 1; i < LocalTimeline.MOST_HELD; i++) {
            timeline.add(LocalDateTime.parse("2025-10-26T02:00"), "row");
        }
        assertThat(timeline.poll()).isNull();
        timeline.add(LocalDateTime.parse("2025-10-26T02:00"), "row");
        assertThat(timeline.poll()).isNotNull();
    }

    @Test
    void saysWhyATimeThatClocksSkipHasNoInstant() {
        List<LocalTimeline.Placed<String>> placed = place(BERLIN, "2025-03-30", "01:45 02:00 03:00");

        assertThat(placed.get(1).instant()).isNull();
        assertThat(placed.get(1).reason()).contains("2025-03-30T02:00", "Europe/Berlin", "2025-03-30T03:00");
        assertThat(placed.get(2).instant()).isEqualTo(Instant.parse("2025-03-30T01:00:00Z"));
    }

    @Test
    void tellsAnOverlapOfHalfAnHourApart() {
        assertThat(place(ZoneId.of("Australia/Lord_Howe"), "2025-04-06", "01:15 01:30 01:45 01:30 01:45 02:00"))
                .extracting(LocalTimeline.Placed::instant)
                .containsExactly(
                        Instant.parse("2025-04-05T14:15:00Z"),
                        Instant.parse("2025-04-05T14:30:00Z"),
                        Instant.parse("2025-04-05T14:45:00Z"),
                        Instant.parse("2025-04-05T15:00:00Z"),
                        Instant.parse("2025-04-05T15:15:00Z"),
                        Instant.parse("2025-04-05T15:30:00Z"));
    }
}
