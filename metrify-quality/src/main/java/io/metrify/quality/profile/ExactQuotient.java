package io.metrify.quality.profile;

import java.math.BigInteger;

/** A quotient of whole numbers times a power of two, and its square root, as the double nearest to it; halves go to even. */
final class ExactQuotient {

    private static final int PRECISION = 53;
    private static final int LOWEST_EXPONENT = -1_074;
    private static final int ROOT_BITS = 140;

    private ExactQuotient() {}

    /** {@code numerator / denominator * 2^exponent}, rounded once; the denominator is positive. */
    static double rounded(BigInteger numerator, BigInteger denominator, int exponent) {
        if (numerator.signum() < 0) {
            return -rounded(numerator.negate(), denominator, exponent);
        }
        int unit = Math.max(LOWEST_EXPONENT, exponent + numerator.bitLength() - denominator.bitLength() - PRECISION);
        BigInteger whole = divided(numerator, denominator, exponent - unit);
        if (whole.bitLength() > PRECISION) {
            unit++;
            whole = divided(numerator, denominator, exponent - unit);
        }
        return Math.scalb((double) whole.longValueExact(), unit);
    }

    /** The square root of {@code numerator / denominator * 2^exponent}, rounded once; nothing is negative. */
    static double root(BigInteger numerator, BigInteger denominator, int exponent) {
        int shift = Math.max(0, ROOT_BITS - numerator.bitLength() + denominator.bitLength());
        shift += (exponent - shift) & 1;
        BigInteger[] square = numerator.shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger[] root = square[0].sqrtAndRemainder();
        boolean exact = root[1].signum() == 0 && square[1].signum() == 0;
        // One more bit, set where something was cut off: enough to round as the uncut root would be.
        BigInteger marked = exact ? root[0].shiftLeft(1) : root[0].shiftLeft(1).setBit(0);
        return rounded(marked, BigInteger.ONE, (exponent - shift) / 2 - 1);
    }

    private static BigInteger divided(BigInteger numerator, BigInteger denominator, int shift) {
        BigInteger above = shift > 0 ? numerator.shiftLeft(shift) : numerator;
        BigInteger below = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
        BigInteger[] quotient = above.divideAndRemainder(below);
        int half = quotient[1].shiftLeft(1).compareTo(below);
        boolean up = half > 0 || (half == 0 && quotient[0].testBit(0));
        return up ? quotient[0].add(BigInteger.ONE) : quotient[0];
    }
}
