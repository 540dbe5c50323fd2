package io.metrify.model;

/** The rule for every measured double: a finite number, or NaN for a measurement that was not taken. */
public final class Measurement {

    private Measurement() {}

    /**
     * Checks that a value is a finite number or NaN.
     *
     * @param value the value
     * @param name what was measured, for the message
     * @return the same value
     * @throws IllegalArgumentException if it is infinite
     */
    public static double require(double value, String name) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", which is no measurement; use NaN for one that was not taken");
        }
        return value;
    }

    /**
     * Whether the measurement was taken.
     *
     * @param value the value
     * @return false if it is NaN
     */
    public static boolean isTaken(double value) {
        return !Double.isNaN(value);
    }
}
