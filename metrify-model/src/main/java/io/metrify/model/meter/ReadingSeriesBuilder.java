package io.metrify.model.meter;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts readings, in any order, into the slots of a {@link ReadingSeries}. What does not belong there is not thrown at the
 * caller: it is bad data, and is listed with a sentence in {@link #refusals()}. The first value of a slot stays; {@link
 * #set} replaces it on purpose.
 *
 * <p>Not safe for use by several threads.
 */
public final class ReadingSeriesBuilder {

    private final String meterId;
    private final ObisCode register;
    private final Instant start;
    private final long stepSeconds;
    private final long[] milliwattHours;
    private final byte[] qualities;
    private byte @Nullable [] methods;
    private final List<Refusal> refusals = new ArrayList<>();

    /** What became of a reading. */
    public enum Placement {
        /** It fills a slot that was missing. */
        PLACED,
        /** Its slot has the same energy already; nothing changes. */
        REDELIVERED,
        /** It has no energy; nothing changes. */
        NOT_MEASURED,
        /** Its slot has other energy, which stays. It is refused. */
        CONFLICT,
        /** It does not start where a slot starts. It is refused. */
        OFF_RASTER,
        /** It is longer or shorter than a slot. It is refused. */
        OTHER_LENGTH,
        /** It lies outside the window. It is refused. */
        OUTSIDE;

        /**
         * Whether the reading does not belong into the series.
         *
         * @return true if it is listed among the refusals
         */
        public boolean isRefusal() {
            return compareTo(CONFLICT) >= 0;
        }
    }

    /**
     * A reading that does not belong into the series.
     *
     * @param placement what is wrong with it
     * @param reading the reading
     * @param reason what is wrong, in a sentence
     */
    public record Refusal(Placement placement, MeterReading reading, String reason) {

        /** Checks that nothing is missing. */
        public Refusal {
            Objects.requireNonNull(placement, "placement");
            Objects.requireNonNull(reading, "reading");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Takes the arrays over. */
    ReadingSeriesBuilder(
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
    }

    /**
     * Puts a reading into its slot.
     *
     * @param reading of the series' meter and register
     * @return what became of it
     * @throws IllegalArgumentException if it is of another meter or register, which is the caller's mistake
     */
    public Placement add(MeterReading reading) {
        if (!reading.meterId().equals(meterId) || !reading.register().equals(register)) {
            throw new IllegalArgumentException("a reading of " + reading.meterId() + " " + reading.register()
                    + " does not belong into the series of " + meterId + " " + register
                    + "; group readings by meter and register first");
        }
        Duration sinceStart = Duration.between(start, reading.timestamp());
        long slot = Math.floorDiv(sinceStart.toSeconds(), stepSeconds);
        if (slot < 0 || slot >= milliwattHours.length) {
            return refuse(Placement.OUTSIDE, reading, "lies outside the window " + window());
        }
        if (sinceStart.getNano() != 0 || sinceStart.getSeconds() % stepSeconds != 0) {
            return refuse(
                    Placement.OFF_RASTER,
                    reading,
                    "does not start where a slot of " + Duration.ofSeconds(stepSeconds)
                            + " starts; the one before starts at " + start.plusSeconds(slot * stepSeconds));
        }
        if (reading.intervalSeconds() != stepSeconds) {
            return refuse(
                    Placement.OTHER_LENGTH,
                    reading,
                    "lasts " + Duration.ofSeconds(reading.intervalSeconds()) + "; a slot lasts "
                            + Duration.ofSeconds(stepSeconds));
        }
        return place(reading, (int) slot);
    }

    private Placement place(MeterReading reading, int slot) {
        Energy energy = reading.consumption();
        if (energy == null) {
            return Placement.NOT_MEASURED;
        }
        if (milliwattHours[slot] == energy.milliwattHours()) {
            return Placement.REDELIVERED;
        }
        if (milliwattHours[slot] != ReadingSeries.MISSING) {
            return refuse(
                    Placement.CONFLICT,
                    reading,
                    "says " + energy + "; its slot has " + Energy.ofMilliwattHours(milliwattHours[slot])
                            + " already, which stays");
        }
        set(slot, energy, reading.quality().code(), reading.quality().method());
        return Placement.PLACED;
    }

    /**
     * Sets a slot, whatever it had.
     *
     * @param slot which slot, from 0
     * @param energy its energy
     * @param code how far it can be trusted
     * @param method how it was substituted; {@link SubstitutionMethod#NONE} for a measured value
     * @return this builder
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public ReadingSeriesBuilder set(int slot, Energy energy, QualityCode code, SubstitutionMethod method) {
        Objects.checkIndex(slot, milliwattHours.length);
        qualities[slot] = byteOf(code);
        if (methods == null && method != SubstitutionMethod.NONE) {
            methods = new byte[milliwattHours.length];
        }
        if (methods != null) {
            methods[slot] = byteOf(method);
        }
        milliwattHours[slot] = energy.milliwattHours();
        return this;
    }

    /**
     * Takes the energy of a slot away, so that it is missing.
     *
     * @param slot which slot, from 0
     * @return this builder
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public ReadingSeriesBuilder clear(int slot) {
        Objects.checkIndex(slot, milliwattHours.length);
        milliwattHours[slot] = ReadingSeries.MISSING;
        qualities[slot] = byteOf(QualityCode.UNUSABLE);
        if (methods != null) {
            methods[slot] = byteOf(SubstitutionMethod.NONE);
        }
        return this;
    }

    /**
     * The readings that did not belong into the series, in the order they came.
     *
     * @return a copy; empty if all were placed
     */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /**
     * The series so far. The builder can go on afterwards.
     *
     * @return a series of the whole window, missing where nothing was placed
     */
    public ReadingSeries build() {
        return new ReadingSeries(
                meterId,
                register,
                start,
                stepSeconds,
                milliwattHours.clone(),
                qualities.clone(),
                methods == null ? null : methods.clone());
    }

    private Interval window() {
        return new Interval(start, start.plusSeconds(stepSeconds * milliwattHours.length));
    }

    private Placement refuse(Placement placement, MeterReading reading, String reason) {
        refusals.add(new Refusal(placement, reading, "the reading at " + reading.timestamp() + " " + reason));
        return placement;
    }

    static int sizeOf(Interval window, long stepSeconds) {
        Duration length = window.length();
        long slots = length.toSeconds() / stepSeconds;
        if (length.getNano() != 0 || length.getSeconds() % stepSeconds != 0 || slots > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the window " + window + " is not a whole number, up to "
                    + Integer.MAX_VALUE + ", of slots of " + Duration.ofSeconds(stepSeconds));
        }
        return (int) slots;
    }

    static long requireRaster(String meterId, ObisCode register, Instant start, Duration resolution, int size) {
        WireText.require(meterId, "the meter id");
        Objects.requireNonNull(register, "register");
        WireTime.require(start, "the start of the series");
        if (resolution.getNano() != 0 || resolution.getSeconds() <= 0 || resolution.toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the resolution " + resolution
                    + " is not a positive whole number of seconds up to " + Integer.MAX_VALUE);
        }
        if (size == 0) {
            throw new IllegalArgumentException(
                    "a series of no slots covers no time; a slot without energy is MISSING, not left out");
        }
        WireTime.require(start.plusSeconds(resolution.toSeconds() * (size - 1)), "the start of the last slot");
        return resolution.toSeconds();
    }

    static long[] missing(int size) {
        long[] amounts = new long[size];
        Arrays.fill(amounts, ReadingSeries.MISSING);
        return amounts;
    }

    static byte[] unknown(int size) {
        byte[] codes = new byte[size];
        Arrays.fill(codes, byteOf(QualityCode.UNUSABLE));
        return codes;
    }

    /** How a slot holds an enum constant. It never leaves memory, so a constant may be added anywhere. */
    @SuppressWarnings("EnumOrdinal")
    static byte byteOf(Enum<?> constant) {
        return (byte) constant.ordinal();
    }
}
