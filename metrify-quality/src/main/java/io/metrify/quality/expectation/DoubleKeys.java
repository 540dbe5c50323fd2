package io.metrify.quality.expectation;

/**
 * Doubles as whole numbers of the same order, so that limits, sets, distinct values and quantiles of measurements and of whole
 * numbers are one code. Neighbouring doubles have neighbouring keys; -0.0 has the key of 0.0, as it equals it.
 */
final class DoubleKeys {

    private DoubleKeys() {}

    /** The key of a value that is not NaN. */
    static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** The value of a key. */
    static double value(long key) {
        return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
    }
}
