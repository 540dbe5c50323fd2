package io.metrify.model.meter;

import java.util.Objects;

/**
 * The number of a German market location (Marktlokations-ID, MaLo-ID): where energy is sold, as opposed to the {@link
 * MeteringLocationId} where it is measured. It has eleven digits, of which the first is not 0 and the last checks the rest.
 *
 * <p>Source: BDEW, Anwendungshilfe MaLo-ID, version 1.0 of 28 April 2017, section on the check digit: the digits in odd
 * places are added once, those in even places twice, and the check digit fills the sum up to the next multiple of ten.
 *
 * @param text the eleven digits
 */
public record MarketLocationId(String text) {

    private static final int LENGTH = 11;

    /** Checks form and check digit. */
    public MarketLocationId {
        Objects.requireNonNull(text, "text");
        requireDigits(text, LENGTH);
        char expected = checkDigit(text);
        if (text.charAt(LENGTH - 1) != expected) {
            throw new IllegalArgumentException("the market location number " + text + " ends in "
                    + text.charAt(LENGTH - 1) + " but its check digit is " + expected + "; look for a typing error");
        }
    }

    /**
     * Reads a number.
     *
     * @param text eleven digits
     * @return the number
     * @throws IllegalArgumentException if the form or the check digit is wrong
     */
    public static MarketLocationId parse(String text) {
        return new MarketLocationId(text);
    }

    /**
     * The number that begins with ten given digits.
     *
     * @param firstTen ten digits, the first not 0
     * @return the number with its check digit
     * @throws IllegalArgumentException if the form is wrong
     */
    public static MarketLocationId ofFirstTen(String firstTen) {
        Objects.requireNonNull(firstTen, "firstTen");
        requireDigits(firstTen, LENGTH - 1);
        return new MarketLocationId(firstTen + checkDigit(firstTen));
    }

    /**
     * The number itself.
     *
     * @return the eleven digits
     */
    @Override
    public String toString() {
        return text;
    }

    private static void requireDigits(String text, int length) {
        if (text.length() != length) {
            throw new IllegalArgumentException(
                    "\"" + (text.length() > length ? text.substring(0, length) + "..." : text)
                            + "\" is not a market location number; it has " + text.length() + " characters instead of "
                            + length);
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not a market location number; only the digits 0 to 9 are allowed");
            }
        }
        if (text.charAt(0) == '0') {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a market location number; the first digit is 1 to 9");
        }
    }

    private static char checkDigit(String text) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            int digit = text.charAt(i) - '0';
            sum += i % 2 == 0 ? digit : 2 * digit;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
