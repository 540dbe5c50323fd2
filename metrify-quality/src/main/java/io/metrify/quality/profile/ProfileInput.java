package io.metrify.quality.profile;

import java.math.BigInteger;
import java.util.Arrays;

/** Reads what {@link ProfileOutput} wrote and says where it is damaged; never makes room for more than there is. */
final class ProfileInput {

    private static final int SEVEN_BITS = 7;
    private static final int SEVEN_MASK = 0x7F;
    private static final int MORE = 0x80;
    private static final int BYTE_MASK = 0xFF;
    /** Squares of doubles and the number of them have 4,260 bits. */
    private static final int MOST_BITS = 8_192;

    private final byte[] bytes;
    private final int end;
    private int at;

    ProfileInput(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += SEVEN_BITS) {
            int next = next();
            number |= (long) (next & SEVEN_MASK) << shift;
            if (next < MORE) {
                return number;
            }
        }
        throw damaged("a number does not end");
    }

    long signed() {
        long number = number();
        return number >>> 1 ^ -(number & 1);
    }

    /** A number of at most so much. */
    int number(int most) {
        long number = number();
        if (number < 0 || number > most) {
            throw damaged("a number is " + Long.toUnsignedString(number) + ", which is more than " + most);
        }
        return (int) number;
    }

    /** A number that is a count: 0 or more. */
    long count() {
        long count = number();
        if (count < 0) {
            throw damaged("a count is negative");
        }
        return count;
    }

    /** How many entries follow, each of which takes at least so many bytes. */
    int entries(int bytesForEach) {
        return number((end - at) / bytesForEach);
    }

    long bits() {
        long number = 0;
        for (int place = 0; place < Long.BYTES; place++) {
            number = number << Byte.SIZE | next();
        }
        return number;
    }

    String text() {
        char[] units = new char[entries(1)];
        for (int place = 0; place < units.length; place++) {
            units[place] = (char) number(Character.MAX_VALUE);
        }
        return new String(units);
    }

    BigInteger whole() {
        int zeros = number(MOST_BITS);
        int length = number(Math.min(end - at, MOST_BITS / Byte.SIZE));
        if (length == 0) {
            throw damaged("a number has no digits");
        }
        at += length;
        return new BigInteger(Arrays.copyOfRange(bytes, at - length, at)).shiftLeft(zeros);
    }

    boolean isAtEnd() {
        return at == end;
    }

    IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException(
                "the profile is damaged at byte " + at + ": " + how + "; profile the rows again, or take another copy");
    }

    private int next() {
        if (at >= end) {
            throw damaged("it ends here");
        }
        return bytes[at++] & BYTE_MASK;
    }
}
