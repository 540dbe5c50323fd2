package io.metrify.validation.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a state: numbers of variable length, small ones short, and sections that a reader who does not know them skips. */
final class StateOutput {

    private byte[] bytes = new byte[256];
    private int size;

    StateOutput number(long number) {
        // Negative numbers are interleaved with the others, so that small ones of either sign are short.
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    StateOutput flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    StateOutput text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        raw(encoded, encoded.length);
        return this;
    }

    StateOutput section(int tag, StateOutput content) {
        number(tag);
        number(content.size);
        raw(content.bytes, content.size);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void put(byte next) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = next;
    }

    private void raw(byte[] source, int length) {
        while (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        System.arraycopy(source, 0, bytes, size, length);
        size += length;
    }
}
