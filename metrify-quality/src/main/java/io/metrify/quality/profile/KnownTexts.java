package io.metrify.quality.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts texts, with those seen lately at hand, as columns of identifiers repeat a few thousand of them: only when one makes
 * room for another is its hash of 64 bits looked up among the different values. Where a text is at hand depends on {@link
 * String#hashCode()}, which costs nothing for an object seen before; what is counted does not. Not thread-safe.
 */
final class KnownTexts {

    /** Longer texts are told apart by their first units and the hash of all. */
    static final int LONGEST_KEPT = 256;

    private static final int FEWEST_BITS = 6;
    private static final int MOST_BITS = 15;
    private static final int GOLDEN = 0x9e37_79b9;

    private final DistinctTexts distinct;
    private int bits = FEWEST_BITS;
    private @Nullable String[] texts = new String[1 << FEWEST_BITS];
    private int[] codes = new int[1 << FEWEST_BITS];
    private long[] counts = new long[1 << FEWEST_BITS];
    private int misses;
    private char[] units = new char[LONGEST_KEPT];
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    KnownTexts(ProfileSettings settings) {
        distinct = new DistinctTexts(settings.distinctLimit());
    }

    void add(String text, long times) {
        int code = text.hashCode();
        int place = place(code);
        if (codes[place] == code && text.equals(texts[place])) {
            counts[place] += times;
        } else if (codes[place ^ 1] == code && text.equals(texts[place ^ 1])) {
            counts[place ^ 1] += times;
        } else {
            miss(text, code, times);
        }
    }

    void add(ColumnState other) {
        if (other.count() > 0) {
            include((int) other.least());
            include((int) other.greatest());
        }
        distinct.add(other.distinct());
    }

    /** The length of the shortest text in code points; 0 if there is none. */
    int shortest() {
        return Math.min(shortest, longest);
    }

    int longest() {
        return longest;
    }

    DistinctValues distinct() {
        for (int place = 0; place < texts.length; place++) {
            count(place);
        }
        return distinct.toValues();
    }

    /** The text as it is kept: its first units. */
    static String kept(String text) {
        return text.length() > LONGEST_KEPT ? text.substring(0, LONGEST_KEPT) : text;
    }

    private int place(int code) {
        return (code * GOLDEN) >>> (Integer.SIZE - bits);
    }

    /** Puts a text at hand, in the place of the one of its two neighbours that came first. */
    private void miss(String text, int code, long times) {
        include(length(text));
        // A long text is not held on to: thousands of them would be large.
        if (text.length() > LONGEST_KEPT) {
            distinct.add(text, hash(text), times);
            return;
        }
        if (++misses > 2 * texts.length && bits < MOST_BITS) {
            grow();
        }
        int place = place(code);
        count(place ^ 1);
        texts[place ^ 1] = texts[place];
        codes[place ^ 1] = codes[place];
        counts[place ^ 1] = counts[place];
        texts[place] = text;
        codes[place] = code;
        counts[place] = times;
    }

    private void grow() {
        for (int place = 0; place < texts.length; place++) {
            count(place);
        }
        bits++;
        texts = new String[1 << bits];
        codes = new int[1 << bits];
        counts = new long[1 << bits];
        misses = 0;
    }

    /** Hands what was counted at a place on to the different values. */
    private void count(int place) {
        String text = texts[place];
        if (text != null && counts[place] > 0) {
            distinct.add(text, hash(text), counts[place]);
            counts[place] = 0;
        }
    }

    private void include(int length) {
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private long hash(String text) {
        int length = text.length();
        if (length > units.length) {
            units = Arrays.copyOf(units, Math.max(length, units.length * 2));
        }
        text.getChars(0, length, units, 0);
        return ValueHash.of(units, length);
    }
}
