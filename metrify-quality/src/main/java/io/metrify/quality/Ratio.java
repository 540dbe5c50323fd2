package io.metrify.quality;

import java.math.BigInteger;
import java.util.Objects;

/**
 * An exact fraction, kept reduced with a positive denominator, so that equal fractions are equal records.
 *
 * @param numerator what is above the line
 * @param denominator what is below the line, positive
 */
public record Ratio(BigInteger numerator, BigInteger denominator) implements Comparable<Ratio> {

    /** Nothing: 0. */
    public static final Ratio ZERO = of(0, 1);

    /** The whole: 1. */
    public static final Ratio ONE = of(1, 1);

    private static final BigInteger MILLION = BigInteger.valueOf(ReadingScore.PERFECT);

    /** Reduces the fraction. */
    public Ratio {
        Objects.requireNonNull(numerator, "numerator");
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("the denominator " + denominator + " is not positive");
        }
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    /**
     * A fraction of whole numbers.
     *
     * @param numerator what is above the line
     * @param denominator what is below the line, positive
     * @return the fraction
     */
    public static Ratio of(long numerator, long denominator) {
        return new Ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * This and another together.
     *
     * @param other what to add
     * @return the exact sum
     */
    public Ratio plus(Ratio other) {
        return new Ratio(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /**
     * This less another.
     *
     * @param other what to take away
     * @return the exact difference
     */
    public Ratio minus(Ratio other) {
        return plus(new Ratio(other.numerator.negate(), other.denominator));
    }

    /**
     * This times another.
     *
     * @param other the factor
     * @return the exact product
     */
    public Ratio times(Ratio other) {
        return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * The nearest whole number of parts per million; halves go up.
     *
     * @return parts per million
     * @throws ArithmeticException if it does not fit an int
     */
    public int toPartsPerMillion() {
        BigInteger twice = numerator.multiply(MILLION).shiftLeft(1).add(denominator);
        BigInteger[] rounded = twice.divideAndRemainder(denominator.shiftLeft(1));
        return (rounded[1].signum() < 0 ? rounded[0].subtract(BigInteger.ONE) : rounded[0]).intValueExact();
    }

    /**
     * The fraction as a double, for charts.
     *
     * @return the value, correct to about 15 digits while both numbers fit a double
     */
    public double toDouble() {
        return numerator.doubleValue() / denominator.doubleValue();
    }

    @Override
    public int compareTo(Ratio other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /**
     * The fraction in writing.
     *
     * @return for example {@code 199/200}
     */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
