package io.metrify.validation.config;

import java.util.Locale;

/** Text of a file as it may stand in a message: on one line, without control characters, not too long. */
final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    static String text(String text) {
        return "\"" + abbreviated(text) + "\"";
    }

    static String abbreviated(String text) {
        return abbreviated(text, LONGEST);
    }

    static String abbreviated(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int end = text.codePointCount(0, Math.min(text.length(), 2 * longest)) <= longest
                ? Math.min(text.length(), 2 * longest)
                : text.offsetByCodePoints(0, longest);
        text.substring(0, end).codePoints().forEach(c -> {
            if (isShown(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(escape(c));
            }
        });
        return end < text.length() ? shown + "..." : shown.toString();
    }

    static String escape(int codePoint) {
        return String.format(Locale.ROOT, "\\u%04X", codePoint);
    }

    /** Not shown are control and format characters (which can turn a line around), line ends, and halves of pairs. */
    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
