package io.metrify.quality.profile;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes numbers and texts in as few bytes as are simple. Not thread-safe. */
final class ProfileOutput {

    private static final int SEVEN_BITS = 7;
    private static final int SEVEN_MASK = 0x7F;
    private static final int MORE = 0x80;
    private static final int SIGN = Long.SIZE - 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A number without sign: seven bits in a byte, the lowest first. */
    void number(long number) {
        long rest = number;
        while ((rest & ~SEVEN_MASK) != 0) {
            bytes.write((int) ((rest & SEVEN_MASK) | MORE));
            rest >>>= SEVEN_BITS;
        }
        bytes.write((int) rest);
    }

    /** A number with a sign, which becomes its lowest bit. */
    void signed(long number) {
        number((number << 1) ^ (number >> SIGN));
    }

    /** Eight bytes, the highest first. */
    void bits(long number) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write((int) (number >>> shift));
        }
    }

    /** The length and each UTF-16 unit as a number, so that broken pairs of surrogates survive. */
    void text(String text) {
        number(text.length());
        text.chars().forEach(this::number);
    }

    /** A whole number of any size: how many of its lowest bits are 0, and the rest in two's complement. */
    void whole(BigInteger number) {
        int zeros = Math.max(0, number.getLowestSetBit());
        byte[] rest = number.shiftRight(zeros).toByteArray();
        number(zeros);
        number(rest.length);
        bytes.writeBytes(rest);
    }

    void raw(byte[] more) {
        bytes.writeBytes(more);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
