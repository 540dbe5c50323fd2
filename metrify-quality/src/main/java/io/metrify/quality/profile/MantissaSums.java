package io.metrify.quality.profile;

/**
 * Sums of mantissas and of their squares, apart for each sign and exponent: the large superaccumulator of Neal 2015
 * (arXiv:1505.05571), extended to squares. A mantissa of 53 bits is cut into a half of 26 and a half of 27 bits, so that
 * every product and the sum of a block of them fit a long; nothing is rounded. Emptied after every block. Not thread-safe.
 */
final class MantissaSums {

    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
    private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;
    private static final int EXPONENTS = 2_048;
    private static final int EXPONENT_MASK = EXPONENTS - 1;
    private static final int HALF_BITS = 27;
    private static final long HALF_MASK = (1L << HALF_BITS) - 1;

    private final long[] sums = new long[2 * EXPONENTS];
    private final long[] highSquares = new long[EXPONENTS];
    private final long[] products = new long[EXPONENTS];
    private final long[] lowSquares = new long[EXPONENTS];

    /** Adds the first of a block of doubles, given by their bits, none of them zero, subnormal or infinite. */
    void add(long[] bits, int count, ExactSum sum, ExactSum squares) {
        int lowest = EXPONENTS;
        int highest = -1;
        for (int at = 0; at < count; at++) {
            int signed = (int) (bits[at] >>> MANTISSA_BITS);
            int exponent = signed & EXPONENT_MASK;
            lowest = Math.min(lowest, exponent);
            highest = Math.max(highest, exponent);
            long mantissa = (bits[at] & MANTISSA_MASK) | HIDDEN_BIT;
            long high = mantissa >>> HALF_BITS;
            long low = mantissa & HALF_MASK;
            sums[signed] += mantissa;
            highSquares[exponent] += high * high;
            products[exponent] += high * low;
            lowSquares[exponent] += low * low;
        }
        for (int exponent = lowest; exponent <= highest; exponent++) {
            if (highSquares[exponent] != 0) {
                empty(exponent, sum, squares);
            }
        }
    }

    private void empty(int exponent, ExactSum sum, ExactSum squares) {
        int unit = exponent - 1;
        sum.add(sums[exponent] - sums[exponent + EXPONENTS], unit);
        squares.add(highSquares[exponent], 2 * (unit + HALF_BITS));
        squares.add(products[exponent], 2 * unit + HALF_BITS + 1);
        squares.add(lowSquares[exponent], 2 * unit);
        sums[exponent] = 0;
        sums[exponent + EXPONENTS] = 0;
        highSquares[exponent] = 0;
        products[exponent] = 0;
        lowSquares[exponent] = 0;
    }
}
