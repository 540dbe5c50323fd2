package io.metrify.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a page being encoded, the least significant byte of every number first. Used again for the next page. */
final class PageBytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 0x80;

    private byte[] bytes = new byte[1 << 10];
    private int size;

    void clear() {
        size = 0;
    }

    /** Takes back what was appended after there were so many bytes. */
    void truncate(int newSize) {
        size = newSize;
    }

    int size() {
        return size;
    }

    /** The bytes themselves, of which the first {@link #size} count until the next change. */
    byte[] array() {
        return bytes;
    }

    /** Room for so many more bytes, at whose places the {@code put} methods may write. */
    void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }

    void putInt(int value) {
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putIntAt(int place, int value) {
        INT.set(bytes, place, value);
    }

    void putLong(long value) {
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    void putByte(int value) {
        bytes[size++] = (byte) value;
    }

    void putVarint(int value) {
        int left = value;
        while ((left & -VARINT_MORE) != 0) {
            putByte(left | VARINT_MORE);
            left >>>= VARINT_BITS;
        }
        putByte(left);
    }

    void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }
}
