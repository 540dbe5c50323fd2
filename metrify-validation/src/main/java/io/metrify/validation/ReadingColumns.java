package io.metrify.validation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.Measurement;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Meter readings as columns of primitive values: what one field of all readings holds lies side by side. Meters and
 * registers are numbers into dictionaries of the distinct ones. A reading costs 93 bytes; {@link #clear()} keeps the
 * memory for the next batch.
 *
 * <p>Readings are added as objects, or field by field where a decoder has no object:
 *
 * <pre>{@code
 * ReadingColumns columns = ReadingColumns.withCapacity(10_000);
 * columns.append("M-1", ObisCode.IMPORT_PROFILE, startEpochMilli, 900)
 *         .energy(575_000)
 *         .measured(MeterField.VOLTAGE, 230.1);
 * BatchReport<MeterReading> report = MeterRules.standard().validateAll(columns, context);
 * }</pre>
 *
 * <p>Mutable and not thread-safe; several threads may read it while none adds or clears.
 */
@SuppressWarnings("EnumOrdinal")
public final class ReadingColumns implements Batch<MeterReading> {

    /** In the column of amounts: no energy was measured. Less than every amount. */
    static final long NO_AMOUNT = Long.MIN_VALUE;

    /** Of a register: it counts export or net energy, which may be negative. */
    static final byte MAY_BE_NEGATIVE = 1;

    /** Of a register: it counts active electrical energy. */
    static final byte ACTIVE_ENERGY = 2;

    private static final int ELECTRICITY = 1;
    private static final int NET_ACTIVE_ENERGY = 16;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int SMALLEST = 16;
    private static final MeterField[] FIELDS = MeterField.values();
    private static final QualityCode[] CODES = QualityCode.values();
    private static final SubstitutionMethod[] METHODS = SubstitutionMethod.values();

    final Dictionary<String> meterIds = new Dictionary<>();
    final Dictionary<ObisCode> registerCodes = new Dictionary<>();

    /** What each meter id of the dictionary is; see {@link MeterIdentityRules#traits}. */
    byte[] meterTraits = new byte[2];

    /** What each register of the dictionary counts. */
    byte[] registerTraits = new byte[2];

    int[] meters;
    int[] registers;
    long[] starts;
    int[] lengths;
    long[] amounts;
    byte[] codes;
    byte[] methods;
    private final double[][] measured = new double[FIELDS.length][];

    private int size;
    private long changes;

    private ReadingColumns(int capacity) {
        meters = new int[capacity];
        registers = new int[capacity];
        starts = new long[capacity];
        lengths = new int[capacity];
        amounts = new long[capacity];
        codes = new byte[capacity];
        methods = new byte[capacity];
        for (int i = 0; i < measured.length; i++) {
            measured[i] = new double[capacity];
        }
    }

    /**
     * No readings yet, and room for some.
     *
     * @param readings how many readings there is room for before more memory is needed, 0 or more
     * @return empty columns
     */
    public static ReadingColumns withCapacity(int readings) {
        if (readings < 0) {
            throw new IllegalArgumentException("a capacity of " + readings + " readings is negative; give 0 or more");
        }
        return new ReadingColumns(Math.max(SMALLEST, readings));
    }

    /**
     * The columns of given readings.
     *
     * @param readings the readings, in order
     * @return columns with one row for each
     */
    public static ReadingColumns of(Iterable<MeterReading> readings) {
        ReadingColumns columns = new ReadingColumns(SMALLEST);
        for (MeterReading reading : readings) {
            columns.add(reading);
        }
        return columns;
    }

    /**
     * Adds a reading behind the others.
     *
     * @param reading the reading
     */
    public void add(MeterReading reading) {
        open();
        set(size, reading);
        meters[size] = numberOfMeter(reading.meterId());
        registers[size] = numberOfRegister(reading.register());
        size++;
    }

    /**
     * Adds a reading of which only meter, register and interval are known yet: without energy, nothing measured, quality
     * as provided. What else there is is set by the methods that follow, for the row added last.
     *
     * @param meterId the meter
     * @param register which quantity was metered
     * @param startEpochMilli the start of the interval in milliseconds since 1970-01-01T00:00:00Z
     * @param seconds the length of the interval, positive
     * @return these columns
     * @throws IllegalArgumentException if a {@link MeterReading} could not have these parts
     */
    public ReadingColumns append(String meterId, ObisCode register, long startEpochMilli, int seconds) {
        Objects.requireNonNull(register, "register");
        if (startEpochMilli < WireTime.MIN_EPOCH_MILLI || startEpochMilli > WireTime.MAX_EPOCH_MILLI) {
            throw new IllegalArgumentException("a start of " + startEpochMilli
                    + " ms since 1970 is outside the years 0001 to 9999; give milliseconds, not another unit");
        }
        if (seconds <= 0) {
            throw new IllegalArgumentException(
                    "an interval of " + seconds + " s is empty; its end must be after its start");
        }
        open();
        meters[size] = numberOfMeter(meterId);
        registers[size] = numberOfRegister(register);
        starts[size] = startEpochMilli;
        lengths[size] = seconds;
        amounts[size] = NO_AMOUNT;
        codes[size] = (byte) QualityCode.AS_PROVIDED.ordinal();
        methods[size] = (byte) SubstitutionMethod.NONE.ordinal();
        for (double[] column : measured) {
            column[size] = Double.NaN;
        }
        size++;
        return this;
    }

    /**
     * Sets the energy of the reading that was added last.
     *
     * @param milliwattHours the energy in mWh, within the range of {@link Energy}
     * @return these columns
     * @throws IllegalArgumentException if it is outside the range of {@link Energy}
     * @throws IllegalStateException if nothing was added yet
     */
    public ReadingColumns energy(long milliwattHours) {
        int row = last();
        if (milliwattHours > Energy.MAX_MILLIWATT_HOURS || milliwattHours < Energy.MIN_MILLIWATT_HOURS) {
            throw new IllegalArgumentException(
                    milliwattHours + " mWh is no amount of energy; the largest is 999999999999.999999 kWh");
        }
        amounts[row] = milliwattHours;
        return this;
    }

    /**
     * Sets something measured with the reading that was added last.
     *
     * @param field what was measured
     * @param value the value in the field's unit, or NaN if it was not measured
     * @return these columns
     * @throws IllegalArgumentException if the value is infinite, or no score between 0 and 1
     * @throws IllegalStateException if nothing was added yet
     */
    public ReadingColumns measured(MeterField field, double value) {
        int row = last();
        Measurement.require(value, field.wireName());
        if (field == MeterField.SCORE && (value < 0 || value > 1)) {
            throw new IllegalArgumentException("the data-quality score " + value
                    + " is outside [0, 1]; use NaN for a reading that was not scored");
        }
        measured[field.ordinal()][row] = value;
        return this;
    }

    /**
     * Sets what the source says of the reading that was added last.
     *
     * @param code the quality code
     * @param method how the value was substituted
     * @return these columns
     * @throws IllegalStateException if nothing was added yet
     */
    public ReadingColumns quality(QualityCode code, SubstitutionMethod method) {
        int row = last();
        codes[row] = (byte) code.ordinal();
        methods[row] = (byte) method.ordinal();
        return this;
    }

    /** Forgets all readings, meters and registers, and keeps the memory for others. */
    public void clear() {
        size = 0;
        changes++;
        meterIds.clear();
        registerCodes.clear();
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * One reading, made anew each time.
     *
     * @param row 0 to below {@link #size()}
     * @return a reading equal to the one that was added
     * @throws IndexOutOfBoundsException if there is no such row
     */
    @Override
    public MeterReading record(int row) {
        Objects.checkIndex(row, size);
        return new MeterReading(
                meterIds.value(meters[row]),
                registerCodes.value(registers[row]),
                Interval.of(Instant.ofEpochMilli(starts[row]), Duration.ofSeconds(lengths[row])),
                energyOf(row),
                new Electrical(
                        value(MeterField.VOLTAGE, row),
                        value(MeterField.CURRENT, row),
                        value(MeterField.POWER_FACTOR, row),
                        value(MeterField.FREQUENCY, row)),
                new Ambient(value(MeterField.TEMPERATURE, row), value(MeterField.HUMIDITY, row)),
                new ReadingQuality(CODES[codes[row]], METHODS[methods[row]], value(MeterField.SCORE, row)));
    }

    /** One column of measured values; rows beyond the size hold anything. */
    double[] column(MeterField field) {
        return measured[field.ordinal()];
    }

    double value(MeterField field, int row) {
        return measured[field.ordinal()][row];
    }

    /** The first instant after the interval, in milliseconds since 1970. */
    long end(int row) {
        return starts[row] + lengths[row] * MILLIS_PER_SECOND;
    }

    boolean hasTrait(int row, byte trait) {
        return (registerTraits[registers[row]] & trait) != 0;
    }

    /** How often readings were added or forgotten, by which others tell whether the columns are as they knew them. */
    long changes() {
        return changes;
    }

    /** Makes this the only row, to be judged but not to be read back: the dictionaries stay empty. */
    void only(MeterReading reading) {
        set(0, reading);
        meterTraits[0] = MeterIdentityRules.traits(reading.meterId());
        registerTraits[0] = traits(reading.register());
    }

    private void set(int row, MeterReading reading) {
        Interval interval = reading.interval();
        Electrical supply = reading.electrical();
        ReadingQuality quality = reading.quality();
        Energy consumption = reading.consumption();
        starts[row] = interval.start().toEpochMilli();
        lengths[row] = reading.intervalSeconds();
        amounts[row] = consumption == null ? NO_AMOUNT : consumption.milliwattHours();
        codes[row] = (byte) quality.code().ordinal();
        methods[row] = (byte) quality.method().ordinal();
        column(MeterField.VOLTAGE)[row] = supply.voltage();
        column(MeterField.CURRENT)[row] = supply.current();
        column(MeterField.POWER_FACTOR)[row] = supply.powerFactor();
        column(MeterField.FREQUENCY)[row] = supply.frequency();
        column(MeterField.TEMPERATURE)[row] = reading.ambient().temperature();
        column(MeterField.HUMIDITY)[row] = reading.ambient().humidity();
        column(MeterField.SCORE)[row] = quality.score();
    }

    private int numberOfMeter(String meterId) {
        if (size > 0 && meterIds.value(meters[size - 1]).equals(meterId)) {
            return meters[size - 1];
        }
        int number = meterIds.find(meterId);
        if (number >= 0) {
            return number;
        }
        int fresh = meterIds.add(WireText.require(meterId, "the meter id"));
        if (fresh == meterTraits.length) {
            meterTraits = Arrays.copyOf(meterTraits, fresh * 2);
        }
        meterTraits[fresh] = MeterIdentityRules.traits(meterId);
        return fresh;
    }

    private int numberOfRegister(ObisCode register) {
        int number = registerCodes.find(register);
        if (number >= 0) {
            return number;
        }
        int fresh = registerCodes.add(register);
        if (fresh == registerTraits.length) {
            registerTraits = Arrays.copyOf(registerTraits, fresh * 2);
        }
        registerTraits[fresh] = traits(register);
        return fresh;
    }

    /** Electricity; import, export, or the sum or difference of both, of all phases together. */
    private static byte traits(ObisCode register) {
        if (register.a() != ELECTRICITY) {
            return 0;
        }
        return switch (register.c()) {
            case 1, 15 -> ACTIVE_ENERGY;
            case 2, NET_ACTIVE_ENERGY -> MAY_BE_NEGATIVE | ACTIVE_ENERGY;
            default -> 0;
        };
    }

    private @Nullable Energy energyOf(int row) {
        return amounts[row] == NO_AMOUNT ? null : Energy.ofMilliwattHours(amounts[row]);
    }

    private int last() {
        if (size == 0) {
            throw new IllegalStateException("there is no reading whose field could be set; append one first");
        }
        changes++;
        return size - 1;
    }

    /** Makes room for one more row. */
    private void open() {
        changes++;
        if (size < meters.length) {
            return;
        }
        int capacity = Math.multiplyExact(size, 2);
        meters = Arrays.copyOf(meters, capacity);
        registers = Arrays.copyOf(registers, capacity);
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        amounts = Arrays.copyOf(amounts, capacity);
        codes = Arrays.copyOf(codes, capacity);
        methods = Arrays.copyOf(methods, capacity);
        for (int i = 0; i < measured.length; i++) {
            measured[i] = Arrays.copyOf(measured[i], capacity);
        }
    }
}
