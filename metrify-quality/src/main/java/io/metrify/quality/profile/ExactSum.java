package io.metrify.quality.profile;

import java.math.BigInteger;

/**
 * A sum of whole numbers of any size that loses nothing, in any order: digits of 32 bits, each kept in a long, so that
 * carries wait. With multiples of the smallest double as whole numbers it is the small superaccumulator of Neal, "Fast exact
 * summation using small and large superaccumulators", 2015 (arXiv:1505.05571). Not thread-safe.
 */
final class ExactSum {

    private static final int DIGIT = 32;
    private static final long DIGIT_MASK = 0xFFFF_FFFFL;
    private static final int MOST_WAITING = 1 << 28;

    private final long[] digits;
    private int waiting;

    /** Zero, with room for sums of up to so many bits. */
    ExactSum(int bits) {
        digits = new long[bits / DIGIT + 5];
    }

    /** Adds a signed number times 2 to the power of the shift, 0 or more. */
    void add(long number, int shift) {
        int digit = shift / DIGIT;
        int up = shift % DIGIT;
        digits[digit] += (number << up) & DIGIT_MASK;
        digits[digit + 1] += (number >> (DIGIT - up)) & DIGIT_MASK;
        digits[digit + 2] += number >> DIGIT >> (DIGIT - up);
        if (++waiting == MOST_WAITING) {
            carry();
        }
    }

    /** Adds a signed number so many times. */
    void addProduct(long number, long times, int shift) {
        long low = number * times;
        add(low & DIGIT_MASK, shift);
        add(low >>> DIGIT, shift + DIGIT);
        add(Math.multiplyHigh(number, times), shift + 2 * DIGIT);
    }

    /** Adds the square of a number so many times. */
    void addSquare(long number, long times, int shift) {
        long low = number * number;
        addProduct(low & DIGIT_MASK, times, shift);
        addProduct(low >>> DIGIT, times, shift + DIGIT);
        addProduct(Math.multiplyHigh(number, number), times, shift + 2 * DIGIT);
    }

    void add(BigInteger number) {
        int last = digits.length - 1;
        for (int digit = 0; digit < last; digit++) {
            digits[digit] += number.shiftRight(digit * DIGIT).intValue() & DIGIT_MASK;
        }
        digits[last] += number.shiftRight(last * DIGIT).longValue();
        if (++waiting == MOST_WAITING) {
            carry();
        }
    }

    BigInteger toBigInteger() {
        carry();
        int last = digits.length - 1;
        byte[] bytes = new byte[last * Integer.BYTES + Long.BYTES];
        put(bytes, 0, digits[last], Long.BYTES);
        for (int digit = 0; digit < last; digit++) {
            put(bytes, bytes.length - (digit + 1) * Integer.BYTES, digits[digit], Integer.BYTES);
        }
        return new BigInteger(bytes);
    }

    private void carry() {
        for (int digit = 0; digit + 1 < digits.length; digit++) {
            digits[digit + 1] += digits[digit] >> DIGIT;
            digits[digit] &= DIGIT_MASK;
        }
        waiting = 0;
    }

    private static void put(byte[] bytes, int at, long number, int width) {
        for (int place = 0; place < width; place++) {
            bytes[at + place] = (byte) (number >>> ((width - 1 - place) * Byte.SIZE));
        }
    }
}
