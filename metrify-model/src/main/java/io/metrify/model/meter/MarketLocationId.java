package io.metrify.model.meter;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        String fault = fault(text);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
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
     * Whether a text is a market location number. Unlike {@link #parse}, it makes no object.
     *
     * @param text any text
     * @return true if form and check digit are right
     */
    public static boolean isValid(String text) {
        return fault(text) == null;
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
        String fault = faultOfDigits(firstTen, LENGTH - 1);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
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

    /** What is wrong with a number, or null if nothing is. */
    private static @Nullable String fault(String text) {
        String fault = faultOfDigits(text, LENGTH);
        if (fault != null) {
            return fault;
        }
        char expected = checkDigit(text);
        return text.charAt(LENGTH - 1) == expected
                ? null
                : "the market location number " + text + " ends in " + text.charAt(LENGTH - 1)
                        + " but its check digit is " + expected + "; look for a typing error";
    }

    private static @Nullable String faultOfDigits(String text, int length) {
        if (text.length() != length) {
            return "\"" + (text.length() > length ? text.substring(0, length) + "..." : text)
                    + "\" is not a market location number; it has " + text.length() + " characters instead of "
                    + length;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return "\"" + text + "\" is not a market location number; only the digits 0 to 9 are allowed";
            }
        }
        if (text.charAt(0) == '0') {
            return "\"" + text + "\" is not a market location number; the first digit is 1 to 9";
        }
        return null;
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
