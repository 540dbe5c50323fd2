package io.metrify.quality.expectation;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Patterns of SQL's LIKE: {@code %} stands for any characters, {@code _} for one, a backslash takes the next character as it is
 * (the usual escape character of <a href="https://www.postgresql.org/docs/current/functions-matching.html">PostgreSQL</a> and
 * MySQL). The whole text has to fit; case counts. Never takes longer than the lengths of text and
 * pattern multiplied, however many {@code %} there are.
 */
final class LikePattern {

    private static final int ANY = -1;
    private static final int ONE = -2;

    private LikePattern() {}

    /** Tells whether a text fits a pattern. */
    static Predicate<String> of(String like) {
        int[] pattern = parse(like);
        return text -> fits(text, pattern);
    }

    private static int[] parse(String like) {
        int[] points = like.codePoints().toArray();
        int[] pattern = new int[points.length];
        int size = 0;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '\\' && i + 1 < points.length) {
                pattern[size++] = points[++i];
            } else {
                pattern[size++] = points[i] == '%' ? ANY : points[i] == '_' ? ONE : points[i];
            }
        }
        return Arrays.copyOf(pattern, size);
    }

    /** Greedy, going back to the last {@code %} only: that is enough, as an earlier one can take nothing that it could not. */
    private static boolean fits(String text, int[] pattern) {
        int at = 0;
        int next = 0;
        int any = -1;
        int resume = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (next < pattern.length && pattern[next] == ANY) {
                any = next++;
                resume = at;
            } else if (next < pattern.length && (pattern[next] == ONE || pattern[next] == point)) {
                next++;
                at += Character.charCount(point);
            } else if (any >= 0) {
                next = any + 1;
                resume += Character.charCount(text.codePointAt(resume));
                at = resume;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == ANY) {
            next++;
        }
        return next == pattern.length;
    }
}
