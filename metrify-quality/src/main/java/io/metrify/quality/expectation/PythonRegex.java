package io.metrify.quality.expectation;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions with the meaning that they have in Great Expectations: found anywhere in the text, as {@code
 * column.astype(str).str.contains(regex)} finds them there ({@code
 * great_expectations/expectations/metrics/column_map_metrics/column_values_match_regex.py}). What Python writes otherwise is
 * rewritten: named groups, {@code \Z}, brackets within classes. Classes such as {@code \w} are those of Unicode, and only a
 * line feed ends a line. An expression that takes too many steps on a text is given up, see {@link MeteredText}. Not
 * thread-safe.
 */
final class PythonRegex implements Predicate<String> {

    private static final int FLAGS = Pattern.UNIX_LINES;

    /** In more characters than these even a single repetition, tried from each of them, takes long. */
    private static final int LONG = 4_096;

    private final Pattern pattern;
    private final Matcher ascii;
    private final Matcher unicode;
    /** Whether it has no class that Unicode could make a difference to. */
    private final boolean plain;

    private final boolean asciiPattern;

    /** Whether it could be tried in very many ways on one text. */
    private final boolean costly;

    private PythonRegex(String regex, Pattern ascii, Pattern unicode) {
        this.pattern = unicode;
        this.ascii = ascii.matcher("");
        this.unicode = unicode.matcher("");
        this.plain = regex.indexOf('\\') < 0 && !regex.contains("(?");
        this.asciiPattern = isAscii(regex);
        this.costly = RegexCost.isHigh(regex);
    }

    /** Tells whether a regular expression is found in a text. */
    static PythonRegex of(String regex) {
        String java = inJava(regex);
        try {
            return new PythonRegex(
                    regex,
                    Pattern.compile(java, FLAGS),
                    Pattern.compile(java, FLAGS | Pattern.UNICODE_CHARACTER_CLASS));
        } catch (PatternSyntaxException e) {
            throw new UncheckableException("the regular expression " + regex + " cannot be read (" + e.getDescription()
                    + "); write it as Python's module re has it");
        }
    }

    /** Where both pattern and text are ASCII, the classes of ASCII tell the same and are much faster. */
    @Override
    public boolean test(String text) {
        Matcher matcher = plain || (asciiPattern && isAscii(text)) ? ascii : unicode;
        try {
            return matcher.reset(costly || text.length() > LONG ? new MeteredText(text) : text)
                    .find();
        } catch (StackOverflowError e) {
            throw new UncheckableException(
                    "the regular expression " + pattern + " cannot be tried on a text of " + text.length()
                            + " characters without running out of stack; write it without repeated alternatives");
        } catch (MeteredText.SpentException e) {
            throw new UncheckableException(
                    "the regular expression " + pattern + " takes more than " + MeteredText.MOST_READS
                            + " steps on a text of " + text.length()
                            + " characters; write it without repetitions of repetitions");
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String inJava(String regex) {
        StringBuilder java = new StringBuilder();
        boolean inClass = false;
        int classStart = 0;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                char escaped = regex.charAt(++i);
                java.append(escaped == 'Z' && !inClass ? "\\z" : "\\" + escaped);
            } else if (inClass) {
                boolean first = i == classStart || (i == classStart + 1 && regex.charAt(classStart) == '^');
                if (c == ']' && !first) {
                    inClass = false;
                    java.append(c);
                } else if (c == '[' || c == '&' || c == ']') {
                    java.append('\\').append(c);
                } else {
                    java.append(c);
                }
            } else if (c == '[') {
                inClass = true;
                classStart = i + 1;
                java.append(c);
            } else if (regex.startsWith("(?P<", i)) {
                java.append("(?<");
                i += 3;
            } else if (regex.startsWith("(?P=", i) && regex.indexOf(')', i) > 0) {
                int end = regex.indexOf(')', i);
                java.append("\\k<").append(regex, i + 4, end).append('>');
                i = end;
            } else {
                java.append(c);
            }
        }
        return java.toString();
    }
}
