package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A range of bytes read from front to back as Avro's binary encoding (Avro 1.12 specification, "Binary encoding").
 * Numbers are read as Avro reads them, including longer encodings than necessary. No length is believed before it is
 * known to lie inside the range. Every method names the field it reads, for the error.
 */
final class BinaryInput {

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int INT_BITS_END = 35;
    private static final int LONG_BITS_END = 70;
    private static final int OPTIONAL_DOUBLE_BYTES = 1 + Double.BYTES;
    private static final byte NULL_BRANCH = 0;
    private static final byte VALUE_BRANCH = 2;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads from one index up to another; the caller has checked both. */
    BinaryInput(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int remaining() {
        return end - at;
    }

    void requireEnd() {
        if (at != end) {
            throw new MalformedRecordException("", remaining() + " bytes follow the end of the record");
        }
    }

    int readInt(String field) {
        if (at < end && bytes[at] >= 0) {
            int zigzag = bytes[at++];
            return zigzag >>> 1 ^ -(zigzag & 1);
        }
        return readLongInt(field);
    }

    private int readLongInt(String field) {
        int zigzag = 0;
        for (int shift = 0; shift < INT_BITS_END; shift += 7) {
            int b = next(field);
            zigzag |= (b & 0x7F) << shift;
            if (b >= 0) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw new MalformedRecordException(field, "an int has more than 5 bytes");
    }

    long readLong(String field) {
        if (at < end && bytes[at] >= 0) {
            long zigzag = bytes[at++];
            return zigzag >>> 1 ^ -(zigzag & 1);
        }
        if (end - at >= Long.BYTES) {
            long next = (long) LITTLE_ENDIAN.get(bytes, at);
            long lastBytes = ~next & HIGH_BITS;
            if (lastBytes != 0) {
                at += (Long.numberOfTrailingZeros(lastBytes) >>> 3) + 1;
                long zigzag = packed(next & (lastBytes ^ lastBytes - 1));
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        return readLongByByte(field);
    }

    /** Closes the gaps that the high bits leave between groups of seven bits: in pairs, fours and eights. */
    private static long packed(long bytes) {
        long sevens = bytes & ~HIGH_BITS;
        long fourteens = (sevens & 0x007F_007F_007F_007FL) | ((sevens & 0x7F00_7F00_7F00_7F00L) >>> 1);
        long twentyEights = (fourteens & 0x0000_3FFF_0000_3FFFL) | ((fourteens & 0x3FFF_0000_3FFF_0000L) >>> 2);
        return (twentyEights & 0x0000_0000_0FFF_FFFFL) | ((twentyEights & 0x0FFF_FFFF_0000_0000L) >>> 4);
    }

    private long readLongByByte(String field) {
        long zigzag = 0;
        for (int shift = 0; shift < LONG_BITS_END; shift += 7) {
            int b = next(field);
            zigzag |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw new MalformedRecordException(field, "a long has more than 10 bytes");
    }

    /** Any double, NaN and infinity included. */
    double readDouble(String field) {
        int from = at;
        skip(Double.BYTES, field);
        return Double.longBitsToDouble((long) LITTLE_ENDIAN.get(bytes, from));
    }

    /** The branch of a union of null and something else. */
    boolean isPresent(String field) {
        if (at < end) {
            byte branch = bytes[at];
            if (branch == VALUE_BRANCH || branch == NULL_BRANCH) {
                at++;
                return branch == VALUE_BRANCH;
            }
        }
        int index = readInt(field);
        if (index != 0 && index != 1) {
            throw new MalformedRecordException(field, "branch " + index + " of a union that has 2");
        }
        return index == 1;
    }

    /** A measurement, or NaN for null. */
    double readOptionalDouble(String field) {
        int from = at;
        if (end - from > Double.BYTES) {
            byte branch = bytes[from];
            if (branch == NULL_BRANCH) {
                at = from + 1;
                return Double.NaN;
            }
            double value = Double.longBitsToDouble((long) LITTLE_ENDIAN.get(bytes, from + 1));
            if (branch == VALUE_BRANCH && Math.abs(value) <= Double.MAX_VALUE) {
                at = from + 1 + Double.BYTES;
                return value;
            }
        }
        return readOptionalDoubleCarefully(field);
    }

    /**
     * Whether a number of measurements come next, all of them taken; then {@link #takeDouble} takes each without another
     * check. Meters that measure one thing of a kind measure all, so one answer usually stands for the whole group.
     */
    boolean hasMeasurements(int count) {
        if (end - at < count * OPTIONAL_DOUBLE_BYTES) {
            return false;
        }
        int otherBranch = 0;
        double notFinite = 0;
        for (int i = 0; i < count; i++) {
            int from = at + i * OPTIONAL_DOUBLE_BYTES;
            otherBranch |= bytes[from] ^ VALUE_BRANCH;
            double value = Double.longBitsToDouble((long) LITTLE_ENDIAN.get(bytes, from + 1));
            notFinite += value * 0; // zero, or NaN if the value is NaN or infinite
        }
        return otherBranch == 0 && notFinite == 0;
    }

    double takeDouble() {
        double value = Double.longBitsToDouble((long) LITTLE_ENDIAN.get(bytes, at + 1));
        at += OPTIONAL_DOUBLE_BYTES;
        return value;
    }

    /** The same close to the end of the record, and for what is written oddly or wrong. */
    private double readOptionalDoubleCarefully(String field) {
        return isPresent(field) ? readFinite(field) : Double.NaN;
    }

    private double readFinite(String field) {
        double value = readDouble(field);
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new MalformedRecordException(
                    field, value + " is no measurement; one that was not taken is null on the wire");
        }
        return value;
    }

    /** The length of a text or of bytes, which all follow. */
    int readLength(String field) {
        long length = readLong(field);
        if (length < 0 || length > remaining()) {
            throw new MalformedRecordException(
                    field, "a length of " + length + " bytes where " + remaining() + " bytes are left");
        }
        return (int) length;
    }

    String readText(String field) {
        return readText(readLength(field), field);
    }

    /** A text of a length that {@link #readLength} has answered. */
    String readText(int length, String field) {
        int from = at;
        at += length;
        String text = WireUtf8.read(bytes, from, length);
        if (text == null) {
            throw new MalformedRecordException(field, "the text is not well-formed UTF-8");
        }
        return text;
    }

    /** A decimal of scale 6 in kWh: any number of bytes, as long as the value is in range. */
    Energy readEnergy(String field) {
        return readEnergy(readLength(field), field);
    }

    /** A decimal of a length that {@link #readLength} has answered. */
    Energy readEnergy(int length, String field) {
        int from = at;
        at += length;
        long value = length >= 1 && length <= Long.BYTES && end - from >= Long.BYTES
                ? (long) BIG_ENDIAN.get(bytes, from) >> (Long.SIZE - length * Byte.SIZE)
                : unscaled(from, length, field);
        if (value > Energy.MAX_MILLIWATT_HOURS || value < Energy.MIN_MILLIWATT_HOURS) {
            throw outOfRange(field, value + " mWh");
        }
        return Energy.ofMilliwattHours(value);
    }

    /** A decimal with more bytes than necessary, or so close to the end that eight bytes cannot be read at once. */
    private long unscaled(int from, int length, String field) {
        if (length == 0) {
            throw new MalformedRecordException(field, "a decimal of no bytes is no number");
        }
        int last = from + length;
        int significant = from;
        while (last - significant > Long.BYTES && bytes[significant] == bytes[significant + 1] >> 7) {
            significant++;
        }
        if (last - significant > Long.BYTES) {
            throw outOfRange(field, "a number of " + (last - significant) + " bytes");
        }
        long value = bytes[significant];
        for (int i = significant + 1; i < last; i++) {
            value = (value << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static MalformedRecordException outOfRange(String field, String what) {
        return new MalformedRecordException(field, what + " is outside the range of DECIMAL(18,6) kWh");
    }

    /** The place of what comes next; for those that compare or copy bytes themselves. */
    int position() {
        return at;
    }

    void skip(long length, String field) {
        if (length < 0 || length > remaining()) {
            throw new MalformedRecordException(
                    field, "the record ends after " + remaining() + " of " + length + " bytes");
        }
        at += (int) length;
    }

    byte next(String field) {
        if (at >= end) {
            throw new MalformedRecordException(field, "the record ends before or inside this value");
        }
        return bytes[at++];
    }
}
