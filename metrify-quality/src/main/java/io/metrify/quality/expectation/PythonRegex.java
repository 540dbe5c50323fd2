package io.metrify.quality.expectation;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions with the meaning that they have in Great Expectations: found anywhere in the text, as {@code
 * column.astype(str).str.contains(regex)} finds them there ({@code
 * great_expectations/expectations/metrics/column_map_metrics/column_values_match_regex.py}). What Python writes otherwise is
 * rewritten: named groups, {@code \Z}, brackets within classes. Classes such as {@code \w} are those of Unicode, and only a
 * line feed ends a line.
 */
final class PythonRegex {

    private static final int FLAGS = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;

    private PythonRegex() {}

    /** Tells whether a regular expression is found in a text. */
    static Predicate<String> of(String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(inJava(regex), FLAGS);
        } catch (PatternSyntaxException e) {
            throw new UncheckableException("the regular expression " + regex + " cannot be read (" + e.getDescription()
                    + "); write it as Python's module re has it");
        }
        return text -> found(pattern, text);
    }

    private static boolean found(Pattern pattern, String text) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            throw new UncheckableException(
                    "the regular expression " + pattern + " cannot be tried on a text of " + text.length()
                            + " characters without running out of stack; write it without repeated alternatives");
        }
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
