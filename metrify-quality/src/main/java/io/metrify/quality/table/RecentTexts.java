package io.metrify.quality.table;

import org.jspecify.annotations.Nullable;

/** Texts seen a short while ago, so that equal ones become the same object. Holds at most 1,024, none of them long. */
final class RecentTexts {

    private static final int SIZE = 1_024;
    private static final int LONGEST = 128;

    private final @Nullable String[] texts = new @Nullable String[SIZE];

    /** The text, or one that equals it. */
    String same(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & SIZE - 1;
        String known = texts[place];
        if (text.equals(known)) {
            return known;
        }
        texts[place] = text;
        return text;
    }
}
