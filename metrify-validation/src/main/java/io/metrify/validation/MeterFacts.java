package io.metrify.validation;

import io.metrify.model.meter.Meter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known beside the readings of a batch: the present, and the meters of the batch's dictionary, each looked up
 * once. Not thread-safe.
 */
final class MeterFacts {

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long LARGEST_SECOND = Long.MAX_VALUE / 2_000;
    private static final int SMALLEST = 1;

    private Instant now = Instant.EPOCH;
    private boolean directory;
    private long nowMillis;
    private int nowNanos;

    private int known;
    private @Nullable Meter[] meters = new @Nullable Meter[SMALLEST];
    private int[] kinds = new int[SMALLEST];
    private int[] declaredSeconds = new int[SMALLEST];
    private double[] ratedPowerKw = new double[SMALLEST];
    private long[] installed = new long[SMALLEST];
    private long[] removed = new long[SMALLEST];

    /** Turns to other readings, of whose meters nothing is known before {@link #learn}. */
    void begin(RuleContext context) {
        known = 0;
        now = context.now();
        directory = context.meters() != MeterDirectory.none();
        nowMillis = Math.min(LARGEST_SECOND, Math.max(-LARGEST_SECOND, now.getEpochSecond())) * 1_000
                + now.getNano() / NANOS_PER_MILLI;
        nowNanos = now.getNano() % NANOS_PER_MILLI;
    }

    /** Looks up the meters of a dictionary. */
    void learn(Dictionary<String> ids, MeterDirectory directoryOfMeters) {
        if (meters.length < ids.size()) {
            int room = Math.max(ids.size(), meters.length * 2);
            meters = new @Nullable Meter[room];
            kinds = new int[room];
            declaredSeconds = new int[room];
            ratedPowerKw = new double[room];
            installed = new long[room];
            removed = new long[room];
        }
        for (int i = 0; i < ids.size(); i++) {
            learn(i, directoryOfMeters.find(ids.value(i)));
        }
    }

    /** Takes note of one meter, or that it is not known. */
    void learn(int number, @Nullable Meter meter) {
        known = number + 1;
        meters[number] = meter;
        kinds[number] = MeterKinds.of(meter);
        if (meter == null) {
            declaredSeconds[number] = 0;
            ratedPowerKw[number] = Double.NaN;
            installed[number] = Long.MIN_VALUE;
            removed[number] = Long.MAX_VALUE;
        } else {
            Instant first = meter.installed();
            Instant last = meter.removed();
            declaredSeconds[number] = (int) meter.resolution().toSeconds();
            ratedPowerKw[number] = meter.ratedPowerKw();
            installed[number] = first == null ? Long.MIN_VALUE : first.toEpochMilli();
            removed[number] = last == null ? Long.MAX_VALUE : last.toEpochMilli();
        }
    }

    Instant now() {
        return now;
    }

    boolean hasDirectory() {
        return directory;
    }

    /** A meter, or null if it is not known or nobody asked for it. */
    @Nullable
    Meter meter(int number) {
        return number < known ? meters[number] : null;
    }

    boolean isKnown(int number) {
        return kinds[number] != 0;
    }

    /** The kind of a meter, by which thresholds are found; see {@link MeterKinds}. */
    int kind(int number) {
        return kinds[number];
    }

    /** The declared length of a meter's intervals in seconds, or 0 if the meter is not known. */
    int declaredSeconds(int number) {
        return declaredSeconds[number];
    }

    /** The rated power of a meter in kW, or NaN if it is not known. */
    double ratedPowerKw(int number) {
        return ratedPowerKw[number];
    }

    /** When a meter was installed, in milliseconds since 1970, or the least long if it is not known. */
    long installed(int number) {
        return installed[number];
    }

    /** When a meter was removed, in milliseconds since 1970, or the largest long if it is not known or has not been. */
    long removed(int number) {
        return removed[number];
    }

    /** The last whole millisecond that is no later than the present and a tolerance. */
    long latest(Tolerance tolerance) {
        return nowMillis + tolerance.millis() + (nowNanos + tolerance.nanos()) / NANOS_PER_MILLI;
    }

    /** How far clocks may differ, in whole milliseconds and the nanoseconds that are left. */
    record Tolerance(long millis, int nanos) {

        static Tolerance of(Duration tolerance) {
            return new Tolerance(
                    Math.min(Long.MAX_VALUE / 4, tolerance.toMillis()), tolerance.toNanosPart() % NANOS_PER_MILLI);
        }
    }
}
