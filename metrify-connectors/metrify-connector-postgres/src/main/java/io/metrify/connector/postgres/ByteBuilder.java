package io.metrify.connector.postgres;

import java.util.Arrays;

/** Bytes that grow, in the byte order of the network. */
final class ByteBuilder {

    private byte[] array;
    private int length;

    ByteBuilder(int capacity) {
        this.array = new byte[capacity];
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void int8(int value) {
        room(1);
        array[length] = (byte) value;
        length++;
    }

    void int16(int value) {
        int8(value >> 8);
        int8(value);
    }

    void int32(int value) {
        int16(value >> 16);
        int16(value);
    }

    void int64(long value) {
        int32((int) (value >> 32));
        int32((int) value);
    }

    void bytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, array, length, value.length);
        length += value.length;
    }

    /** The bytes after their number. */
    void sized(byte[] value) {
        int32(value.length);
        bytes(value);
    }

    private void room(int more) {
        int needed = Math.addExact(length, more);
        if (needed > array.length) {
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, array.length * 2L)));
        }
    }
}
