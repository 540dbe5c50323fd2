package io.metrify.quality.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and lengths of texts, with those of texts seen lately kept, as columns of identifiers repeat a few thousand of
 * them. Where a text is kept depends on {@link String#hashCode()}, which costs nothing for an object seen before; what is
 * answered does not. Not thread-safe.
 */
final class TextHashes {

    /** Longer texts are told apart by their first units and the hash of all. */
    static final int LONGEST_KEPT = 256;

    private static final int FEWEST_BITS = 8;
    private static final int MOST_BITS = 15;
    private static final int GOLDEN = 0x9e37_79b9;
    private static final int WIDTH = 2;

    private int bits = FEWEST_BITS;
    private @Nullable String[] texts = new String[1 << FEWEST_BITS];
    /** For each text its hash and its length, side by side as both are read together. */
    private long[] answers = new long[WIDTH << FEWEST_BITS];

    private int added;
    private char[] units = new char[LONGEST_KEPT];

    /** The place of a text, at which it, its hash and its length are kept until the next call. */
    int find(String text) {
        int place = place(text);
        if (text.equals(texts[place])) {
            return place;
        }
        if (added >= texts.length && bits < MOST_BITS) {
            bits++;
            texts = new String[1 << bits];
            answers = new long[WIDTH << bits];
            added = 0;
            place = place(text);
        }
        added++;
        put(place, text);
        return place;
    }

    private int place(String text) {
        return (text.hashCode() * GOLDEN) >>> (Integer.SIZE - bits);
    }

    long hash(int place) {
        return answers[place * WIDTH];
    }

    /** The length in code points. */
    int length(int place) {
        return (int) answers[place * WIDTH + 1];
    }

    /** The text as it is kept: its first units. */
    static String kept(String text) {
        return text.length() > LONGEST_KEPT ? text.substring(0, LONGEST_KEPT) : text;
    }

    private void put(int place, String text) {
        int length = text.length();
        if (length > units.length) {
            units = Arrays.copyOf(units, Math.max(length, units.length * 2));
        }
        text.getChars(0, length, units, 0);
        int pairs = 0;
        for (int at = 1; at < length; at++) {
            if (Character.isSurrogatePair(units[at - 1], units[at])) {
                pairs++;
            }
        }
        // A long text is not held on to: thousands of them would be large.
        texts[place] = length > LONGEST_KEPT ? null : text;
        answers[place * WIDTH] = ValueHash.of(units, length);
        answers[place * WIDTH + 1] = (long) length - pairs;
    }
}
