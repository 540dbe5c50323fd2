package io.metrify.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LocalTimelineProperties {

    private static final Instant FIRST = Instant.parse("1995-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2036-01-01T00:00:00Z");

    /** A change of clocks somewhere in the world, 1995 to 2035. */
    record Change(ZoneId zone, ZoneOffsetTransition transition) {}

    @Provide
    Arbitrary<Change> changes() {
        List<ZoneId> zones = ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .filter(zone -> transitions(zone).findAny().isPresent())
                .toList();
        return Arbitraries.of(zones)
                .flatMap(zone ->
                        Arbitraries.of(transitions(zone).toList()).map(transition -> new Change(zone, transition)));
    }

    private static Stream<ZoneOffsetTransition> transitions(ZoneId zone) {
        return Stream.iterate(
                zone.getRules().nextTransition(FIRST),
                transition -> transition != null && transition.getInstant().isBefore(LAST),
                transition -> zone.getRules().nextTransition(transition.getInstant()));
    }

    private static List<Instant> series(Instant start, int minutes, int size) {
        return Stream.iterate(start, instant -> instant.plus(Duration.ofMinutes(minutes)))
                .limit(size)
                .toList();
    }

    private static List<Instant> readBack(ZoneId zone, List<LocalDateTime> written) {
        LocalTimeline<LocalDateTime> timeline = LocalTimeline.in(zone);
        written.forEach(local -> timeline.add(local, local));
        timeline.settle();
        List<Instant> instants = new ArrayList<>();
        for (var placed = timeline.poll(); placed != null; placed = timeline.poll()) {
            instants.add(placed.instant());
        }
        return instants;
    }

    private static List<LocalDateTime> write(ZoneId zone, List<Instant> instants) {
        return instants.stream()
                .map(instant -> LocalDateTime.ofInstant(instant, zone))
                .toList();
    }

    /** The start leaves room for two rows before the change, from which the series' step is learned. */
    @Property
    void aSeriesWrittenInLocalTimeIsReadBack(
            @ForAll("changes") Change change, @ForAll @IntRange(min = 1, max = 180) int minutes) {
        Instant start = change.transition()
                .getInstant()
                .minus(change.transition().getDuration().abs())
                .minus(Duration.ofMinutes(3L * minutes));
        List<Instant> instants = series(start, minutes, 400);

        assertThat(readBack(change.zone(), write(change.zone(), instants))).isEqualTo(instants);
    }

    @Property
    void aSeriesWrittenBackwardsIsReadBack(
            @ForAll("changes") Change change, @ForAll @IntRange(min = 1, max = 15) int minutes) {
        Instant start = change.transition()
                .getInstant()
                .minus(change.transition().getDuration().abs())
                .minus(Duration.ofMinutes(3L * minutes));
        List<Instant> instants = new ArrayList<>(series(start, minutes, 400));
        Collections.reverse(instants);

        assertThat(readBack(change.zone(), write(change.zone(), instants))).isEqualTo(instants);
    }

    @Property
    void everyRowOutsideOverlapsKeepsItsInstantInWhateverOrder(
            @ForAll("changes") Change change, @ForAll List<@IntRange(min = -6_000, max = 6_000) Integer> minutes) {
        ZoneId zone = change.zone();
        List<Instant> instants = minutes.stream()
                .map(minute -> change.transition().getInstant().plus(Duration.ofMinutes(minute)))
                .toList();
        List<LocalDateTime> written = write(zone, instants);

        List<Instant> read = readBack(zone, written);

        assertThat(write(zone, read))
                .as("no row is dropped, moved or reordered")
                .isEqualTo(written);
        for (int i = 0; i < read.size(); i++) {
            if (zone.getRules().getValidOffsets(written.get(i)).size() == 1) {
                assertThat(read.get(i)).isEqualTo(instants.get(i));
            }
        }
    }
}
