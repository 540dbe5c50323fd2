package io.metrify.validation.series;

import io.metrify.model.DayType;
import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.series.PendingIndexes.Pending;
import io.metrify.validation.series.RegisterTrack.Anchor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the state of a meter's series is written: a version, the meter and its raster, and sections with a tag and a length. A
 * reader skips sections it does not know and starts without what is not there, so that older and newer versions read each
 * other's states; the version changes only when that is not enough. Enums are written by name, as their constants may move;
 * of the quality of a value that waits for its slot only the rank is kept, in its {@link Marks mark}.
 */
final class SeriesState {

    static final int VERSION = 1;

    private static final int METER = 1;
    private static final int PENDING = 2;
    private static final int TRACKS = 3;
    private static final int PROFILE = 4;

    private static final int SLOTS = 1;
    private static final int REPEATS = 2;
    private static final int IRREGULARS = 3;
    private static final int RUNS = 4;
    private static final int DAY = 5;
    private static final int TOTALS = 6;
    private static final int HISTORY = 7;
    private static final int COVERAGE = 8;
    private static final int HAMPEL = 9;

    private SeriesState() {}

    static byte[] write(MeterSeries series) {
        StateOutput out = new StateOutput()
                .number(VERSION)
                .text(series.terms().meterId())
                .number(series.terms().raster().stepSeconds())
                .number(series.terms().raster().offsetSeconds());
        out.section(METER, meter(series));
        out.section(PENDING, pending(series.registers.pending));
        out.section(TRACKS, tracks(series.registers));
        for (Profile profile : series.profiles) {
            out.section(PROFILE, profile(profile, series.base));
        }
        return out.toBytes();
    }

    /** What a state says before its sections: whose it is. */
    record Head(String meterId, Raster raster, StateInput sections) {

        static Head of(byte[] state) {
            StateInput in = new StateInput(state);
            long version = in.number();
            if (version != VERSION) {
                throw in.damaged("its version is " + version + ", but only " + VERSION + " is known");
            }
            String meterId = in.text();
            long step = in.number();
            long offset = in.number();
            if (step <= 0) {
                throw in.damaged("a raster of " + step + " s");
            }
            return new Head(meterId, new Raster(step, offset), in);
        }
    }

    static void read(StateInput in, MeterSeries series) {
        while (!in.isAtEnd()) {
            int tag = in.integer();
            StateInput section = in.section();
            switch (tag) {
                case METER -> readMeter(section, series);
                case PENDING -> readPending(section, series.terms().meterId(), series.registers.pending);
                case TRACKS -> readTracks(section, series.registers);
                case PROFILE -> readProfile(section, series);
                default -> {
                    // Of a newer version.
                }
            }
        }
    }

    private static StateOutput meter(MeterSeries series) {
        return new StateOutput()
                .number(series.base)
                .number(series.firstBase)
                .flag(series.isSettled)
                .number(series.newestMilli)
                .number(series.newestStartMilli)
                .number(series.heardSecond)
                .flag(series.isSilent)
                .flag(series.isInDay());
    }

    private static void readMeter(StateInput in, MeterSeries series) {
        series.base = in.number();
        series.firstBase = in.number();
        series.isSettled = in.flag();
        series.newestMilli = in.number();
        series.newestStartMilli = in.number();
        series.heardSecond = in.number();
        series.isSilent = in.flag();
        if (in.flag()) {
            series.reopenDay();
        }
    }

    private static StateOutput pending(PendingIndexes pending) {
        StateOutput out = new StateOutput().number(pending.size());
        for (int i = 0; i < pending.size(); i++) {
            Pending waiting = pending.get(i);
            RegisterReading reading = waiting.reading();
            out.text(reading.register().toString())
                    .number(reading.timestamp().toEpochMilli())
                    .number(reading.index().milliwattHours())
                    .text(reading.quality().code().name())
                    .number(waiting.count());
        }
        return out;
    }

    private static void readPending(StateInput in, String meterId, PendingIndexes pending) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            ObisCode register = ObisCode.parse(in.text());
            Instant timestamp = Instant.ofEpochMilli(in.number());
            Energy index = Energy.ofMilliwattHours(in.number());
            QualityCode code = QualityCode.valueOf(in.text());
            ReadingQuality quality = new ReadingQuality(code, SubstitutionMethod.NONE, Double.NaN);
            pending.add(new RegisterReading(meterId, register, timestamp, index, quality), in.integer());
        }
    }

    private static StateOutput tracks(Registers registers) {
        StateOutput out = new StateOutput().number(registers.tracks.size());
        for (RegisterTrack track : registers.tracks) {
            out.text(track.register.toString());
            anchor(out, track.base);
            anchor(out, track.doubtful);
        }
        return out;
    }

    private static void readTracks(StateInput in, Registers registers) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            RegisterTrack track = new RegisterTrack(ObisCode.parse(in.text()));
            track.base = readAnchor(in);
            track.doubtful = readAnchor(in);
            registers.tracks.add(track);
        }
    }

    private static void anchor(StateOutput out, @Nullable Anchor anchor) {
        out.flag(anchor != null);
        if (anchor != null) {
            out.number(anchor.epochMilli())
                    .number(anchor.index())
                    .number(anchor.total())
                    .number(anchor.holes())
                    .flag(anchor.onRaster());
        }
    }

    private static @Nullable Anchor readAnchor(StateInput in) {
        return in.flag() ? new Anchor(in.number(), in.number(), in.number(), in.number(), in.flag()) : null;
    }

    private static StateOutput profile(Profile profile, long base) {
        StateOutput out = new StateOutput()
                .text(profile.register().toString())
                .number(profile.begin)
                .number(profile.knownFrom);
        out.section(SLOTS, slots(profile.ring, base));
        out.section(REPEATS, repeats(profile.repeats));
        out.section(IRREGULARS, irregulars(profile.irregulars));
        EqualRun run = profile.run;
        out.section(
                RUNS,
                new StateOutput()
                        .number(run.value)
                        .number(run.start)
                        .number(run.length)
                        .number(run.reportedTo)
                        .number(profile.gapStart)
                        .number(profile.gapLength)
                        .number(profile.coveredUntil));
        DayPeaks peaks = profile.peaks;
        out.section(
                DAY,
                new StateOutput()
                        .number(profile.expectedToday)
                        .number(profile.deliveredToday)
                        .number(profile.usedToday)
                        .number(profile.totalToday)
                        .number(peaks.first)
                        .number(peaks.firstSlot)
                        .number(peaks.second)
                        .number(peaks.secondSlot)
                        .number(peaks.third)
                        .number(peaks.count));
        out.section(TOTALS, new StateOutput().number(profile.total).number(profile.holes));
        out.section(HISTORY, history(profile.history));
        out.section(COVERAGE, coverage(profile.coverage));
        if (profile.hampel != null) {
            out.section(HAMPEL, hampel(profile.hampel));
        }
        return out;
    }

    private static void readProfile(StateInput in, MeterSeries series) {
        Profile profile = series.restored(ObisCode.parse(in.text()), in.number(), in.number());
        if (profile == null) {
            throw in.damaged("there are too many registers");
        }
        while (!in.isAtEnd()) {
            int tag = in.integer();
            StateInput section = in.section();
            switch (tag) {
                case SLOTS -> readSlots(section, profile.ring, series);
                case REPEATS -> readRepeats(section, profile.repeats);
                case IRREGULARS -> readIrregulars(section, profile.irregulars);
                case RUNS -> readRuns(section, profile);
                case DAY -> readDay(section, profile);
                case TOTALS -> {
                    profile.total = section.number();
                    profile.holes = section.number();
                }
                case HISTORY -> readHistory(section, profile.history);
                case COVERAGE -> readCoverage(section, profile.coverage);
                case HAMPEL -> {
                    if (profile.hampel != null) {
                        readHampel(section, profile.hampel);
                    }
                }
                default -> {
                    // Of a newer version.
                }
            }
        }
    }

    private static StateOutput slots(SlotRing ring, long base) {
        StateOutput held = new StateOutput();
        int count = 0;
        long before = base;
        for (long slot = ring.next(base); slot != Long.MAX_VALUE; slot = ring.next(slot + 1)) {
            held.number(slot - before).number(ring.amount(slot)).number(ring.mark(slot));
            before = slot;
            count++;
        }
        return new StateOutput().number(count).section(SLOTS, held);
    }

    private static void readSlots(StateInput in, SlotRing ring, MeterSeries series) {
        long base = series.base;
        // What waits spans the lateness, and the slots at both of its ends.
        long most = series.terms().raster().slots(SeriesSettings.LONGEST_LATENESS) + 2;
        int count = in.count();
        in.integer();
        StateInput held = in.section();
        long slot = base;
        for (int i = 0; i < count; i++) {
            slot += held.number();
            long amount = held.number();
            byte mark = (byte) held.number();
            if (slot < base || slot - base > most || mark == 0) {
                throw held.damaged("a slot that cannot wait");
            }
            ring.put(base, slot, amount, mark);
        }
    }

    private static StateOutput repeats(Repeats repeats) {
        StateOutput out = new StateOutput().number(repeats.size());
        for (int i = 0; i < repeats.size(); i++) {
            out.number(repeats.slot(i))
                    .number(repeats.amount(i))
                    .number(repeats.mark(i))
                    .number(repeats.count(i));
        }
        return out;
    }

    private static void readRepeats(StateInput in, Repeats repeats) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            repeats.add(in.number(), in.number(), (byte) in.number(), in.integer());
        }
    }

    private static StateOutput irregulars(Irregulars irregulars) {
        StateOutput out = new StateOutput().number(irregulars.size());
        for (int i = 0; i < irregulars.size(); i++) {
            out.number(irregulars.startMilli(i))
                    .number(irregulars.seconds(i))
                    .number(irregulars.amount(i))
                    .number(irregulars.count(i));
        }
        return out;
    }

    private static void readIrregulars(StateInput in, Irregulars irregulars) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            irregulars.add(in.number(), in.integer(), in.number(), in.integer());
        }
    }

    private static void readRuns(StateInput in, Profile profile) {
        profile.run.value = in.number();
        profile.run.start = in.number();
        profile.run.length = in.number();
        profile.run.reportedTo = in.number();
        profile.gapStart = in.number();
        profile.gapLength = in.number();
        profile.coveredUntil = in.number();
    }

    private static void readDay(StateInput in, Profile profile) {
        profile.expectedToday = in.integer();
        profile.deliveredToday = in.integer();
        profile.usedToday = in.integer();
        profile.totalToday = in.number();
        profile.peaks.first = in.number();
        profile.peaks.firstSlot = in.number();
        profile.peaks.second = in.number();
        profile.peaks.secondSlot = in.number();
        profile.peaks.third = in.number();
        profile.peaks.count = in.integer();
    }

    private static StateOutput history(DailyHistory history) {
        StateOutput out = new StateOutput();
        DayType[] types = DayType.values();
        out.number(types.length);
        for (DayType type : types) {
            out.text(type.name()).number(history.count(type));
            for (int i = 0; i < history.count(type); i++) {
                out.number(history.total(type, i));
            }
        }
        for (int i = 0; i < DailyHistory.RECENT; i++) {
            out.number(history.recent(i));
        }
        return out;
    }

    private static void readHistory(StateInput in, DailyHistory history) {
        int types = in.count();
        for (int i = 0; i < types; i++) {
            DayType type = DayType.valueOf(in.text());
            int count = in.count();
            for (int day = 0; day < count; day++) {
                history.add(type, in.number());
            }
        }
        for (int i = 0; i < DailyHistory.RECENT; i++) {
            history.addRecent(in.number());
        }
    }

    private static StateOutput coverage(CoverageWindow coverage) {
        StateOutput out = new StateOutput().number(coverage.count());
        for (int i = 0; i < coverage.count(); i++) {
            out.number(coverage.expected(i)).number(coverage.delivered(i));
        }
        return out.flag(coverage.isUnder);
    }

    private static void readCoverage(StateInput in, CoverageWindow coverage) {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            coverage.add(in.integer(), in.integer());
        }
        coverage.isUnder = in.flag();
    }

    private static StateOutput hampel(HampelWindow hampel) {
        StateOutput out = new StateOutput().number(hampel.count());
        for (int i = 0; i < hampel.count(); i++) {
            out.number(hampel.slot(i)).number(hampel.value(i));
        }
        return out;
    }

    private static void readHampel(StateInput in, HampelWindow hampel) {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            hampel.add(in.number(), in.number());
        }
    }
}
