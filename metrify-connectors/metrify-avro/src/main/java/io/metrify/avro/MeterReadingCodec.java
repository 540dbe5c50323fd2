package io.metrify.avro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireTime;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The codec of {@link MeterReading}, written by hand because a fleet sends millions of them. It writes the same bytes as
 * Avro does for {@link #schema()} and refuses what {@link AvroCodec} says it refuses. Encoding makes no garbage beside
 * the resulting array, and none at all into an array of the caller.
 *
 * <p>It can be shared between threads. Readings of the same time that were decoded one after the other may share their
 * {@link Interval}.
 */
@SuppressWarnings("EnumOrdinal") // the constructor makes sure that schema and enumerations count alike
public final class MeterReadingCodec extends AvroCodec<MeterReading> {

    /** Room that is enough for any reading, in bytes: 512. Most take less than a hundred. */
    public static final int MAX_ENCODED_BYTES = 512;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte NULL_BRANCH = 0;
    private static final byte VALUE_BRANCH = 2;
    private static final int OPTIONAL_DOUBLE_BYTES = 1 + Double.BYTES;
    private static final int OPTIONAL_FIELDS = 11;

    /** The codes that almost every reading has, so that they are neither printed nor parsed. */
    private static final List<ObisCode> USUAL_CODES = List.of(
            ObisCode.EXPORT_PROFILE,
            ObisCode.IMPORT_PROFILE,
            ObisCode.IMPORT_REGISTER,
            ObisCode.EXPORT_REGISTER,
            ObisCode.IMPORT_REGISTER_HIGH_TARIFF,
            ObisCode.IMPORT_REGISTER_LOW_TARIFF);

    /** Their texts, with the length in front. */
    private static final byte[][] USUAL_TEXTS =
            USUAL_CODES.stream().map(MeterReadingCodec::text).toArray(byte[][]::new);

    private static final SubstitutionMethod[] METHODS = SubstitutionMethod.values();
    private static final QualityCode[] CODES = QualityCode.values();
    private static final ReadingQuality[] NOT_SCORED = notScored();

    static final MeterReadingCodec INSTANCE = new MeterReadingCodec();

    private final RecentIntervals intervals = new RecentIntervals();

    private MeterReadingCodec() {
        super(PublishedSchema.of("MeterReading"));
        // The position in the schema is the number on the wire; here it is taken from the enumeration.
        requireSymbols("quality_code", CODES);
        requireSymbols("quality_method", METHODS);
    }

    private void requireSymbols(String field, Enum<?>[] constants) {
        List<String> symbols =
                schema().getField(field).schema().getTypes().get(1).getEnumSymbols();
        if (!symbols.equals(Arrays.stream(constants).map(Enum::name).toList())) {
            throw new IllegalStateException("the schema has the symbols " + symbols + " for " + field
                    + ", the model has " + Arrays.toString(constants));
        }
    }

    /**
     * Encodes a reading into an array of the caller.
     *
     * @param reading the reading
     * @param buffer where to put it; bytes behind the reading, up to {@link #MAX_ENCODED_BYTES} after {@code offset},
     *     may be overwritten
     * @param offset index of its first byte
     * @return the number of bytes of the reading
     * @throws IllegalArgumentException if fewer than {@link #MAX_ENCODED_BYTES} bytes follow the offset
     */
    public int encode(MeterReading reading, byte[] buffer, int offset) {
        if (offset < 0 || buffer.length - offset < MAX_ENCODED_BYTES) {
            throw new IllegalArgumentException("an array of " + buffer.length + " bytes has no room for a reading at "
                    + offset + "; leave " + MAX_ENCODED_BYTES + " bytes");
        }
        return write(reading, buffer, offset) - offset;
    }

    @Override
    byte[] encode(MeterReading reading, int headerBytes) {
        byte[] result = new byte[headerBytes + size(reading)];
        write(reading, result, headerBytes);
        return result;
    }

    private static int size(MeterReading reading) {
        int size = OPTIONAL_FIELDS; // a byte each for the branch
        int id = WireUtf8.length(reading.meterId());
        size += intBytes(id) + id;
        ObisCode register = reading.register();
        if (!isImplied(register)) {
            size += textOf(register).length;
        }
        size += longBytes(reading.interval().start().toEpochMilli());
        size += intBytes(reading.intervalSeconds());
        Energy consumption = reading.consumption();
        if (consumption != null) {
            size += 1 + decimalBytes(consumption.milliwattHours());
        }
        Electrical electrical = reading.electrical();
        size += doubleBytes(electrical.voltage());
        size += doubleBytes(electrical.current());
        size += doubleBytes(electrical.powerFactor());
        size += doubleBytes(electrical.frequency());
        size += doubleBytes(reading.ambient().temperature());
        size += doubleBytes(reading.ambient().humidity());
        ReadingQuality quality = reading.quality();
        size += quality.code() == QualityCode.AS_PROVIDED ? 0 : 1;
        size += quality.method() == SubstitutionMethod.NONE ? 0 : 1;
        return size + doubleBytes(quality.score());
    }

    private static int write(MeterReading reading, byte[] out, int offset) {
        int at = writeText(reading.meterId(), out, offset);
        at = writeRegister(reading.register(), out, at);
        at = writeLong(reading.interval().start().toEpochMilli(), out, at);
        at = writeInt(reading.intervalSeconds(), out, at);
        at = writeConsumption(reading.consumption(), out, at);
        Electrical electrical = reading.electrical();
        at = writeOptional(electrical.voltage(), out, at);
        at = writeOptional(electrical.current(), out, at);
        at = writeOptional(electrical.powerFactor(), out, at);
        at = writeOptional(electrical.frequency(), out, at);
        Ambient ambient = reading.ambient();
        at = writeOptional(ambient.temperature(), out, at);
        at = writeOptional(ambient.humidity(), out, at);
        ReadingQuality quality = reading.quality();
        at = writeOptional(quality.code(), QualityCode.AS_PROVIDED, out, at);
        at = writeOptional(quality.method(), SubstitutionMethod.NONE, out, at);
        return writeOptional(quality.score(), out, at);
    }

    private static int writeText(String text, byte[] out, int at) {
        int chars = text.length();
        int from = writeInt(chars, out, at);
        if (from + chars <= out.length) {
            int i = 0;
            while (i < chars) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    break;
                }
                out[from + i++] = (byte) c;
            }
            if (i == chars) {
                return from + chars;
            }
        }
        return WireUtf8.write(text, out, writeInt(WireUtf8.length(text), out, at));
    }

    private static int writeRegister(ObisCode register, byte[] out, int at) {
        if (isImplied(register)) {
            out[at] = NULL_BRANCH;
            return at + 1;
        }
        out[at] = VALUE_BRANCH;
        byte[] text = textOf(register);
        System.arraycopy(text, 0, out, at + 1, text.length);
        return at + 1 + text.length;
    }

    private static int writeConsumption(@Nullable Energy consumption, byte[] out, int at) {
        if (consumption == null) {
            out[at] = NULL_BRANCH;
            return at + 1;
        }
        out[at] = VALUE_BRANCH;
        long value = consumption.milliwattHours();
        int width = decimalBytes(value);
        out[at + 1] = (byte) (width << 1);
        // Eight bytes always: nine fields of at least one byte follow and overwrite what was too much.
        BIG_ENDIAN.set(out, at + 2, value << (Long.SIZE - width * Byte.SIZE));
        return at + 2 + width;
    }

    private static int writeOptional(double value, byte[] out, int at) {
        if (Double.isNaN(value)) {
            out[at] = NULL_BRANCH;
            return at + 1;
        }
        out[at] = VALUE_BRANCH;
        LITTLE_ENDIAN.set(out, at + 1, Double.doubleToRawLongBits(value));
        return at + OPTIONAL_DOUBLE_BYTES;
    }

    private static int writeOptional(Enum<?> value, Enum<?> implied, byte[] out, int at) {
        if (value == implied) {
            out[at] = NULL_BRANCH;
            return at + 1;
        }
        out[at] = VALUE_BRANCH;
        out[at + 1] = (byte) (value.ordinal() << 1);
        return at + 2;
    }

    private static int writeInt(int value, byte[] out, int at) {
        int rest = value << 1 ^ value >> 31;
        while ((rest & ~0x7F) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
    }

    private static int writeLong(long value, byte[] out, int at) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
    }

    private static int intBytes(int value) {
        int zigzag = value << 1 ^ value >> 31;
        return (Integer.SIZE + 6 - Integer.numberOfLeadingZeros(zigzag | 1)) / 7;
    }

    private static int longBytes(long value) {
        long zigzag = value << 1 ^ value >> 63;
        return (Long.SIZE + 6 - Long.numberOfLeadingZeros(zigzag | 1)) / 7;
    }

    /** The fewest bytes that hold the number and its sign. */
    private static int decimalBytes(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value ^ value >> 63)) / Byte.SIZE + 1;
    }

    /** What a double takes beside the one byte that every optional field takes. */
    private static int doubleBytes(double value) {
        return Double.isNaN(value) ? 0 : Double.BYTES;
    }

    private static boolean isImplied(ObisCode register) {
        return register.equals(ObisCode.IMPORT_PROFILE);
    }

    private static byte[] textOf(ObisCode register) {
        for (int i = 0; i < USUAL_TEXTS.length; i++) {
            if (USUAL_CODES.get(i).equals(register)) {
                return USUAL_TEXTS[i];
            }
        }
        return text(register);
    }

    /** A code with its length in front, which takes one byte: a code has at most 23 characters. */
    private static byte[] text(ObisCode register) {
        byte[] characters = register.toString().getBytes(US_ASCII);
        byte[] text = new byte[1 + characters.length];
        text[0] = (byte) (characters.length << 1);
        System.arraycopy(characters, 0, text, 1, characters.length);
        return text;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Everything is read in this method and built in others: as long as the input does not leave the method, the
     * compiler keeps it in registers.
     */
    @Override
    public MeterReading decode(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        BinaryInput in = new BinaryInput(bytes, from, to);
        String meterId = in.readText("meter_id");
        ObisCode register = ObisCode.IMPORT_PROFILE;
        if (in.isPresent("obis_code")) {
            int text = in.position();
            int end = endOfText(bytes, text, to);
            register = registerOf(bytes, text, end);
            in.skip(end - text, "obis_code");
        }
        Interval interval = intervalOf(in.readLong("timestamp"), in.readInt("interval_seconds"));
        Energy consumption = in.isPresent("consumption_kwh") ? in.readEnergy("consumption_kwh") : null;
        Electrical electrical = in.hasMeasurements(4)
                ? new Electrical(in.takeDouble(), in.takeDouble(), in.takeDouble(), in.takeDouble())
                : electricalOf(
                        in.readOptionalDouble("voltage"),
                        in.readOptionalDouble("current"),
                        in.readOptionalDouble("power_factor"),
                        in.readOptionalDouble("frequency"));
        Ambient ambient = in.hasMeasurements(2)
                ? new Ambient(in.takeDouble(), in.takeDouble())
                : ambientOf(in.readOptionalDouble("temperature"), in.readOptionalDouble("humidity"));
        QualityCode code = in.isPresent("quality_code")
                ? symbolOf(CODES, in.readInt("quality_code"), "quality_code")
                : QualityCode.AS_PROVIDED;
        SubstitutionMethod method = in.isPresent("quality_method")
                ? symbolOf(METHODS, in.readInt("quality_method"), "quality_method")
                : SubstitutionMethod.NONE;
        ReadingQuality quality = qualityOf(code, method, in.readOptionalDouble("data_quality_score"));
        in.requireEnd();
        try {
            return new MeterReading(meterId, register, interval, consumption, electrical, ambient, quality);
        } catch (IllegalArgumentException refused) {
            // Everything else has been checked with its own path.
            throw new MalformedRecordException("meter_id", FieldReader.reason(refused), refused);
        }
    }

    private static int endOfText(byte[] bytes, int from, int to) {
        BinaryInput in = new BinaryInput(bytes, from, to);
        in.skip(in.readLength("obis_code"), "obis_code");
        return in.position();
    }

    /** The code in a text with its length in front. */
    private static ObisCode registerOf(byte[] bytes, int from, int to) {
        for (int i = 0; i < USUAL_TEXTS.length; i++) {
            if (Arrays.equals(bytes, from, to, USUAL_TEXTS[i], 0, USUAL_TEXTS[i].length)) {
                return USUAL_CODES.get(i);
            }
        }
        return FieldReader.parse("obis_code", new BinaryInput(bytes, from, to).readText("obis_code"), ObisCode::parse);
    }

    private Interval intervalOf(long start, int seconds) {
        if (start < WireTime.MIN_EPOCH_MILLI || start > WireTime.MAX_EPOCH_MILLI) {
            throw new MalformedRecordException(
                    "timestamp", start + " ms since 1970 is outside the years 0001 to 9999 that wire formats carry");
        }
        if (seconds <= 0) {
            throw new MalformedRecordException("interval_seconds", seconds + " s is no length; it must be positive");
        }
        return intervals.of(start, seconds);
    }

    private static Electrical electricalOf(double voltage, double current, double powerFactor, double frequency) {
        return Double.isNaN(voltage) && Double.isNaN(current) && Double.isNaN(powerFactor) && Double.isNaN(frequency)
                ? Electrical.NOT_MEASURED
                : new Electrical(voltage, current, powerFactor, frequency);
    }

    private static Ambient ambientOf(double temperature, double humidity) {
        return Double.isNaN(temperature) && Double.isNaN(humidity)
                ? Ambient.NOT_MEASURED
                : new Ambient(temperature, humidity);
    }

    private static ReadingQuality qualityOf(QualityCode code, SubstitutionMethod method, double score) {
        if (Double.isNaN(score)) {
            return NOT_SCORED[code.ordinal() * METHODS.length + method.ordinal()];
        }
        if (score < 0 || score > 1) {
            throw new MalformedRecordException("data_quality_score", score + " is outside [0, 1]");
        }
        return new ReadingQuality(code, method, score);
    }

    private static <E> E symbolOf(E[] constants, int index, String field) {
        if (index < 0 || index >= constants.length) {
            throw new MalformedRecordException(
                    field, "symbol " + index + " of an enumeration that has " + constants.length);
        }
        return constants[index];
    }

    private static ReadingQuality[] notScored() {
        ReadingQuality[] all = new ReadingQuality[CODES.length * METHODS.length];
        for (QualityCode code : CODES) {
            for (SubstitutionMethod method : METHODS) {
                all[code.ordinal() * METHODS.length + method.ordinal()] = new ReadingQuality(code, method, Double.NaN);
            }
        }
        return all;
    }

    @Override
    AvroDecoder<MeterReading> resolving(Schema writer) {
        return new ResolvingDecoder<>(writer, schema(), MeterRecords::readMeterReading);
    }
}
