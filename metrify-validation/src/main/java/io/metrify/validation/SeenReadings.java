package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.WireTime;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The readings that were accepted lately, by meter, register and start, from which a repeated delivery is told from a
 * conflicting one.
 *
 * <p>What is remembered is bounded by a window per meter: from a given time before the start of the meter's newest
 * reading (of any register) up to it. A reading that starts before the window is {@link Verdict#TOO_LATE}: whether it
 * was seen is not known any more, and the caller decides what becomes of it. A first reading of a meter is always
 * {@link Verdict#NEW}. Verdicts depend only on the order in which readings were remembered, never on batches; a copy
 * restored from what was remembered, in any order, gives the same verdicts.
 *
 * <p>A reading far in the future would move the window past everything else, so only readings that a rule such as {@code
 * meter.time.future} has let pass should be remembered.
 *
 * <p>Memory: 16 bytes per table slot. A table is a power of two, at least 16 slots, and at most three quarters full; it
 * drops what fell out of the window before it grows. A register of quarter hours in the standard window holds at most
 * 3,361 readings, 8,192 slots, 128 KiB; in a window of two days, 193 readings, 512 slots, 8 KiB. Not thread-safe: use
 * one per partition.
 */
public final class SeenReadings {

    /** The standard window, 35 days: a month of readings and the delivery after it. */
    public static final Duration STANDARD_WINDOW = Duration.ofDays(35);

    private final long windowMillis;
    private final Map<String, SeenMeter> meters = new HashMap<>();

    private SeenReadings(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    /** What is known of a reading before it is accepted. */
    public enum Verdict {
        /** No reading of this meter, register and start was remembered. */
        NEW,
        /** The same amount of energy was remembered: a repeated delivery, harmless. */
        REDELIVERY,
        /** Another amount of energy was remembered, or one of the two has none. */
        CONFLICT,
        /** The reading starts before the window: whether it was seen is not known any more. */
        TOO_LATE
    }

    /**
     * Nothing seen yet, with the standard window of 35 days.
     *
     * @return an empty memory
     */
    public static SeenReadings standard() {
        return of(STANDARD_WINDOW);
    }

    /**
     * Nothing seen yet.
     *
     * @param window how far before the start of a meter's newest reading others are remembered, positive, whole
     *     milliseconds; a reading exactly that far behind is still inside
     * @return an empty memory
     * @throws IllegalArgumentException if the window is not positive
     */
    public static SeenReadings of(Duration window) {
        if (window.isNegative() || window.toMillis() == 0) {
            throw new IllegalArgumentException(
                    "a window of " + window + " remembers nothing; give at least a millisecond, usually days");
        }
        return new SeenReadings(window.toMillis());
    }

    /**
     * What is known of a reading; nothing is remembered.
     *
     * @param reading the reading
     * @return the verdict
     */
    public Verdict judge(MeterReading reading) {
        SeenMeter meter = meters.get(reading.meterId());
        if (meter == null) {
            return Verdict.NEW;
        }
        return meter.judge(
                reading.register(),
                reading.interval().start().toEpochMilli(),
                amount(reading.consumption()),
                windowMillis);
    }

    /**
     * Remembers an accepted reading. The first amount of a meter, register and start stays; a reading older than the
     * window is not remembered.
     *
     * @param reading the reading
     */
    public void remember(MeterReading reading) {
        remember(
                reading.meterId(),
                reading.register(),
                reading.interval().start().toEpochMilli(),
                reading.consumption());
    }

    /**
     * Remembers a reading of which only the identity and the amount are at hand, such as one restored from a store.
     *
     * @param meterId the meter
     * @param register which quantity was metered
     * @param startEpochMilli the start of the interval in milliseconds since 1970-01-01T00:00:00Z, within {@link
     *     WireTime}
     * @param consumption the energy of the interval, or null if none was measured
     * @throws IllegalArgumentException if the start is outside the instants that every wire can carry
     */
    public void remember(String meterId, ObisCode register, long startEpochMilli, @Nullable Energy consumption) {
        Objects.requireNonNull(meterId, "meterId");
        Objects.requireNonNull(register, "register");
        if (startEpochMilli < WireTime.MIN_EPOCH_MILLI || startEpochMilli > WireTime.MAX_EPOCH_MILLI) {
            throw new IllegalArgumentException("a start of " + startEpochMilli
                    + " ms since 1970 is outside the years 0001 to 9999; give milliseconds, not another unit");
        }
        SeenMeter meter = meters.get(meterId);
        if (meter == null) {
            meter = new SeenMeter();
            meters.put(meterId, meter);
        }
        meter.remember(register, startEpochMilli, amount(consumption), windowMillis);
    }

    /**
     * Judges a reading, and remembers it if it is new: the whole of the matter when readings are accepted as they come.
     *
     * @param reading the reading
     * @return the verdict
     */
    public Verdict see(MeterReading reading) {
        Verdict verdict = judge(reading);
        if (verdict == Verdict.NEW) {
            remember(reading);
        }
        return verdict;
    }

    /**
     * How far back readings are remembered.
     *
     * @return the window, before the start of a meter's newest reading
     */
    public Duration window() {
        return Duration.ofMillis(windowMillis);
    }

    /**
     * The number of meters of which something is remembered.
     *
     * @return the number, 0 if nothing was remembered yet
     */
    public int meters() {
        return meters.size();
    }

    /**
     * The memory of all tables, without the objects around them.
     *
     * @return bytes
     */
    public long tableBytes() {
        long bytes = 0;
        for (SeenMeter meter : meters.values()) {
            bytes += meter.tableBytes();
        }
        return bytes;
    }

    private static long amount(@Nullable Energy consumption) {
        return consumption == null ? SeenMeter.NO_AMOUNT : consumption.milliwattHours();
    }
}
