package io.metrify.model.grid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An Energy Identification Code of ENTSO-E: 16 characters, of which the first two name the issuing office, the third
 * the type of object, and the last checks the rest.
 *
 * <p>Source: ENTSO-E, The Energy Identification Coding Scheme (EIC) Reference Manual, sections on the structure and on
 * the check character: the first 15 characters, with A to Z counting 10 to 35 and the minus sign 36, are weighted 16 down to
 * 2. A code whose check character would be the minus sign is not issued: the manual asks for another code instead, so
 * that no code ends in a minus sign, and none is accepted here.
 *
 * @param text the 16 characters, upper case
 */
public record EicCode(String text) {

    private static final int LENGTH = 16;
    private static final int MODULUS = 37;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
    private static final char MINUS = '-';

    /** Checks form and check character. */
    public EicCode {
        Objects.requireNonNull(text, "text");
        String fault = fault(text);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /**
     * Reads a code.
     *
     * @param text 16 characters
     * @return the code
     * @throws IllegalArgumentException if the form or the check character is wrong
     */
    public static EicCode parse(String text) {
        return new EicCode(text);
    }

    /**
     * Whether a text is an EIC code. Unlike {@link #parse}, it makes no object.
     *
     * @param text any text
     * @return true if form and check character are right
     */
    public static boolean isValid(String text) {
        return fault(text) == null;
    }

    /**
     * What kind of object the code names.
     *
     * @return the third character: X a party, Y an area, Z a measuring point, W a resource, T a tie line, V a location, A a
     *     substation
     */
    public char objectType() {
        return text.charAt(2);
    }

    /**
     * The code itself.
     *
     * @return the 16 characters
     */
    @Override
    public String toString() {
        return text;
    }

    /** What is wrong with a code, or null if nothing is. */
    private static @Nullable String fault(String text) {
        if (text.length() != LENGTH) {
            return "\"" + (text.length() > LENGTH ? text.substring(0, LENGTH) + "..." : text)
                    + "\" is not an EIC code; it has " + text.length() + " characters instead of " + LENGTH;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return "\"" + text + "\" is not an EIC code; only A-Z, 0-9 and - are allowed";
            }
        }
        if (text.charAt(0) == MINUS
                || text.charAt(1) == MINUS
                || ALPHABET.indexOf(text.charAt(2)) < 10
                || text.charAt(2) == MINUS) {
            return "\"" + text
                    + "\" is not an EIC code; it starts with two letters or digits for the office and a letter for the type";
        }
        char expected = checkCharacter(text);
        if (expected == MINUS) {
            return "the EIC code " + text
                    + " would need a minus sign as its check character; no office issues such a code, so look for a typing error";
        }
        if (text.charAt(LENGTH - 1) != expected) {
            return "the EIC code " + text + " ends in " + text.charAt(LENGTH - 1) + " but its check character is "
                    + expected + "; look for a typing error";
        }
        return null;
    }

    private static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(text.charAt(i)) * (LENGTH - i);
        }
        return ALPHABET.charAt(MODULUS - 1 - (sum + MODULUS - 1) % MODULUS);
    }
}
