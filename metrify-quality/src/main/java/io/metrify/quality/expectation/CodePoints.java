package io.metrify.quality.expectation;

import java.util.Comparator;

/** Texts as Python orders and measures them: by code points, where Java's own order and length go by UTF-16 units. */
final class CodePoints {

    /** The order of texts. */
    static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    /** How many characters a text has. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
                return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
