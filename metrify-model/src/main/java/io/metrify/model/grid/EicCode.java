package io.metrify.model.grid;

import java.util.Objects;

/**
 * An Energy Identification Code of ENTSO-E: 16 characters, of which the first two name the issuing office, the third
 * the type of object, and the last checks the rest (EIC reference manual, release 5.5, annex on the check character).
 *
 * @param text the 16 characters, upper case
 */
public record EicCode(String text) {

    private static final int LENGTH = 16;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";

    /** Checks form and check character. */
    public EicCode {
        Objects.requireNonNull(text, "text");
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("\"" + text + "\" is not an EIC code; it has " + text.length()
                    + " characters instead of " + LENGTH);
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not an EIC code; only A-Z, 0-9 and - are allowed");
            }
        }
        char expected = checkCharacter(text);
        if (text.charAt(LENGTH - 1) != expected) {
            throw new IllegalArgumentException("the EIC code " + text + " ends in " + text.charAt(LENGTH - 1)
                    + " but its check character is " + expected);
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
     * The code itself.
     *
     * @return the 16 characters
     */
    @Override
    public String toString() {
        return text;
    }

    /** Each of the first 15 characters is weighted 16 down to 2; the sum modulo 37 picks the check character. */
    private static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(text.charAt(i)) * (LENGTH - i);
        }
        return ALPHABET.charAt(36 - (sum + 36) % 37);
    }
}
