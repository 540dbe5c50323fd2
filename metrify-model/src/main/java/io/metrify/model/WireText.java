package io.metrify.model;

import java.util.Objects;

/**
 * The names and identifiers that every wire can carry: 1 to 128 characters, not blank, no control characters, and
 * well-formed Unicode. Anything else would not survive UTF-8, a CSV line, an object name or a partition path.
 */
public final class WireText {

    /** The largest number of {@code char}s: 128. */
    public static final int LONGEST = 128;

    private static final int SHOWN = 32;

    private WireText() {}

    /**
     * Checks that a text can be carried by every wire.
     *
     * @param text the text to check
     * @param name what the text is, for the message
     * @return the same text
     * @throws IllegalArgumentException if it is blank, too long, malformed or has control characters
     */
    public static String require(String text, String name) {
        return require(text, name, LONGEST);
    }

    /**
     * Checks that a text of another largest length can be carried by every wire: a sentence, rather than a name.
     *
     * @param text the text to check
     * @param name what the text is, for the message
     * @param longest the largest number of {@code char}s
     * @return the same text
     * @throws IllegalArgumentException if it is blank, too long, malformed or has control characters
     */
    public static String require(String text, String name, int longest) {
        Objects.requireNonNull(text, name);
        if (text.length() > longest) {
            throw new IllegalArgumentException(name + " \"" + text.substring(0, Math.min(SHOWN, longest)) + "...\" has "
                    + text.length() + " characters; at most " + longest + " are carried");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is blank; it must say what the value belongs to");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ') {
                i = requireCarried(text, i, name);
            }
        }
        return text;
    }

    /** Checks a character beyond printable ASCII; answers the index of its last {@code char}. */
    private static int requireCarried(String text, int at, String name) {
        char c = text.charAt(at);
        if (Character.isISOControl(c)) {
            throw new IllegalArgumentException(name + " has the control character U+"
                    + Integer.toHexString(c | 0x10000).substring(1) + " at position " + at
                    + "; only printable characters are carried");
        }
        if (!Character.isSurrogate(c)) {
            return at;
        }
        boolean paired =
                Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        if (!paired) {
            throw new IllegalArgumentException(name + " has half a surrogate pair at position " + at
                    + ", which UTF-8 cannot carry; repair the source's encoding");
        }
        return at + 1;
    }
}
