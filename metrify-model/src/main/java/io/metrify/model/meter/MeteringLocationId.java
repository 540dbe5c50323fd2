package io.metrify.model.meter;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The number of a metering location (Messlokations-ID, MeLo-ID, formerly Zaehlpunktbezeichnung): where energy is
 * measured, as opposed to the {@link MarketLocationId} where it is sold. It has 33 characters: two letters of the country,
 * six digits of the network operator, five digits of the postal code, and twenty capital letters or digits. It has no check
 * digit, so a typing error is not found.
 *
 * <p>Source: VDE-AR-N 4400 (Metering Code), section on the designation of metering points; kept for metering locations by
 * BDEW, Anwendungshilfe Rollenmodell.
 *
 * @param text the 33 characters, upper case
 */
public record MeteringLocationId(String text) {

    private static final int LENGTH = 33;
    private static final int COUNTRY_END = 2;
    private static final int OPERATOR_END = 8;
    private static final int POSTAL_CODE_END = 13;

    /** Checks the form. */
    public MeteringLocationId {
        Objects.requireNonNull(text, "text");
        String fault = fault(text);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /**
     * Reads a number.
     *
     * @param text 33 characters
     * @return the number
     * @throws IllegalArgumentException if the form is wrong
     */
    public static MeteringLocationId parse(String text) {
        return new MeteringLocationId(text);
    }

    /**
     * Whether a text is a metering location number. Unlike {@link #parse}, it makes no object.
     *
     * @param text any text
     * @return true if the form is right
     */
    public static boolean isValid(String text) {
        return fault(text) == null;
    }

    /**
     * The country.
     *
     * @return two letters, such as {@code DE}
     */
    public String country() {
        return text.substring(0, COUNTRY_END);
    }

    /**
     * The network operator that issued the number.
     *
     * @return six digits
     */
    public String networkOperator() {
        return text.substring(COUNTRY_END, OPERATOR_END);
    }

    /**
     * The postal code of the place when the number was issued.
     *
     * @return five digits
     */
    public String postalCode() {
        return text.substring(OPERATOR_END, POSTAL_CODE_END);
    }

    /**
     * The part that the network operator chose.
     *
     * @return twenty capital letters or digits
     */
    public String meteringPoint() {
        return text.substring(POSTAL_CODE_END);
    }

    /**
     * The number itself.
     *
     * @return the 33 characters
     */
    @Override
    public String toString() {
        return text;
    }

    /** What is wrong with a number, or null if nothing is. */
    private static @Nullable String fault(String text) {
        if (text.length() != LENGTH) {
            return "\"" + (text.length() > LENGTH ? text.substring(0, LENGTH) + "..." : text)
                    + "\" is not a metering location number; it has " + text.length()
                    + " characters instead of " + LENGTH;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z';
            boolean digit = c >= '0' && c <= '9';
            if (i < COUNTRY_END && !letter) {
                return malformed(text, i, "the first two are the capital letters of the country, such as DE");
            }
            if (i >= COUNTRY_END && i < POSTAL_CODE_END && !digit) {
                return malformed(
                        text, i, "the third to the thirteenth are digits of the network operator and postal code");
            }
            if (!letter && !digit) {
                return malformed(text, i, "only capital letters and digits are allowed");
            }
        }
        return null;
    }

    private static String malformed(String text, int at, String rule) {
        return "\"" + text + "\" is not a metering location number; character " + (at + 1) + " is '" + text.charAt(at)
                + "', but " + rule;
    }
}
