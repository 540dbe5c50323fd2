package io.metrify.model.meter;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The raster of one register of one meter: consecutive slots of equal length, each with its energy, or without if none
 * was measured. It holds what validation, estimation and analytics loop over, in primitive arrays and without an object per
 * slot; what else a {@link MeterReading} holds (supply, ambient, score) it does not.
 *
 * <p>A series has at least one slot. A slot without energy has {@link #MISSING} in place of milliwatt-hours, the code {@link
 * QualityCode#UNUSABLE} and no substitution method. Slots are numbered from 0 and are elapsed time: a Berlin day of quarter
 * hours has 92, 96 or 100 of them.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * ReadingSeries day = series.day(berlin, LocalDate.of(2026, 10, 25));
 * day.size();      // 100
 * day.count();     // how many of them were measured
 * day.total();     // exactly, of those
 * }</pre>
 */
public final class ReadingSeries {

    /** What {@link #milliwattHours(int)} gives for a slot without energy; no amount of energy has this value. */
    public static final long MISSING = Long.MIN_VALUE;

    private static final QualityCode[] CODES = QualityCode.values();
    private static final SubstitutionMethod[] METHODS = SubstitutionMethod.values();
    private static final long LOW_WORD = 0xFFFF_FFFFL;
    private static final byte AS_PROVIDED = ReadingSeriesBuilder.byteOf(QualityCode.AS_PROVIDED);
    private static final byte NO_QUALITY = ReadingSeriesBuilder.byteOf(QualityCode.UNUSABLE);

    private final String meterId;
    private final ObisCode register;
    private final Instant start;
    private final long stepSeconds;
    private final long[] milliwattHours;
    private final byte[] qualities;

    /** Null if no slot was substituted, which is the common case. */
    private final byte @Nullable [] methods;

    private final int count;

    /** Takes the arrays over; {@link #MISSING} slots must carry no quality and no method. */
    ReadingSeries(
            String meterId,
            ObisCode register,
            Instant start,
            long stepSeconds,
            long[] milliwattHours,
            byte[] qualities,
            byte @Nullable [] methods) {
        this.meterId = meterId;
        this.register = register;
        this.start = start;
        this.stepSeconds = stepSeconds;
        this.milliwattHours = milliwattHours;
        this.qualities = qualities;
        this.methods = methods;
        int present = 0;
        for (long amount : milliwattHours) {
            present += amount == MISSING ? 0 : 1;
        }
        this.count = present;
    }

    /**
     * A series of measured values as the meter delivered them: not validated, not substituted.
     *
     * @param meterId the meter, 1 to 128 characters, not blank
     * @param register which quantity was metered
     * @param start the start of the first slot, in whole milliseconds
     * @param resolution the length of every slot, a positive whole number of seconds
     * @param milliwattHours the energy of every slot in mWh, or {@link #MISSING}; at least one slot. It is copied
     * @return the series
     * @throws IllegalArgumentException if there is no slot, or an amount is out of the range of {@link Energy}
     */
    public static ReadingSeries of(
            String meterId, ObisCode register, Instant start, Duration resolution, long... milliwattHours) {
        long step = ReadingSeriesBuilder.requireRaster(meterId, register, start, resolution, milliwattHours.length);
        long[] amounts = milliwattHours.clone();
        byte[] qualities = new byte[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] != MISSING) {
                requireAmount(amounts[i], i);
            }
            qualities[i] = amounts[i] == MISSING ? NO_QUALITY : AS_PROVIDED;
        }
        return new ReadingSeries(meterId, register, start, step, amounts, qualities, null);
    }

    /**
     * A builder of a series over a window, all of whose slots are missing at first.
     *
     * @param meterId the meter, 1 to 128 characters, not blank
     * @param register which quantity was metered
     * @param window the time the series covers, a whole number of slots
     * @param resolution the length of every slot, a positive whole number of seconds
     * @return an empty builder
     * @throws IllegalArgumentException if the window is not a whole number of slots
     */
    public static ReadingSeriesBuilder builder(
            String meterId, ObisCode register, Interval window, Duration resolution) {
        long step = ReadingSeriesBuilder.requireRaster(meterId, register, window.start(), resolution, 1);
        int size = ReadingSeriesBuilder.sizeOf(window, step);
        ReadingSeriesBuilder.requireRaster(meterId, register, window.start(), resolution, size);
        return new ReadingSeriesBuilder(
                meterId,
                register,
                window.start(),
                step,
                ReadingSeriesBuilder.missing(size),
                ReadingSeriesBuilder.unknown(size),
                null);
    }

    /**
     * A builder that holds what this series holds, for filling gaps and replacing values.
     *
     * @return a builder; this series stays as it is
     */
    public ReadingSeriesBuilder toBuilder() {
        return new ReadingSeriesBuilder(
                meterId,
                register,
                start,
                stepSeconds,
                milliwattHours.clone(),
                qualities.clone(),
                methods == null ? null : methods.clone());
    }

    /**
     * The meter.
     *
     * @return its identifier
     */
    public String meterId() {
        return meterId;
    }

    /**
     * Which quantity was metered.
     *
     * @return the register
     */
    public ObisCode register() {
        return register;
    }

    /**
     * The start of the first slot.
     *
     * @return an instant in whole milliseconds
     */
    public Instant start() {
        return start;
    }

    /**
     * The length of every slot.
     *
     * @return a positive whole number of seconds
     */
    public Duration resolution() {
        return Duration.ofSeconds(stepSeconds);
    }

    /**
     * The number of slots, measured or not.
     *
     * @return at least 1
     */
    public int size() {
        return milliwattHours.length;
    }

    /**
     * The number of slots that have energy.
     *
     * @return 0 to {@link #size()}
     */
    public int count() {
        return count;
    }

    /**
     * Whether every slot has energy.
     *
     * @return true if none is missing
     */
    public boolean isComplete() {
        return count == milliwattHours.length;
    }

    /**
     * The time from the start of the first to the end of the last slot.
     *
     * @return the whole span, missing slots included
     */
    public Interval interval() {
        return new Interval(start, startOf(milliwattHours.length));
    }

    /**
     * The start of a slot.
     *
     * @param slot which slot, from 0
     * @return its first instant
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public Instant slotStart(int slot) {
        return startOf(Objects.checkIndex(slot, milliwattHours.length));
    }

    /**
     * The slot that contains an instant.
     *
     * @param instant any instant
     * @return its number, or -1 if the instant is outside the series
     */
    public int slotOf(Instant instant) {
        if (instant.isBefore(start)) {
            return -1;
        }
        long slot = Duration.between(start, instant).toSeconds() / stepSeconds;
        return slot < milliwattHours.length ? (int) slot : -1;
    }

    /**
     * Whether a slot has energy.
     *
     * @param slot which slot, from 0
     * @return false if none was measured
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public boolean isPresent(int slot) {
        return milliwattHours[slot] != MISSING;
    }

    /**
     * The energy of a slot as a number.
     *
     * @param slot which slot, from 0
     * @return the energy in mWh, or {@link #MISSING}
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public long milliwattHours(int slot) {
        return milliwattHours[slot];
    }

    /**
     * The energy of a slot.
     *
     * @param slot which slot, from 0
     * @return the energy, or null if none was measured
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public @Nullable Energy energy(int slot) {
        return isPresent(slot) ? Energy.ofMilliwattHours(milliwattHours[slot]) : null;
    }

    /**
     * How far the value of a slot can be trusted.
     *
     * @param slot which slot, from 0
     * @return its code; {@link QualityCode#UNUSABLE} for a missing one
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public QualityCode quality(int slot) {
        return CODES[qualities[slot]];
    }

    /**
     * How the value of a slot was substituted.
     *
     * @param slot which slot, from 0
     * @return its method; {@link SubstitutionMethod#NONE} for a measured or a missing one
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public SubstitutionMethod method(int slot) {
        Objects.checkIndex(slot, milliwattHours.length);
        return methods == null ? SubstitutionMethod.NONE : METHODS[methods[slot]];
    }

    /**
     * The energy of all slots together. Missing ones are left out, so it is the energy of {@link #count()} slots, and zero
     * if there is none.
     *
     * @return the exact sum
     * @throws ArithmeticException if it is out of the range of {@link Energy}
     */
    public Energy total() {
        // Both halves of every number are added without a branch, so that the loop vectorises and cannot overflow.
        long low = 0;
        long high = 0;
        for (long amount : milliwattHours) {
            low += amount & LOW_WORD;
            high += amount >> 32;
        }
        // A missing slot has put the marker's high half in; its low half is zero.
        high -= (milliwattHours.length - count) * (MISSING >> 32);
        high += low >> 32;
        long sum = (high << 32) | (low & LOW_WORD);
        if (high != (int) high || Math.abs(sum) > Energy.MAX_MILLIWATT_HOURS || sum == MISSING) {
            throw new ArithmeticException("the energy of " + this + " is outside the range of DECIMAL(18,6) kWh");
        }
        return Energy.ofMilliwattHours(sum);
    }

    /**
     * The energy of every slot as numbers.
     *
     * @return a copy; mWh, or {@link #MISSING}
     */
    public long[] toMilliwattHours() {
        return milliwattHours.clone();
    }

    /**
     * The measured slots as readings. Missing slots give none.
     *
     * @return {@link #count()} readings in the order of time, without supply, ambient and score
     */
    public Stream<MeterReading> readings() {
        return IntStream.range(0, milliwattHours.length).filter(this::isPresent).mapToObj(this::reading);
    }

    /**
     * The measured slots as readings. Missing slots give none.
     *
     * @return {@link #count()} readings in the order of time, without supply, ambient and score
     */
    public List<MeterReading> toReadings() {
        return readings().toList();
    }

    /**
     * Whether a window is a whole number of this raster's slots. A local day may not be: the hours of a half-hour zone, the day
     * of 23.5 hours on Lord Howe Island.
     *
     * @param window any interval, inside the series or not
     * @return true if {@link #slice} accepts it
     */
    public boolean fits(Interval window) {
        Duration offset = Duration.between(start, window.start());
        Duration length = window.length();
        return isWhole(offset) && isWhole(length) && length.toSeconds() / stepSeconds <= Integer.MAX_VALUE;
    }

    /**
     * The slots of a window. Where the window is larger than this series, its slots are missing, so the result covers exactly
     * the window.
     *
     * @param window a whole number of this raster's slots; see {@link #fits}
     * @return the window's slots
     * @throws IllegalArgumentException if the window does not fit the raster
     */
    public ReadingSeries slice(Interval window) {
        if (!fits(window)) {
            throw new IllegalArgumentException("the window " + window + " is not a whole number of the " + resolution()
                    + " slots that start at " + start + "; ask fits(window) first");
        }
        int size = ReadingSeriesBuilder.sizeOf(window, stepSeconds);
        ReadingSeriesBuilder.requireRaster(meterId, register, window.start(), resolution(), size);
        long[] amounts = ReadingSeriesBuilder.missing(size);
        byte[] codes = ReadingSeriesBuilder.unknown(size);
        byte[] substitutions = methods == null ? null : new byte[size];
        long offset = Duration.between(start, window.start()).toSeconds() / stepSeconds;
        long from = Math.max(offset, 0);
        long to = Math.min(offset + size, milliwattHours.length);
        if (from < to) {
            copy(milliwattHours, from, amounts, offset, to);
            copy(qualities, from, codes, offset, to);
            if (methods != null && substitutions != null) {
                copy(methods, from, substitutions, offset, to);
            }
        }
        return new ReadingSeries(meterId, register, window.start(), stepSeconds, amounts, codes, substitutions);
    }

    /**
     * The slots of a market day: all that the day has, missing where this series has none.
     *
     * @param calendar the market's calendar
     * @param date the local date on which the day begins
     * @return for quarter hours in Berlin 92, 96 or 100 slots
     * @throws java.time.DateTimeException if the zone skipped the date
     * @throws IllegalArgumentException if the day does not fit the raster; see {@link #fits}
     */
    public ReadingSeries day(MarketCalendar calendar, LocalDate date) {
        return slice(calendar.day(date));
    }

    /**
     * Whether another series has the same raster and the same value, quality and method in every slot.
     *
     * @param other anything
     * @return true if it is an equal series
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReadingSeries series
                && meterId.equals(series.meterId)
                && register.equals(series.register)
                && start.equals(series.start)
                && stepSeconds == series.stepSeconds
                && Arrays.equals(milliwattHours, series.milliwattHours)
                && Arrays.equals(qualities, series.qualities)
                && (methods == series.methods
                        || IntStream.range(0, size()).allMatch(slot -> method(slot) == series.method(slot)));
    }

    @Override
    public int hashCode() {
        return Objects.hash(meterId, register, start, stepSeconds, Arrays.hashCode(milliwattHours));
    }

    /**
     * What the series is of, and how much of it is there.
     *
     * @return for example {@code m-1 1-0:1.29.0 2026-03-29T00:00:00Z/2026-03-30T00:00:00Z PT15M, 95 of 96 slots}
     */
    @Override
    public String toString() {
        return meterId + " " + register + " " + interval() + " " + resolution() + ", " + count + " of " + size()
                + " slots";
    }

    private MeterReading reading(int slot) {
        return new MeterReading(
                meterId,
                register,
                new Interval(startOf(slot), startOf(slot + 1)),
                energy(slot),
                Electrical.NOT_MEASURED,
                Ambient.NOT_MEASURED,
                new ReadingQuality(quality(slot), method(slot), Double.NaN));
    }

    private Instant startOf(int slot) {
        return start.plusSeconds(stepSeconds * slot);
    }

    private boolean isWhole(Duration span) {
        return span.getNano() == 0 && span.getSeconds() % stepSeconds == 0;
    }

    private static void requireAmount(long milliwattHours, int slot) {
        if (milliwattHours > Energy.MAX_MILLIWATT_HOURS || milliwattHours < Energy.MIN_MILLIWATT_HOURS) {
            throw new IllegalArgumentException("slot " + slot + " has " + milliwattHours
                    + " mWh, which is outside the range of DECIMAL(18,6) kWh; use MISSING for a slot without energy");
        }
    }

    private static void copy(Object slots, long from, Object window, long offset, long to) {
        System.arraycopy(slots, (int) from, window, (int) (from - offset), (int) (to - from));
    }
}
