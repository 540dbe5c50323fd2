package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import java.nio.ByteBuffer;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's view of a {@link BinaryInput}. It allocates nothing for a length or a count that the bytes cannot hold and,
 * unlike Avro's own decoder, refuses malformed UTF-8. It does not know which field it reads; its errors have no path.
 */
final class InputDecoder extends Decoder {

    private static final String UNKNOWN = "";

    private final byte[] bytes;
    private final BinaryInput in;

    InputDecoder(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.in = new BinaryInput(bytes, from, to);
    }

    void requireEnd() {
        in.requireEnd();
    }

    @Override
    public void readNull() {
        // null has no bytes
    }

    @Override
    public boolean readBoolean() {
        return in.next(UNKNOWN) == 1;
    }

    @Override
    public int readInt() {
        return in.readInt(UNKNOWN);
    }

    @Override
    public long readLong() {
        return in.readLong(UNKNOWN);
    }

    @Override
    public float readFloat() {
        int bits = 0;
        for (int shift = 0; shift < Float.SIZE; shift += Byte.SIZE) {
            bits |= (in.next(UNKNOWN) & 0xFF) << shift;
        }
        return Float.intBitsToFloat(bits);
    }

    @Override
    public double readDouble() {
        return in.readDouble(UNKNOWN);
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        return new Utf8(readString());
    }

    @Override
    public String readString() {
        return in.readText(UNKNOWN);
    }

    @Override
    public void skipString() {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        byte[] copy = new byte[in.readLength(UNKNOWN)];
        readFixed(copy, 0, copy.length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() {
        in.skip(in.readLength(UNKNOWN), UNKNOWN);
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        int from = in.position();
        in.skip(length, UNKNOWN);
        System.arraycopy(bytes, from, target, start, length);
    }

    @Override
    public void skipFixed(int length) {
        in.skip(length, UNKNOWN);
    }

    @Override
    public int readEnum() {
        return in.readInt(UNKNOWN);
    }

    @Override
    public int readIndex() {
        return in.readInt(UNKNOWN);
    }

    @Override
    public long readArrayStart() {
        return readCount();
    }

    @Override
    public long arrayNext() {
        return readCount();
    }

    @Override
    public long skipArray() {
        return skipBlocks();
    }

    @Override
    public long readMapStart() {
        return readCount();
    }

    @Override
    public long mapNext() {
        return readCount();
    }

    @Override
    public long skipMap() {
        return skipBlocks();
    }

    @Override
    public int remainingBytes() {
        return in.remaining();
    }

    /** The number of items in a block; a negative one is followed by the size of the block in bytes. */
    private long readCount() {
        long count = in.readLong(UNKNOWN);
        if (count < 0) {
            in.readLong(UNKNOWN);
            count = -count;
        }
        // Items without bytes would let a few bytes claim any number of them.
        if (count < 0 || count > in.remaining()) {
            throw new MalformedRecordException(
                    UNKNOWN, "a block of " + count + " items where " + in.remaining() + " bytes are left");
        }
        return count;
    }

    /** Skips blocks that tell their size; answers the number of items of one that does not, to skip one by one. */
    private long skipBlocks() {
        long count = in.readLong(UNKNOWN);
        while (count < 0) {
            in.skip(in.readLong(UNKNOWN), UNKNOWN);
            count = in.readLong(UNKNOWN);
        }
        if (count > in.remaining()) {
            throw new MalformedRecordException(
                    UNKNOWN, "a block of " + count + " items where " + in.remaining() + " bytes are left");
        }
        return count;
    }
}
