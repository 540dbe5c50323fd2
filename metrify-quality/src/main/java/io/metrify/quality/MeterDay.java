package io.metrify.quality;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.quality.QualityCounts.Outcomes;
import io.metrify.quality.QualityCounts.Slots;
import io.metrify.validation.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a book knows of one meter on one market day. */
final class MeterDay {

    private static final long SHORTEST_DAILY_SECONDS = 86_400;

    private final Interval day;
    private final RuleDimensions dimensions;
    private final List<DayTrack> tracks = new ArrayList<>(1);
    private @Nullable DayFaults faults;

    MeterDay(Interval day, RuleDimensions dimensions) {
        this.day = day;
        this.dimensions = dimensions;
    }

    Instant start() {
        return day.start();
    }

    Instant end() {
        return day.end();
    }

    void expect(ObisCode register, Duration resolution, Instant from, Instant to) {
        track(register, slotSeconds(resolution)).expect(secondOf(from), secondOf(to));
    }

    void accepted(MeterReading reading, List<Finding> found) {
        DayTrack track = trackOf(reading);
        int slot = slotOf(reading, track);
        track.accept(slot, found, dimensions);
        count(found);
    }

    void accepted(MeterReading reading, List<Finding> found, boolean late) {
        accepted(reading, found);
        DayTrack track = trackOf(reading);
        track.time(slotOf(reading, track), late);
    }

    void rejected(MeterReading reading, List<Finding> found) {
        DayTrack track = trackOf(reading);
        track.reject(slotOf(reading, track), found, dimensions);
        faults().countRejected(found);
    }

    void duplicate() {
        faults().countDuplicate();
    }

    void count(Finding finding) {
        faults().count(finding);
    }

    /** Takes a finding on series as far as it lies in this day. */
    void found(Finding finding, Instant from, Instant to) {
        Dimension dimension = dimensions.costOf(finding);
        if (dimension != null) {
            int first = secondOf(from);
            Mark mark = new Mark(dimension, finding.rule(), finding.severity());
            faults().add(new Span(mark, first, Math.max(first + 1, secondOf(to))));
        }
    }

    void merge(MeterDay other) {
        for (DayTrack track : other.tracks) {
            track(track.register(), track.slotSeconds()).add(track);
        }
        DayFaults others = other.faults;
        if (others != null) {
            faults().add(others);
        }
    }

    QualityCounts counts() {
        DayFaults known = faults == null ? new DayFaults(dimensions) : faults;
        CauseTable causes = new CauseTable(dimensions);
        causes.add(known.ofRejected());
        Slots slots = Slots.NONE;
        long accepted = 0;
        long timed = known.timed();
        for (DayTrack track : tracks) {
            timed += track.count(known.spans(), causes);
            slots = slots.plus(track.slots());
            accepted += track.accepted();
        }
        Outcomes outcomes = new Outcomes(accepted, known.rejected(), 0, known.duplicates());
        return new QualityCounts(slots, outcomes, timed, causes.causes(), known.findings());
    }

    private void count(List<Finding> found) {
        for (int i = 0; i < found.size(); i++) {
            count(found.get(i));
        }
    }

    private DayFaults faults() {
        DayFaults known = faults;
        if (known == null) {
            known = new DayFaults(dimensions);
            faults = known;
        }
        return known;
    }

    private DayTrack trackOf(MeterReading reading) {
        return track(reading.register(), slotSeconds(reading.interval().length()));
    }

    private DayTrack track(ObisCode register, int slotSeconds) {
        for (int i = 0; i < tracks.size(); i++) {
            DayTrack track = tracks.get(i);
            if (track.slotSeconds() == slotSeconds && track.register().equals(register)) {
                return track;
            }
        }
        DayTrack track = new DayTrack(register, slotSeconds);
        tracks.add(track);
        return track;
    }

    private int slotOf(MeterReading reading, DayTrack track) {
        return secondOf(reading.interval().start()) / track.slotSeconds();
    }

    /** Whole seconds since the start of the day, up to its length. */
    private int secondOf(Instant instant) {
        long second = instant.getEpochSecond() - day.start().getEpochSecond();
        return (int) Math.min(second, day.end().getEpochSecond() - day.start().getEpochSecond());
    }

    /** A length of slots in whole seconds; a slot of 24 hours or more is the day, also where that has 25 hours. */
    private int slotSeconds(Duration length) {
        long seconds = Math.max(1, length.toSeconds());
        long dayLength = day.end().getEpochSecond() - day.start().getEpochSecond();
        return (int) (seconds >= SHORTEST_DAILY_SECONDS ? dayLength : Math.min(seconds, dayLength));
    }
}
