package io.metrify.validation;

import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterFacts.Tolerance;
import io.metrify.validation.MeterRule.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules on the time of a reading. */
final class MeterTimeRules {

    private static final int MILLIS_PER_HOUR = 3_600_000;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final String TIMESTAMP = "timestamp";

    private MeterTimeRules() {}

    static List<MeterRule> all(ByMeterType<MeterThresholds> thresholds) {
        return List.of(
                new Resolution(),
                raster(thresholds),
                jitter(thresholds),
                new Future(MeterKinds.map(thresholds, MeterThresholds::timeTolerance)),
                new TooOld(),
                new Installation(),
                new Removal());
    }

    private static final class Resolution extends MeterRule {

        private static final int UNKNOWN = 1;

        Resolution() {
            super(
                    new Title(
                            "meter.interval.resolution",
                            Severity.ERROR,
                            "The interval is as long as the meter declares.",
                            "VEE practice: interval size check"),
                    "interval_seconds",
                    UNKNOWN_METER);
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            int declared = facts.declaredSeconds(readings.meters[row]);
            if (readings.lengths[row] == declared) {
                return SOUND;
            }
            return declared == 0 ? UNKNOWN : VIOLATED;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            String observed = reading.intervalSeconds() + " s";
            String declared = Objects.requireNonNull(meter).resolution().toSeconds() + " s";
            return new Words(
                    observed,
                    declared,
                    "The interval of " + observed + " is not of the meter's declared " + declared + ".");
        }
    }

    private static MeterRule raster(ByMeterType<MeterThresholds> thresholds) {
        return new Raster(
                new Title(
                        "meter.time.raster",
                        Severity.ERROR,
                        MeterKinds.sentences(
                                thresholds,
                                figures -> "The interval starts within "
                                        + figures.timeTolerance().toSeconds() + " s of a multiple of its length"
                                        + offset(figures) + "."),
                        "VEE practice: time tolerance"),
                thresholds,
                false);
    }

    private static MeterRule jitter(ByMeterType<MeterThresholds> thresholds) {
        return new Raster(
                new Title(
                        "meter.time.jitter",
                        Severity.INFO,
                        MeterKinds.sentences(
                                thresholds,
                                figures -> "The interval starts exactly at a multiple of its length" + offset(figures)
                                        + "; off by more than "
                                        + figures.timeTolerance().toSeconds() + " s another rule speaks."),
                        "VEE practice: time tolerance"),
                thresholds,
                true);
    }

    private static String offset(MeterThresholds thresholds) {
        Duration offset = thresholds.rasterOffset();
        return offset.isZero() ? "" : ", counted from " + offset.toSeconds() + " s after the full hour of UTC";
    }

    /** A start off the raster: within the tolerance, or beyond it. */
    private static final class Raster extends MeterRule {

        private static final int NO_RASTER = 1;

        private final boolean within;
        private final boolean uniform;
        private final long[] bounds;
        // Less than an hour, which every raster divides.
        private final long[] offsets;

        Raster(Title title, ByMeterType<MeterThresholds> thresholds, boolean within) {
            super(
                    title,
                    TIMESTAMP,
                    "the length of the interval does not divide an hour; where such intervals start depends on the"
                            + " market day");
            this.within = within;
            this.uniform = MeterKinds.isUniform(
                    MeterKinds.map(thresholds, figures -> List.of(figures.timeTolerance(), figures.rasterOffset())));
            this.bounds = MeterKinds.longs(
                    thresholds, figures -> figures.timeTolerance().toMillis());
            this.offsets = MeterKinds.longs(
                    thresholds, figures -> figures.rasterOffset().toMillis() % MILLIS_PER_HOUR);
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            int meter = readings.meters[row];
            int declared = facts.declaredSeconds(meter);
            int raster = millis(declared == 0 ? readings.lengths[row] : declared);
            if (raster == 0) {
                return NO_RASTER;
            }
            int kind = uniform ? 0 : facts.kind(meter);
            int deviation = deviation(readings.starts[row], raster, offsets[kind]);
            if (deviation == 0) {
                return SOUND;
            }
            return Math.abs(deviation) <= bounds[kind] == within ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            int kind = MeterKinds.of(meter);
            Instant start = reading.interval().start();
            int raster = millis(
                    meter == null
                            ? reading.intervalSeconds()
                            : (int) meter.resolution().toSeconds());
            int deviation = deviation(start.toEpochMilli(), raster, offsets[kind]);
            String expected = start.minusMillis(deviation).toString();
            return new Words(
                    start.toString(),
                    expected,
                    "The interval starts at " + start + ", " + Math.abs(deviation) / 1e3 + " s "
                            + (deviation > 0 ? "after" : "before") + " the raster of " + raster / MILLIS_PER_SECOND
                            + " s; expected "
                            + (within ? "exactly " : "within " + bounds[kind] / MILLIS_PER_SECOND + " s of ")
                            + expected + ".");
        }

        /** The raster of intervals of a length, in milliseconds; 0 if the length does not divide an hour. */
        private static int millis(int seconds) {
            int secondsPerHour = MILLIS_PER_HOUR / MILLIS_PER_SECOND;
            return seconds <= secondsPerHour && secondsPerHour % seconds == 0 ? seconds * MILLIS_PER_SECOND : 0;
        }

        /** How far a start is after (positive) or before (negative) the nearest point of the raster, in milliseconds. */
        private static int deviation(long start, int raster, long offset) {
            // By way of the hour: two remainders by a constant and of ints, instead of one of longs by a variable.
            int after = (int) Math.floorMod(start - offset, (long) MILLIS_PER_HOUR) % raster;
            return after * 2 > raster ? after - raster : after;
        }
    }

    private static final class Future extends MeterRule {

        private final List<Duration> tolerances;
        private final List<Tolerance> bounds;
        private final boolean uniform;

        Future(ByMeterType<Duration> tolerances) {
            super(
                    new Title(
                            "meter.time.future",
                            Severity.ERROR,
                            MeterKinds.sentences(
                                    tolerances, tolerance -> "The timestamp is " + TimeRules.notLater(tolerance) + "."),
                            TimeRules.FUTURE_SOURCE),
                    TIMESTAMP);
            this.tolerances = MeterKinds.figures(tolerances);
            this.bounds = this.tolerances.stream().map(Tolerance::of).toList();
            this.uniform = MeterKinds.isUniform(tolerances);
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            int kind = uniform ? 0 : facts.kind(readings.meters[row]);
            return readings.starts[row] > facts.latest(bounds.get(kind)) ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean asksForMeters() {
            return !uniform;
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return TimeRules.future(reading.interval().start(), now, tolerances.get(MeterKinds.of(meter)));
        }
    }

    private static final class TooOld extends MeterRule {

        private static final int KNOWN_INSTALLATION = 1;

        TooOld() {
            super(
                    new Title(
                            "meter.time.too_old",
                            Severity.WARNING,
                            "The interval of a meter whose installation is not known starts no earlier than "
                                    + TimeRules.OLDEST_METERING + ".",
                            TimeRules.OLDEST_METERING_SOURCE),
                    TIMESTAMP,
                    "the installation time of the meter is known, by which its age is judged");
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            if (facts.installed(readings.meters[row]) != Long.MIN_VALUE) {
                return KNOWN_INSTALLATION;
            }
            return readings.starts[row] < TimeRules.OLDEST_METERING.toEpochMilli() ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return TimeRules.tooOld(reading.interval().start(), TimeRules.OLDEST_METERING);
        }
    }

    private static final class Installation extends MeterRule {

        private static final int UNKNOWN = 1;
        private static final int UNKNOWN_TIME = 2;

        Installation() {
            super(
                    new Title(
                            "meter.time.installation",
                            Severity.ERROR,
                            "The interval does not lie wholly before the meter was installed.",
                            "a meter does not measure before it exists; the interval of its installation is legal"),
                    TIMESTAMP,
                    UNKNOWN_METER,
                    "the installation time of the meter is not known");
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            int meter = readings.meters[row];
            long installed = facts.installed(meter);
            if (installed == Long.MIN_VALUE) {
                return facts.isKnown(meter) ? UNKNOWN_TIME : UNKNOWN;
            }
            return readings.end(row) <= installed ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            String interval = reading.interval().toString();
            Instant installed =
                    Objects.requireNonNull(Objects.requireNonNull(meter).installed());
            return new Words(
                    interval,
                    "after " + installed,
                    "The interval " + interval + " ended before the meter was installed at " + installed + ".");
        }
    }

    private static final class Removal extends MeterRule {

        private static final int UNKNOWN = 1;

        Removal() {
            super(
                    new Title(
                            "meter.time.removal",
                            Severity.ERROR,
                            "The interval does not lie wholly after the meter was removed.",
                            "a meter does not measure after its removal; the interval of its removal is legal"),
                    TIMESTAMP,
                    UNKNOWN_METER);
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            int meter = readings.meters[row];
            if (!facts.isKnown(meter)) {
                return UNKNOWN;
            }
            return readings.starts[row] >= facts.removed(meter) ? VIOLATED : SOUND;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            String interval = reading.interval().toString();
            Instant removed =
                    Objects.requireNonNull(Objects.requireNonNull(meter).removed());
            return new Words(
                    interval,
                    "before " + removed,
                    "The interval " + interval + " started after the meter was removed at " + removed + ".");
        }
    }
}
