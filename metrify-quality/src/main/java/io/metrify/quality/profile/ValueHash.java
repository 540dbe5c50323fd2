package io.metrify.quality.profile;

/**
 * Hashes of 64 bits that are the same on every machine. For numbers it is the finaliser that Stafford calls "variant 13"
 * ("Better Bit Mixing", 2011), as in {@link java.util.SplittableRandom}: one to one, so that different numbers never
 * collide and the number can be told from its hash. Texts go through it four UTF-16 units at a time.
 */
final class ValueHash {

    private static final long FIRST = 0xbf58_476d_1ce4_e5b9L;
    private static final long SECOND = 0x94d0_49bb_1331_11ebL;
    private static final long FIRST_INVERSE = inverse(FIRST);
    private static final long SECOND_INVERSE = inverse(SECOND);
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private static final int UNIT = Character.SIZE;

    private ValueHash() {}

    static long of(long number) {
        long mixed = (number ^ (number >>> 30)) * FIRST;
        mixed = (mixed ^ (mixed >>> 27)) * SECOND;
        return mixed ^ (mixed >>> 31);
    }

    /** The number that has a hash. */
    static long number(long hash) {
        long mixed = unshifted(hash, 31) * SECOND_INVERSE;
        mixed = unshifted(mixed, 27) * FIRST_INVERSE;
        return unshifted(mixed, 30);
    }

    static long of(char[] units, int length) {
        long hash = of(length + GOLDEN);
        int at = 0;
        for (; at + 4 <= length; at += 4) {
            long four = units[at]
                    | ((long) units[at + 1] << UNIT)
                    | ((long) units[at + 2] << (2 * UNIT))
                    | ((long) units[at + 3] << (3 * UNIT));
            hash = of((hash * GOLDEN) ^ four);
        }
        if (at < length) {
            long rest = 0;
            for (; at < length; at++) {
                rest = (rest << UNIT) | units[at];
            }
            hash = of((hash * GOLDEN) ^ rest);
        }
        return hash;
    }

    /** The x of which {@code x ^ x >>> shift} is known; the shift is more than a third of 64, so two steps are enough. */
    private static long unshifted(long shifted, int shift) {
        return shifted ^ (shifted >>> shift) ^ (shifted >>> (2 * shift));
    }

    /** The inverse of an odd number modulo 2 to the 64th, by Newton's iteration; each step doubles the bits that are right. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
