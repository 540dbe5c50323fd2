package io.metrify.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;

/**
 * An exact amount of energy: a whole number of milliwatt-hours (1 mWh = 10<sup>-6</sup> kWh). It is not power, and it
 * never passes through floating point when it is added, split or stored.
 *
 * <p>The range is that of {@code DECIMAL(18,6)} kWh, the type of every wire and table: less than 10<sup>12</sup> kWh in
 * either direction. Negative amounts are legal (corrections, feed-in seen from the other side); whether they are
 * plausible is a matter of validation. Arithmetic that would leave the range throws {@link ArithmeticException} and
 * never wraps.
 *
 * <pre>{@code
 * Energy day = Energy.parse("12.345678").plus(Energy.ofWattHours(250));   // 12.595678 kWh
 * }</pre>
 *
 * @param milliwattHours the amount in mWh, from {@link #MIN_MILLIWATT_HOURS} to {@link #MAX_MILLIWATT_HOURS}
 */
public record Energy(long milliwattHours) implements Comparable<Energy> {

    /** The largest amount, 999,999,999,999.999999 kWh, in mWh. */
    public static final long MAX_MILLIWATT_HOURS = 999_999_999_999_999_999L;

    /** The smallest amount, -999,999,999,999.999999 kWh, in mWh. */
    public static final long MIN_MILLIWATT_HOURS = -MAX_MILLIWATT_HOURS;

    /** Number of decimal places of a kilowatt-hour that are kept: 6. */
    public static final int SCALE = 6;

    /** Number of significant decimal digits: 18. */
    public static final int PRECISION = 18;

    /** No energy. It is an amount that was measured; an amount that was not measured is {@code null} or absent. */
    public static final Energy ZERO = new Energy(0);

    private static final long PER_WATT_HOUR = 1_000;
    private static final BigDecimal NANOS_PER_HOUR = BigDecimal.valueOf(3_600_000_000_000L);
    private static final int LONGEST_TEXT = 64;
    private static final long LOW_WORD = 0xFFFF_FFFFL;
    /** Stands for every amount below a tenth of a milliwatt-hour: all of them round alike. */
    private static final BigDecimal SPECK = BigDecimal.valueOf(1, SCALE + 2);
    /** Powers of ten beyond which power times any time is out of range, or nothing. */
    private static final long LARGEST_EXPONENT = 60;

    /** Checks the range. */
    public Energy {
        if (milliwattHours > MAX_MILLIWATT_HOURS || milliwattHours < MIN_MILLIWATT_HOURS) {
            throw new IllegalArgumentException(milliwattHours
                    + " mWh is outside the range of DECIMAL(18,6) kWh; the largest amount is 999999999999.999999 kWh");
        }
    }

    /**
     * An amount in milliwatt-hours.
     *
     * @param milliwattHours the amount in mWh
     * @return the amount
     */
    public static Energy ofMilliwattHours(long milliwattHours) {
        return milliwattHours == 0 ? ZERO : new Energy(milliwattHours);
    }

    /**
     * An amount in watt-hours.
     *
     * @param wattHours the amount in Wh
     * @return the amount
     * @throws ArithmeticException if the amount in mWh does not fit
     */
    public static Energy ofWattHours(long wattHours) {
        return inRange(Math.multiplyExact(wattHours, PER_WATT_HOUR));
    }

    /**
     * An amount in kilowatt-hours, taken exactly.
     *
     * @param kilowattHours the amount in kWh
     * @return the amount
     * @throws IllegalArgumentException if it is finer than 10<sup>-6</sup> kWh or out of range; round it first with
     *     {@link #ofKilowattHours(BigDecimal, RoundingMode)} if that is meant
     */
    public static Energy ofKilowattHours(BigDecimal kilowattHours) {
        return ofKilowattHours(kilowattHours, RoundingMode.UNNECESSARY);
    }

    /**
     * An amount in kilowatt-hours, rounded to whole milliwatt-hours.
     *
     * @param kilowattHours the amount in kWh
     * @param rounding how to round what is finer than 10<sup>-6</sup> kWh
     * @return the amount
     * @throws IllegalArgumentException if it is out of range, or finer than {@code rounding} permits
     */
    public static Energy ofKilowattHours(BigDecimal kilowattHours, RoundingMode rounding) {
        Objects.requireNonNull(kilowattHours, "kilowattHours");
        Objects.requireNonNull(rounding, "rounding");
        if (kilowattHours.signum() == 0) {
            return ZERO;
        }
        // A huge exponent of either sign would make setScale build a number of that many digits; settle it before.
        long integerDigits = kilowattHours.precision() - (long) kilowattHours.scale();
        if (integerDigits > PRECISION - SCALE) {
            throw outside(kilowattHours);
        }
        BigDecimal settled = kilowattHours;
        if (integerDigits < -SCALE) {
            settled = kilowattHours.signum() < 0 ? SPECK.negate() : SPECK;
        }
        BigInteger unscaled;
        try {
            unscaled = settled.setScale(SCALE, rounding).unscaledValue();
        } catch (ArithmeticException finer) {
            throw new IllegalArgumentException(
                    brief(kilowattHours) + " kWh is finer than 0.000001 kWh; round it before, or pass a rounding mode",
                    finer);
        }
        long milliwattHours = unscaled.longValueExact();
        if (milliwattHours > MAX_MILLIWATT_HOURS || milliwattHours < MIN_MILLIWATT_HOURS) {
            throw outside(kilowattHours);
        }
        return ofMilliwattHours(milliwattHours);
    }

    /**
     * Reads a decimal number of kilowatt-hours, such as {@code "12.5"} or {@code "-0.000001"}.
     *
     * @param kilowattHours digits with an optional sign, decimal point and exponent; at most 64 characters
     * @return the amount
     * @throws IllegalArgumentException if the text is not a number, finer than 10<sup>-6</sup> kWh or out of range
     */
    public static Energy parse(String kilowattHours) {
        Objects.requireNonNull(kilowattHours, "kilowattHours");
        if (kilowattHours.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("a text of " + kilowattHours.length()
                    + " characters is no amount of energy; at most " + LONGEST_TEXT + " are read");
        }
        BigDecimal number;
        try {
            number = new BigDecimal(kilowattHours);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "\"" + kilowattHours + "\" is not a number of kilowatt-hours; write it like 12.345678", notANumber);
        }
        return ofKilowattHours(number);
    }

    /**
     * The energy of a constant power over a time, rounded half-even to whole milliwatt-hours.
     *
     * @param kilowatts mean power in kW, either sign
     * @param duration how long it lasted, not negative
     * @return power times time
     * @throws IllegalArgumentException if the duration is negative or the result is out of range
     */
    public static Energy ofPower(BigDecimal kilowatts, Duration duration) {
        Objects.requireNonNull(kilowatts, "kilowatts");
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "the duration " + duration + " is negative; power lasts forward in time");
        }
        if (kilowatts.signum() == 0 || duration.isZero()) {
            return ZERO;
        }
        long integerDigits = kilowatts.precision() - (long) kilowatts.scale();
        if (integerDigits > LARGEST_EXPONENT) {
            throw outside(kilowatts);
        }
        if (integerDigits < -LARGEST_EXPONENT) {
            return ZERO;
        }
        BigDecimal nanos = BigDecimal.valueOf(duration.getSeconds(), -9).add(BigDecimal.valueOf(duration.getNano()));
        BigDecimal milliwattHours =
                kilowatts.multiply(nanos).movePointRight(SCALE).divide(NANOS_PER_HOUR, 0, RoundingMode.HALF_EVEN);
        return ofKilowattHours(milliwattHours.movePointLeft(SCALE));
    }

    /**
     * This amount and another together.
     *
     * @param other what to add
     * @return the exact sum
     * @throws ArithmeticException if the sum is out of range
     */
    public Energy plus(Energy other) {
        return inRange(milliwattHours + other.milliwattHours);
    }

    /**
     * This amount less another.
     *
     * @param other what to take away
     * @return the exact difference
     * @throws ArithmeticException if the difference is out of range
     */
    public Energy minus(Energy other) {
        return inRange(milliwattHours - other.milliwattHours);
    }

    /**
     * This amount a number of times.
     *
     * @param factor how often
     * @return the exact product
     * @throws ArithmeticException if the product is out of range
     */
    public Energy times(long factor) {
        return inRange(Math.multiplyExact(milliwattHours, factor));
    }

    /**
     * The same amount in the other direction.
     *
     * @return this amount with the opposite sign
     */
    public Energy negate() {
        return ofMilliwattHours(-milliwattHours);
    }

    /**
     * The size of this amount.
     *
     * @return this amount without its sign
     */
    public Energy abs() {
        return milliwattHours < 0 ? negate() : this;
    }

    /**
     * Whether the amount is below zero.
     *
     * @return true if negative
     */
    public boolean isNegative() {
        return milliwattHours < 0;
    }

    /**
     * Whether the amount is exactly zero.
     *
     * @return true if zero
     */
    public boolean isZero() {
        return milliwattHours == 0;
    }

    /**
     * The exact sum of many amounts, the same in whatever order they come.
     *
     * @param amounts what to add up; none gives {@link #ZERO}
     * @return the exact sum
     * @throws ArithmeticException if the sum is out of range; partial sums may be
     */
    public static Energy sum(Iterable<Energy> amounts) {
        long high = 0;
        long low = 0;
        for (Energy amount : amounts) {
            low += amount.milliwattHours & LOW_WORD;
            high += (amount.milliwattHours >> 32) + (low >>> 32);
            low &= LOW_WORD;
        }
        if (high != (int) high) {
            throw new ArithmeticException("the sum is outside the range of DECIMAL(18,6) kWh");
        }
        return inRange((high << 32) | low);
    }

    /**
     * The amount in kilowatt-hours, exactly.
     *
     * @return a decimal of scale 6
     */
    public BigDecimal toKilowattHours() {
        return BigDecimal.valueOf(milliwattHours, SCALE);
    }

    /**
     * The amount in kilowatt-hours for charts and statistics; sums are made before, never of these.
     *
     * @return the nearest double
     */
    public double toApproximateKilowattHours() {
        return milliwattHours / 1e6;
    }

    @Override
    public int compareTo(Energy other) {
        return Long.compare(milliwattHours, other.milliwattHours);
    }

    /**
     * The amount with its unit.
     *
     * @return for example {@code 12.345678 kWh}
     */
    @Override
    public String toString() {
        return toKilowattHours().toPlainString() + " kWh";
    }

    private static Energy inRange(long milliwattHours) {
        if (milliwattHours > MAX_MILLIWATT_HOURS || milliwattHours < MIN_MILLIWATT_HOURS) {
            throw new ArithmeticException(
                    "the result " + milliwattHours + " mWh is outside the range of DECIMAL(18,6) kWh");
        }
        return ofMilliwattHours(milliwattHours);
    }

    private static IllegalArgumentException outside(BigDecimal number) {
        return new IllegalArgumentException(brief(number)
                + " is outside the range of DECIMAL(18,6) kWh; the largest amount is 999999999999.999999 kWh");
    }

    private static String brief(BigDecimal number) {
        String text = number.toString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
