package io.metrify.validation;

import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rules on the time of a reading and on the meter it names. */
final class MeterTimeRules {

    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final String TIMESTAMP = "timestamp";
    private static final String NO_RASTER = "the length of the interval does not divide an hour;"
            + " where such intervals start depends on the market day";

    private MeterTimeRules() {}

    static List<Rule<MeterReading>> all(MeterThresholds thresholds) {
        Duration tolerance = thresholds.timeTolerance();
        return List.of(
                resolution(),
                raster(tolerance, thresholds.rasterOffset()),
                jitter(tolerance, thresholds.rasterOffset()),
                TimeRules.notInTheFuture(
                        "meter.time.future", reading -> reading.interval().start(), tolerance),
                installation(),
                removal());
    }

    static Rule<MeterReading> knownMeter() {
        return new CheckedRule<>(
                "meter.identity.unknown",
                Severity.WARNING,
                "The meter is in the directory.",
                "a reading that belongs to no known meter cannot be attributed",
                (reading, context, inspection) -> {
                    if (context.meters() == MeterDirectory.none()) {
                        inspection.skip("there is no directory of meters");
                    } else if (context.meters().find(reading.meterId()) == null) {
                        inspection.violation(
                                "meter_id",
                                reading.meterId(),
                                "a meter of the directory",
                                "Meter " + reading.meterId() + " is not in the directory of meters.");
                    }
                });
    }

    private static Rule<MeterReading> resolution() {
        return new CheckedRule<>(
                "meter.interval.resolution",
                Severity.ERROR,
                "The interval is as long as the meter declares.",
                "VEE practice: interval size check",
                (reading, context, inspection) -> {
                    Meter meter = context.meters().find(reading.meterId());
                    if (meter == null) {
                        inspection.skip(MeterEnergyRules.UNKNOWN_METER);
                        return;
                    }
                    long declared = meter.resolution().toSeconds();
                    if (reading.intervalSeconds() != declared) {
                        inspection.violation(
                                "interval_seconds",
                                reading.intervalSeconds() + " s",
                                declared + " s",
                                "The interval of " + reading.intervalSeconds() + " s is not of the meter's declared "
                                        + declared + " s.");
                    }
                });
    }

    private static Rule<MeterReading> raster(Duration tolerance, Duration offset) {
        long bound = tolerance.toMillis();
        return new CheckedRule<>(
                "meter.time.raster",
                Severity.ERROR,
                "The interval starts within " + tolerance.toSeconds() + " s of a multiple of its length.",
                "VEE practice: time tolerance",
                (reading, context, inspection) -> {
                    long raster = rasterMillis(reading, context);
                    if (raster == 0) {
                        inspection.skip(NO_RASTER);
                        return;
                    }
                    long deviation = deviation(reading, raster, offset);
                    if (Math.abs(deviation) > bound) {
                        reportDeviation(inspection, reading, deviation, raster, "within " + bound / 1_000 + " s of");
                    }
                });
    }

    private static Rule<MeterReading> jitter(Duration tolerance, Duration offset) {
        long bound = tolerance.toMillis();
        return new CheckedRule<>(
                "meter.time.jitter",
                Severity.INFO,
                "The interval starts exactly at a multiple of its length; off by more than " + tolerance.toSeconds()
                        + " s another rule speaks.",
                "VEE practice: time tolerance",
                (reading, context, inspection) -> {
                    long raster = rasterMillis(reading, context);
                    if (raster == 0) {
                        inspection.skip(NO_RASTER);
                        return;
                    }
                    long deviation = deviation(reading, raster, offset);
                    if (deviation != 0 && Math.abs(deviation) <= bound) {
                        reportDeviation(inspection, reading, deviation, raster, "exactly");
                    }
                });
    }

    private static Rule<MeterReading> installation() {
        return new CheckedRule<>(
                "meter.time.installation",
                Severity.ERROR,
                "The interval does not lie wholly before the meter was installed.",
                "a meter does not measure before it exists; the interval of its installation is legal",
                (reading, context, inspection) -> {
                    Meter meter = context.meters().find(reading.meterId());
                    if (meter == null) {
                        inspection.skip(MeterEnergyRules.UNKNOWN_METER);
                        return;
                    }
                    Instant installed = meter.installed();
                    if (installed == null) {
                        inspection.skip("the installation time of the meter is not known");
                    } else if (!reading.interval().end().isAfter(installed)) {
                        inspection.violation(
                                TIMESTAMP,
                                reading.interval().toString(),
                                "after " + installed,
                                "The interval " + reading.interval() + " ended before the meter was installed at "
                                        + installed + ".");
                    }
                });
    }

    private static Rule<MeterReading> removal() {
        return new CheckedRule<>(
                "meter.time.removal",
                Severity.ERROR,
                "The interval does not lie wholly after the meter was removed.",
                "a meter does not measure after its removal; the interval of its removal is legal",
                (reading, context, inspection) -> {
                    Meter meter = context.meters().find(reading.meterId());
                    if (meter == null) {
                        inspection.skip(MeterEnergyRules.UNKNOWN_METER);
                        return;
                    }
                    Instant removed = meter.removed();
                    if (removed != null && !reading.interval().start().isBefore(removed)) {
                        inspection.violation(
                                TIMESTAMP,
                                reading.interval().toString(),
                                "before " + removed,
                                "The interval " + reading.interval() + " started after the meter was removed at "
                                        + removed + ".");
                    }
                });
    }

    /** The declared length of intervals, or the reading's own if nothing is declared; 0 if it does not divide an hour. */
    private static long rasterMillis(MeterReading reading, RuleContext context) {
        Meter meter = context.meters().find(reading.meterId());
        long seconds =
                meter == null ? reading.intervalSeconds() : meter.resolution().toSeconds();
        long millis = seconds * 1_000;
        return millis <= MILLIS_PER_HOUR && MILLIS_PER_HOUR % millis == 0 ? millis : 0;
    }

    /** How far the start is after (positive) or before (negative) the nearest point of the raster, in milliseconds. */
    private static long deviation(MeterReading reading, long raster, Duration offset) {
        long after = Math.floorMod(reading.interval().start().toEpochMilli() - offset.toMillis(), raster);
        return after * 2 > raster ? after - raster : after;
    }

    private static void reportDeviation(
            Inspection inspection, MeterReading reading, long deviation, long raster, String demand) {
        Instant start = reading.interval().start();
        String off = Math.abs(deviation) / 1e3 + " s " + (deviation > 0 ? "after" : "before");
        inspection.violation(
                TIMESTAMP,
                start.toString(),
                start.minusMillis(deviation).toString(),
                "The interval starts at " + start + ", " + off + " the raster of " + raster / 1_000 + " s; expected "
                        + demand + " " + start.minusMillis(deviation) + ".");
    }
}
